"""`Option`: what a renderer lets be said of its files. Its constructor says it: a typed argument is an option.

One way for all renderers, ours and anybody's: ``PdfRenderer(variant="ua-1+a-2a")`` in Python, ``[renderer.pdf]`` in
``stationery.toml``, ``--set pdf.variant=ua-1+a-2a`` on the command line. What they say is held against the annotation.
"""

from __future__ import annotations

import difflib
import inspect
import re
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

Value: TypeAlias = "str | bool | int | float | None"
"""What an option can be."""
Arguments: TypeAlias = tuple[tuple[str, "Value"], ...]
"""What a constructor is called with, in the order of the names, so that it can be a key."""

_OF_THE_FORMAT = frozenset({"media_type", "suffix", "own_words"})
"""What a renderer says of itself. A dataclass takes them as arguments, too; nobody is to set them from outside."""
_WORDS: Mapping[type, str] = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
_WHOLE = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{1,15})?|\.\d{1,15})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Option:
    """One argument of a renderer's constructor.

    ``choices`` are the values of its ``Literal``, ``types`` those of bool, int, float and str that it takes besides;
    with neither, it can be given in Python only. ``purpose`` is the text of its ``Annotated``.
    """

    name: str
    choices: tuple[Value, ...] = ()
    types: tuple[type, ...] = ()
    default: object = None
    purpose: str = ""

    @property
    def takes(self) -> str:
        """What it takes, in words."""
        several = [written(choice) for choice in self.choices] + [_WORDS[one] for one in self.types]
        if not several:
            return "what only Python can give"
        *most, last = several
        return f"{', '.join(most)} or {last}" if most else last

    @property
    def told(self) -> str:
        """What there is to know of it, on one line."""
        usual = "" if self.default is inspect.Parameter.empty else f" (unless given: {written(self.default)})"
        return f"{self.name}: {self.takes}{usual}" + (f"; {self.purpose}" if self.purpose else "")

    def taken(self, said: Value) -> Value:
        """What somebody has said, as the constructor takes it.

        Raises:
            ValueError: it takes no such value. The message says so in words.
        """
        text = written(said)
        for choice in self.choices:
            if written(choice) == text:
                return choice
        for one in self.types:
            if one is bool and text in {"true", "false"}:
                return text == "true"
            if one is int and _WHOLE.fullmatch(text):
                return int(text)
            if one is float and _NUMBER.fullmatch(text):
                return float(text)
            if one is str:
                return text
        message = f"{text!r} is not {self.takes}"
        raise ValueError(message + _nearest(text, map(written, self.choices)))


def written(value: object) -> str:
    """A value as ``stationery.toml`` and the command line write it."""
    if value is None:
        return "none"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _nearest(said: str, known: Iterator[str]) -> str:
    close = difflib.get_close_matches(said.lower(), list(known), n=1)
    return f"; did you mean {close[0]}?" if close else ""


def options_of(renderer: Callable[..., object]) -> tuple[Option, ...]:
    """The options of a renderer's class, or of whatever else makes one."""
    hints = _hints(renderer)
    return tuple(
        _option(one, hints.get(one.name))
        for one in inspect.signature(renderer).parameters.values()
        if one.kind in {one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY} and one.name not in _OF_THE_FORMAT
    )


def _hints(renderer: Callable[..., object]) -> dict[str, Any]:
    made_by = renderer.__init__ if isinstance(renderer, type) else renderer  # type: ignore[misc]  # only looked at
    try:
        return get_type_hints(made_by, include_extras=True)
    except Exception:  # noqa: BLE001  (an annotation can name what is not there at run time)
        return {}


def _option(parameter: inspect.Parameter, hint: object) -> Option:
    purpose = ""
    if get_origin(hint) is Annotated:
        purpose = next((one for one in get_args(hint)[1:] if isinstance(one, str)), "")
        hint = get_args(hint)[0]
    if hint is None and type(parameter.default) in _WORDS:  # it says nothing of its type: that of its value is meant
        hint = type(parameter.default)
    choices: list[Value] = []
    kinds: list[type] = []
    for one in _alternatives(hint):
        if get_origin(one) is Literal:
            choices += get_args(one)
        elif one is types.NoneType:
            choices.append(None)
        elif isinstance(one, type) and one in _WORDS:
            kinds.append(one)
    if all(choice is None for choice in choices) and not kinds:
        choices = []
    return Option(
        parameter.name, tuple(choices), tuple(sorted(kinds, key=list(_WORDS).index)), parameter.default, purpose
    )


def _alternatives(hint: object) -> Iterator[object]:
    if get_origin(hint) in {Union, types.UnionType}:
        for one in get_args(hint):
            yield from _alternatives(one)
    else:
        yield hint


def settled(options: tuple[Option, ...], said: Mapping[str, Value]) -> tuple[Arguments, tuple[tuple[str, str], ...]]:
    """The arguments for a constructor by what somebody has said; and by name what cannot be said, with the reason."""
    known = {one.name: one for one in options}
    arguments: dict[str, Value] = {}
    faults: list[tuple[str, str]] = []
    for written, value in said.items():
        name = written.replace("-", "_")  # as options are written elsewhere
        if name not in known:
            has = f"it has: {', '.join(known)}" if known else "it has none"
            faults.append((written, f"there is no such option; {has}{_nearest(name, iter(known))}"))
            continue
        try:
            arguments[name] = known[name].taken(value)
        except ValueError as fault:
            faults.append((written, str(fault)))
    return tuple(sorted(arguments.items())), tuple(faults)
