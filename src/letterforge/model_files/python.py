"""A description as the source of a Python class.

What comes from a file stands in it as names, which are none of Python's own (`names`), and as quoted texts.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterforge.model_files.building import class_names, rules_of
from letterforge.model_files.description import FieldDescription, Group, ModelDescription, Names, Plain, every_field
from letterforge.model_files.types import CHOICE, TYPES

_WIDTH = 100


def source(model: ModelDescription) -> str:
    """The source of the class, and of one for each of its groups, which can be imported as it stands.

    It may only be asked for of a description in which nothing is wrong (`soundness`).
    """
    modules = {"letterforge", *_modules(model)}
    standard = sorted(modules - {"letterforge", "pydantic"})
    imports = [*(f"import {one}" for one in standard), *([""] if standard else [])]
    imports += [f"import {one}" for one in sorted(modules - set(standard))]
    return "\n\n\n".join(["\n".join(imports), *_classes(model)]) + "\n"


def _modules(model: ModelDescription) -> Iterator[str]:
    """What the source has to import besides letterforge."""
    for _, one in every_field(model.group):
        if isinstance(one.content, Plain):
            yield TYPES[one.content.type].python.rpartition(".")[0] or "letterforge"
        if not _is_short(_said(one, "Group" if isinstance(one.content, Group) else None)):
            yield "pydantic"
        if one.allow:
            yield "typing"


def _classes(model: ModelDescription) -> Iterator[str]:
    """The classes, each behind those that it names."""
    called = class_names(model)
    groups = [(path, one) for path, one in every_field(model.group) if isinstance(one.content, Group)]
    for path, one in reversed(groups):
        yield _class(model, path, called[path], one.content, one.meaning)  # type: ignore[arg-type]  # a group, as asked above
    yield _class(model, (), model.name, model.group, model.meaning)


def _class(model: ModelDescription, path: Names, name: str, group: Group, meaning: str) -> str:
    called = class_names(model)
    lines = [f"class {name}(letterforge.LetterData):"]
    if meaning:
        lines += ["    " + _docstring(meaning), ""]
    for one in group.fields:
        lines.append(f"    {_field(one, called.get((*path, one.name)))}")
    rules = rules_of(model, path)
    if rules:
        lines.append("")
    for number, words, message in rules:
        lines.append(f"    _rule_{number} = letterforge.must_be({quoted(words)}, otherwise={quoted(message)})")
    return "\n".join(lines)


def _docstring(text: str) -> str:
    return '""' + quoted(text, '"') + '""'


def _field(one: FieldDescription, group: str | None) -> str:
    match one.content:
        case Group():
            annotation = group or ""
        case Plain():
            annotation = _annotation(one.content)
    if one.allow:
        annotation = f"typing.Annotated[{annotation}, letterforge.Allow({', '.join(map(quoted, one.allow))})]"
    if one.items is not None:
        annotation = f"tuple[{annotation}, ...]"
    elif one.optional:
        annotation += " | None"
    said = _said(one, group)
    whole = f"{one.name}: {annotation}"
    if _is_short(said):
        return whole + "".join(f" = {one.removeprefix('default=')}" for one in said)
    inner = ", ".join(said)
    wide = f"{whole} = pydantic.Field({inner})"
    return wide if len(wide) <= _WIDTH else f"{whole} = pydantic.Field(\n        {inner}\n    )"


def _is_short(said: list[str]) -> bool:
    """Whether no ``Field`` is needed: a default at most is to be said."""
    return not said or (len(said) == 1 and said[0].startswith("default="))


def _annotation(content: Plain) -> str:
    if content.type == CHOICE:
        return f"typing.Literal[{', '.join(map(quoted, content.choices))}]"
    return TYPES[content.type].python


def _said(one: FieldDescription, group: str | None) -> list[str]:
    """What stands in the ``Field`` of a field; ``group`` is the class of one that is a group."""
    said: list[str] = []
    if one.items is not None:
        said += ["default=()"] if one.optional else []
        said += [f"min_length={one.items.least}"] if one.items.least else []
        said += [f"max_length={one.items.most}"] if one.items.most is not None else []
    elif one.optional:
        said.append("default=None")
    elif one.default is not None:
        said.append(f"default={quoted(one.default)}")
    elif group is not None and one.may_be_left_out:
        said.append(f"default={group}()")
    return [*said, f"description={quoted(one.meaning)}"] if one.meaning else said


def quoted(text: str, quote: str | None = None) -> str:
    r"""A text as Python writes it; what nobody could see is escaped.

    >>> print(quoted("a day"), quoted('say "x"'), quoted('it\'s "x"'), quoted("\u202e"))
    "a day" 'say "x"' "it's \"x\"" "\u202e"
    """
    sign = quote or ("'" if '"' in text and "'" not in text else '"')
    return sign + "".join(_escaped(one, sign) for one in text) + sign


def _escaped(one: str, sign: str) -> str:
    if one in ("\\", sign):
        return f"\\{one}"
    return one if one.isprintable() else repr(one)[1:-1]
