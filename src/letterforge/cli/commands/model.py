"""Print the model of FILE as a model file, a Python class or a JSON Schema; or draft one for a template.

FILE is a template, a kind of letter, a model file (.model.yaml), a JSON Schema (.json), a Python file, or
package.module:Class.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from letterforge import api
from letterforge.artifact import Artifact, taken
from letterforge.cli import completion
from letterforge.cli.messages import complain
from letterforge.cli.model_sources import described_in, is_template
from letterforge.errors import TemplateError, UsageError
from letterforge.filekinds import JSON, YAML
from letterforge.model_files.description import ModelDescription
from letterforge.modelfile import model_name

_FORMS = {"yaml": YAML.data_suffixes, "python": (".py",), "json-schema": JSON.data_suffixes}
_TYPES = {"yaml": "application/yaml", "python": "text/x-python", "json-schema": "application/schema+json"}


@click.command(help=__doc__)
@click.argument("file", metavar="FILE", shell_complete=completion.files)
@click.option("--as", "form", type=click.Choice(list(_FORMS)), help="How it is written; by the end of -o, else yaml.")
@click.option("--draft", is_flag=True, help="Draft a model from the tags of a template, whatever model it has.")
@click.option("-o", "--output", metavar="FILE", help="Where to write it; standard output unless given.")
def command(file: str, form: str | None, draft: bool, output: str | None) -> None:  # noqa: FBT001  (click gives it by name)
    """Print the model, or write it where nothing is yet."""
    written_as = _form(form, output)
    target = None if output is None else Path(output)
    if target is not None and taken(target):
        message = f"{target} already exists; choose another name"
        raise UsageError(message)
    model, comments = (_drafted(file, target), _DRAFTED) if draft else (described_in(file), ())
    text = _written(model, written_as, comments)
    if target is None:
        click.echo(text, nl=False)
    else:
        Artifact(text.encode(), _TYPES[written_as], target.suffix).save(target, overwrite=False)


_DRAFTED = (
    "Drafted from the tags of a template: look at each type, and say behind meaning: what a field is for.",
    "Types are: line, lines, e-mail, telephone, postal address, date, time, month, duration, number ...",
    "",
)


def _form(form: str | None, output: str | None) -> str:
    """The form that is asked for, or that the name of the output says."""
    suffix = "" if output is None else Path(output).suffix.lower()
    named = next((name for name, suffixes in _FORMS.items() if suffix in suffixes), None)
    if output is not None and form is not None and named is not None and named != form:
        message = f"-o {output} is not the name of what --as {form} writes; end it in {_FORMS[form][0]}"
        raise UsageError(message)
    return form or named or "yaml"


def _drafted(file: str, target: Path | None) -> ModelDescription:
    """A model for the tags of a template; what is wrong with the template in any case is said, and stops nothing."""
    from letterforge.checking.drafting import draft  # noqa: PLC0415  (few models are drafted)
    from letterforge.models.letter_data import LetterData  # noqa: PLC0415  (as above)

    if not is_template(file):
        message = f"{file} is not a template; --draft goes by the tags of one"
        raise UsageError(message)
    template, findings = api.read(file, model=LetterData)  # so that no other is looked for
    if template is None:
        raise TemplateError(findings)
    complain(one for one in findings if one.is_error)
    return draft(template, model_name(str(target) if target is not None else template.name))


def _written(model: ModelDescription, form: str, comments: tuple[str, ...]) -> str:
    if form == "python":
        from letterforge.model_files.python import source  # noqa: PLC0415  (one of three)

        return source(model)
    if form == "json-schema":
        from letterforge.model_files.json_schema import schema_of  # noqa: PLC0415  (as above)

        return json.dumps(schema_of(model), indent=2, ensure_ascii=False) + "\n"
    from letterforge.model_files.writing import written  # noqa: PLC0415  (as above)

    return written(model, comments)
