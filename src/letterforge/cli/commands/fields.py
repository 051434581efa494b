"""List the fields of a TEMPLATE: type, meaning, and where each is used."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import click

from letterforge import api
from letterforge import stationery as stationeries
from letterforge.checking.mentions import mentioned
from letterforge.cli.options import (
    language_option,
    model_class,
    model_option,
    stationery_of,
    stationery_option,
    template_argument,
)
from letterforge.errors import UsageError
from letterforge.expressions.paths import EACH, format_path
from letterforge.filling.program import checked
from letterforge.loading.tree import Node
from letterforge.models.shapes import ListOf, Nothing, Record, Shape, described
from letterforge.template import Template


@click.command(help=__doc__)
@template_argument
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the data instead.")
@language_option
@model_option
@stationery_option
def command(
    template: str,
    schema: bool,  # noqa: FBT001  (click gives it by name)
    language: str | None,
    model: str | None,
    stationery: str | None,
) -> None:
    """Print the schema, or the fields."""
    found = api.load(template, model=model_class(model), language=language)
    if schema:
        _print_schema(template, found)
    else:
        _print_fields(found, stationery)


def _print_schema(name: str, template: Template) -> None:
    if template.model is None:
        message = f"{name} has no model, so there is no schema; name its class with --model package.module:Class"
        raise UsageError(message)
    click.echo(json.dumps(template.model.model_json_schema(), indent=2, ensure_ascii=False))


def _print_fields(template: Template, stationery: str | None) -> None:
    shape = template.shape or ()
    uses = (
        checked(template, stationery_of(stationery) or stationeries.of(template), shape).uses
        if shape
        else mentioned(_trees(template))
    )
    where: dict[tuple[str | int, ...], list[str]] = {}
    for use in uses:
        where.setdefault(use.path, []).append(str(use.place))
    rows: list[tuple[tuple[str | int, ...], str, str]] = list(_rows(shape, (), ())) or [
        (path, "", "") for path in sorted(where, key=format_path)
    ]
    for path, kind, description in rows:
        click.echo(f"{format_path(path)}{': ' if kind else ''}{kind}")
        if description:
            click.echo(f"    {description}")
        places = where.get(path, ())
        for place in dict.fromkeys(places):
            click.echo(f"    {place}")
        if not places:
            click.echo("    not used")


def _rows(
    shape: Shape, path: tuple[str, ...], above: tuple[Record, ...]
) -> Iterable[tuple[tuple[str | int, ...], str, str]]:
    """Path, type and meaning of every plain field."""
    for atom in shape:
        if isinstance(atom, ListOf) and any(isinstance(one, Record) for one in atom.item):
            yield from _rows(atom.item, (*path, EACH), above)
        if not isinstance(atom, Record) or atom in above:
            continue
        for name, field in atom.fields.items():
            inner = [one for one in field.shape if isinstance(one, (Record, ListOf))]
            nested = list(_rows(tuple(inner), (*path, name), (*above, atom)))
            if nested:
                yield from nested
            else:
                optional = not field.required or any(isinstance(one, Nothing) for one in field.shape)
                kind = described(field.shape) + (", optional" if optional else "")
                yield (*path, name), kind, field.description or ""


def _trees(template: Template) -> Sequence[Node]:
    wording = template.wording
    return (*wording.title, *wording.blocks, *wording.furniture)
