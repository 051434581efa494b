"""Make a template of a letter that you have: write a plan for FILE, then --apply it.

FILE is a Word, Markdown, HTML or text file with prompts in it, such as [insert date]. The plan says what each of them
asks for; read it and mend it.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterforge.artifact import Artifact, save_together, taken
from letterforge.cli import completion
from letterforge.cli.options import data_of, model_class
from letterforge.datafile import read_data
from letterforge.errors import UnreadableFileError, UsageError
from letterforge.filekinds import MARKDOWN, WORD, YAML

if TYPE_CHECKING:
    from pydantic import BaseModel

    from letterforge.adopting.plan import Plan
    from letterforge.findings import Finding
    from letterforge.models.letter_data import LetterKind

_SHOWN = 5
_KIND = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@click.command(help=__doc__)
@click.argument("file", required=False, shell_complete=completion.files)
@click.option(
    "--apply", "plan", metavar="PLAN", shell_complete=completion.files, help="Write the template that a plan makes."
)
@click.option(
    "--model",
    metavar="MODEL",
    help="Whose fields the prompts mean: a kind of letter, package.module:Class, or a model file; a new one is drafted unless given.",
)
@click.option("--lang", default="en-GB", show_default=True, help="The language of a Markdown, HTML or text file.")
@click.option(
    "--data",
    metavar="DATA",
    shell_complete=completion.files,
    help="Data for one letter, to try the template with; made up unless given. With --apply.",
)
@click.option(
    "-o", "--output", metavar="FILE", help="Where to write the plan, or the template; beside FILE unless given."
)
def command(
    file: str | None, plan: str | None, model: str | None, lang: str, data: str | None, output: str | None
) -> None:
    """Write the plan, or the template."""
    if (file is None) == (plan is None):
        message = "name a FILE to make a plan for it, or say --apply PLAN to write its template"
        raise UsageError(message)
    if file is not None:
        if data is not None:
            message = "--data is to try a template with; give it with --apply"
            raise UsageError(message)
        _plan(Path(file), model, lang, output)
    elif plan is not None:
        if model is not None:
            message = "the plan names its model; to plan with another, make the plan anew"
            raise UsageError(message)
        _apply(Path(plan), data, output)


# --- a plan ---------------------------------------------------------------------------------------------------------


def _plan(path: Path, spelt: str | None, language: str, output: str | None) -> None:
    from letterforge.adopting.obstacles import obstacles  # noqa: PLC0415  (as above)
    from letterforge.adopting.plan import written  # noqa: PLC0415  (few commands adopt)
    from letterforge.adopting.planning import Request, planned  # noqa: PLC0415  (as above)
    from letterforge.adopting.reading import content_of, read  # noqa: PLC0415  (as above)

    target = Path(output) if output is not None else path.with_name(f"{path.stem}.plan.yaml")
    if taken(target):
        message = f"{target} already exists; name another file with -o, or delete it"
        raise UsageError(message)
    content = content_of(path)
    with _named(path):
        source = read(content, path)
    model, _ = _model(spelt)
    plan = planned(Request(path, content, source, model, spelt, language))
    Artifact(written(plan, target.name).encode(), YAML.media_type, target.suffix).save(target, overwrite=False)
    _tell(plan, target, obstacles(path, source))


def _tell(plan: Plan, target: Path, found: Sequence[Finding]) -> None:
    """How many places there are and how sure; and what is left for a person to say."""
    counts: dict[str, int] = {}
    for one in plan.entries:
        counts[one.sure if one.is_mapped else "none"] = counts.get(one.sure if one.is_mapped else "none", 0) + 1
    said = ", ".join(f"{counts[sure]} {sure}" for sure in ("sure", "likely", "unsure") if sure in counts)
    click.echo(f"{_counted(len(plan.entries), 'place')} in {plan.file}{': ' + said if said else ''}")
    for what in plan.lost:
        click.echo(f"not carried over: {what}")
    for finding in found[:_SHOWN]:
        click.echo(f"mend first: {str(finding).splitlines()[0]}")
    if len(found) > _SHOWN:
        click.echo(f"mend first: and {len(found) - _SHOWN} more, all of which --apply names")
    unmapped = [one for one in plan.entries if not one.is_mapped]
    for one in unmapped:
        click.echo(f"unmapped: {one.where}: {_on_one_line(one.text)}: {one.why}")
    if unmapped:
        click.echo(f"The plan has to say what becomes of {_counted(len(unmapped), 'place')} before it can be applied.")
    click.echo(f"plan: {target}")


# --- a template -----------------------------------------------------------------------------------------------------


def _apply(path: Path, data: str | None, output: str | None) -> None:
    from letterforge.adopting import plan as plans  # noqa: PLC0415  (as above)
    from letterforge.adopting.applying import Application, applied  # noqa: PLC0415  (as above)
    from letterforge.adopting.reading import content_of, read  # noqa: PLC0415  (as above)

    plan = plans.read(read_data(path).values, str(path))
    file = path.parent / plan.file
    content = content_of(file)
    with _named(file):
        source = read(content, file)
    target = Path(output) if output is not None else path.parent / plan.template
    beside = target.with_name(f"{target.stem}.model.yaml")
    model, kind = _model(plan.model)
    application = Application(
        plan,
        content,
        source,
        target,
        model,
        plan.model if kind is not None else None,
        content_of(beside) if plan.model is None and taken(beside) else None,
        _sample(data, kind),
    )
    done = applied(application)
    kept: Mapping[Path, bytes | None] = {target: done.template, beside: done.model_file}
    files = {one: new for one, new in kept.items() if new is not None and not _is_there(one, new)}
    media_type = WORD.media_type if target.suffix == WORD.suffix else MARKDOWN.media_type
    save_together(
        {
            one: Artifact(new, media_type if one == target else YAML.media_type, one.suffix)
            for one, new in files.items()
        },
        overwrite=False,
    )
    _tell_unsure(plan)
    formats = ", ".join(done.proof.formats) or "no format, since no renderer is installed"
    click.echo(
        f"proven: {_counted(done.proof.parts, 'part')} the same without the tags; a letter of made-up data in {formats}"
    )
    for one in files:
        click.echo(f"{'template' if one == target else 'model'}: {one}")
    if not files:
        click.echo(f"nothing to change: {target} is what the plan makes")


def _is_there(path: Path, content: bytes) -> bool:
    """Whether a file stands there and says the same.

    Raises:
        UsageError: another one does.
    """
    from letterforge.adopting.reading import content_of  # noqa: PLC0415  (as above)

    if not taken(path):
        return False
    if content_of(path) == content:
        return True
    message = f"{path} already exists and is not what the plan makes; name another file with -o, or delete it"
    raise UsageError(message)


def _tell_unsure(plan: Plan) -> None:
    unsure = [one for one in plan.entries if one.sure == "unsure" and one.tag is not None]
    for one in unsure:
        click.echo(f"unsure: {one.where}: {_on_one_line(one.text)} became {one.tag}")


def _sample(data: str | None, kind: LetterKind | None) -> object:
    if data is not None:
        return data_of(data)
    return None if kind is None else read_data(kind.sample)


def _model(spelt: str | None) -> tuple[type[BaseModel] | None, LetterKind | None]:
    """The model that is meant, and the kind whose it is."""
    if spelt is None:
        return None, None
    if _KIND.fullmatch(spelt):
        from letterforge import plugins  # noqa: PLC0415  (as above)

        kind = plugins.kind(spelt)
        return kind.model, kind
    return model_class(spelt), None


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """Within it, what is wrong with a file is said with its name."""
    try:
        yield
    except UnreadableFileError as fault:
        message = f"{path}: {fault}"
        raise UnreadableFileError(message) from fault


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _on_one_line(text: str) -> str:
    """A text of anybody's file, harmless to a terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
