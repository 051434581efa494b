"""The model that a plan drafts, as a model file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from letterforge.adopting.plan import Plan
from letterforge.adopting.planning import LIST
from letterforge.modelfile import DraftedField, draft, read_model

if TYPE_CHECKING:
    from letterforge.models.letter_data import LetterData

_TYPES = {
    "text": "line",
    "lines of text": "lines",
    "sum": "number",
    "length of time": "duration",
    "percentage": "number",
    LIST: "line",
}
"""What a model file calls the kinds that have other names there."""


def model_text(plan: Plan, name: str) -> str:
    """The model file of the fields that a plan names.

    Raises:
        ModelError: two of them cannot both be, or one is none that a model file has.
    """
    fields = [
        DraftedField(
            path=f"{one.name}[]" if one.kind == LIST else one.name,
            type=_TYPES.get(one.kind, one.kind),
            meaning=one.meaning,
        )
        for one in plan.fields
    ]
    return draft(fields, name=name)


def drafted_model(text: bytes, template: Path) -> type[LetterData]:
    """The model of a model file that is to stand beside a template.

    Raises:
        ModelError: something in it is wrong.
    """
    return read_model(text, name=f"{template.stem}.model.yaml")
