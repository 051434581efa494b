"""A plan becomes a template, and the template is proven before anybody gets it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from letterforge import api
from letterforge.adopting.filling import fillings
from letterforge.adopting.plan import Plan
from letterforge.adopting.proof import Proof, prove
from letterforge.adopting.source import Adoptable, Made
from letterforge.errors import TemplateError, UsageError
from letterforge.template import read

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Applied:
    """The template that a plan makes, the file of the model that it drafts, if any, and what the proof has shown."""

    template: bytes
    model_file: bytes | None
    proof: Proof


@dataclass(frozen=True, slots=True)
class Application:
    """What a plan is applied to: the file, its model, and data to try the template with."""

    plan: Plan
    content: bytes
    source: Adoptable
    target: Path
    model: type[BaseModel] | None = None
    kind: str | None = None
    model_file: bytes | None = None
    """A model file that stands beside the template already."""
    data: object = None


def applied(application: Application) -> Applied:
    """The template of a plan, proven.

    Raises:
        UsageError: the file has changed since the plan was made, or the plan does not say what becomes of every prompt.
        TemplateError: what it makes has an error.
        LetterforgeError: the proof fails; the message says where.
    """
    plan, source = application.plan, application.source
    if hashlib.sha256(application.content).hexdigest() != plan.sha256:
        message = f"{plan.file} has changed since the plan was made; make the plan anew"
        raise UsageError(message)
    made = source.made(fillings(plan, source), _front_matter(application))
    model, model_file = application.model, None
    if model is None and plan.fields:
        from letterforge.adopting.drafting import drafted_model, model_text  # noqa: PLC0415  (a model is often given)

        text = application.model_file or model_text(plan, Path(plan.file).stem).encode()
        model = drafted_model(text, application.target)
        model_file = None if application.model_file is not None else text
    proof = _proven(application, made, model)
    return Applied(made.content, model_file, proof)


def _proven(application: Application, made: Made, model: type[BaseModel] | None) -> Proof:
    template, findings = read(made.content, name=application.target.stem, file=str(application.target), model=model)
    if template is None or any(one.is_error for one in findings):
        raise TemplateError(findings)
    if application.kind is not None:
        template = replace(template, name=application.kind)
    found = api.check(template)
    if any(one.is_error for one in found):
        raise TemplateError(found)
    return prove(application.content, application.source, made, template, application.data)


def _front_matter(application: Application) -> str:
    """What a Markdown template says of itself; a Word file says it in its own way."""
    plan = application.plan
    if not plan.title:
        return ""
    said: Mapping[str, str | None] = {"title": plan.title, "lang": plan.language, "kind": application.kind}
    lines = [f"{key}: {json.dumps(one, ensure_ascii=False)}" for key, one in said.items() if one]
    return "\n".join(["---", *lines, "---", "", ""])
