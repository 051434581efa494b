"""A data file to fill in: every field of a model, with its type and meaning as comments."""

from __future__ import annotations

from collections.abc import Iterator

from letterforge.models.shapes import Absent, Field, Leaf, ListOf, MapOf, Nothing, Record, Shape, described

_DEEPEST = 8


def blank_form(name: str, shape: Shape) -> str:
    """YAML text with an empty place for each required field; optional ones are commented out."""
    lines = [
        f"# Data for one letter of the kind {name}.",
        "# Write each value after its colon; quote it if it holds a colon or a number sign.",
        "# A line with # and a space says what is meant. A line with # right before a name is an optional field: take",
        "# the # away to use it, and nothing else; of a group, from each of its lines.",
        "",
    ]
    for atom in shape:
        if isinstance(atom, Record):
            lines += _record(atom, 0)
    return "\n".join(lines).rstrip() + "\n"


def _record(record: Record, depth: int) -> Iterator[str]:
    for field in record.fields.values():
        if _is_computed(record, field):
            continue
        yield from _field(field, depth)
        if depth == 0:
            yield ""


def _is_computed(record: Record, field: Field) -> bool:
    return record.model is not None and field.name in getattr(record.model, "model_computed_fields", ())


def _field(field: Field, depth: int) -> Iterator[str]:
    indent = "  " * depth
    solid = tuple(atom for atom in field.shape if not isinstance(atom, (Nothing, Absent)))
    nested = _nested(solid)
    words = [
        " ".join(field.description.split()).rstrip(".")
        if field.description
        else field.name.replace("_", " ").capitalize()
    ]
    if nested is None:
        words.append(meaning(solid))
    note = "; ".join(words) + ("" if field.required else " (optional)")
    yield f"{indent}# {note}"
    body = [f"{indent}{field.key}:"]
    if isinstance(nested, Record) and depth < _DEEPEST:
        body += list(_record(nested, depth + 1))
    elif isinstance(nested, ListOf) and depth < _DEEPEST:
        body += list(_items(nested, depth + 1))
    if field.required:
        yield from body
    else:
        yield from (f"{indent}#{line[len(indent) :]}" for line in body)  # what is left is indented as it has to be


def _items(series: ListOf, depth: int) -> Iterator[str]:
    """One item of a list, as an example of all."""
    indent = "  " * depth
    inner = [atom for atom in series.item if isinstance(atom, Record)]
    if not inner:
        yield f"{indent}-"
        return
    lines = list(_record(inner[0], depth + 1))
    first = next((index for index, line in enumerate(lines) if not line.lstrip().startswith("#")), None)
    if first is None:  # every field of an item is optional
        yield f"{indent}-"
        yield from lines
        return
    yield from (indent + line.lstrip() for line in lines[:first])
    yield f"{indent}- {lines[first].lstrip()}"
    yield from lines[first + 1 :]


def _nested(shape: Shape) -> Record | ListOf | None:
    """The structure that a field holds, where it holds one that is written over several lines."""
    for atom in shape:
        if isinstance(atom, (Record, ListOf)):
            return atom
    return None


def meaning(shape: Shape) -> str:
    """What to write for a plain value, with an example where there is more than one way."""
    words = []
    for atom in shape:
        match atom:
            case Leaf(kind, choices=None) if kind.value.example is not None:
                words.append(f"{kind.value.words}: {kind.value.example}")
            case Leaf(lines=(least, most)):
                words.append(f"text of {least} to {most} lines, or a list of them")
            case MapOf():
                words.append("any names, each with a value")
            case _:
                words.append(described((atom,)))
    return " or ".join(dict.fromkeys(words))
