"""Models as people write them, drawn at random, with data that they take: nested, recursive, generic, with unions.

A `Type` knows what a wording may do with a value, the annotation for pydantic, and how to draw data for it. It knows
nothing of `letterforge.models.shapes`, which reads the same models for the check.
"""

from __future__ import annotations

import datetime
import enum
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random
from typing import Annotated, Any, Generic, Literal, TypeVar

import pydantic
from pydantic import AwareDatetime, BaseModel, NaiveDatetime, computed_field

import letterforge
from letterforge import LetterData

DEEPEST = 2  # levels of models within one another; data of a recursive model go one deeper
Draw = Callable[[Random, int], Any]
T = TypeVar("T")


class Box(LetterData, Generic[T]):
    """A generic model."""

    label: letterforge.Line
    content: T


class Weather(enum.Enum):
    """An enumeration of texts."""

    DRY = "dry"
    WET = "wet"


class Grade(enum.IntEnum):
    """An enumeration of numbers."""

    LOW = 1
    HIGH = 2


class Opaque:
    """Something that nobody can look into."""


@dataclass(frozen=True, eq=False)
class Type:
    """What a field holds."""

    kind: str
    hint: Any
    draw: Draw
    optional: bool = False
    item: Type | None = None
    least: int = 0
    fields: dict[str, Type] = field(default_factory=dict)
    members: Mapping[str, Type] = field(default_factory=dict)
    """The models of a discriminated union, by what their field `sort` says."""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Model:
    """A pydantic class, its fields, and what of pydantic it shows."""

    cls: type[BaseModel]
    root: Type
    constructs: frozenset[str]


# --- values ----------------------------------------------------------------------------------------------------------

WORDS = (
    *(
        "Ann",
        "Siân Powell",
        "O'Brien",
        "Łódź",
        "Ŵyn",
        "Ελένη",
        "Жанна",
        "naïve",
        "e\u0301te\u0301",
        "ﬁnal",
        "Straße",
        "İzmir",
    ),
    *("<b>bold</b>", "a & b", "&amp;", "a*b*c", "_so_", "a|b", "# one", "1. two", "- three", "> four", "`code`", "\\n"),
    *(
        "C:\\new",
        "50%",
        "£20",
        "a{b",
        "{%",
        "}}",
        "TBC",
        " ",
        "",
        "____",
        "x\u00a0y",
        "zero\u200bwidth",
        "soft\u00adhyphen",
    ),
    *("None", "True", "0", "long " * 30, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "東京", "🙂"),
)
ORDINARY = tuple(word for word in WORDS if letterforge.models.text_rules.broken_rule(word) is None and word.isascii())
_MONDAY = datetime.date(2026, 3, 2)


def text(random: Random, _: int = 0) -> str:
    """Mostly a text that a letter takes."""
    return random.choice(ORDINARY if random.random() < 0.7 else WORDS)


def _lines(random: Random, depth: int) -> str:
    return "\n".join(text(random) or "x" for _ in range(random.randint(1, 3)))


def _date(random: Random, _: int = 0) -> datetime.date:
    return _MONDAY + datetime.timedelta(days=random.randint(-40000, 40000))


def _moment(random: Random) -> datetime.datetime:
    return datetime.datetime(2026, 3, random.randint(1, 28), random.randint(0, 23), random.randint(0, 59))  # noqa: DTZ001


def _whole(random: Random, _: int = 0) -> int:
    return random.choice((0, 1, -1, 7, 1234, 10**9, random.randint(-99, 99)))


def _clock(random: Random, _: int = 0) -> datetime.time:
    return datetime.time(random.randint(0, 23), random.randint(0, 59))


def _aware(random: Random, _: int = 0) -> datetime.datetime:
    return _moment(random).replace(tzinfo=datetime.UTC)


_Line, _Text = letterforge.Line, str
LEAVES: tuple[Type, ...] = (
    *(Type("text", _Line, text) for _ in range(5)),
    Type("text", letterforge.Lines, _lines),
    Type("text", letterforge.Email, lambda r, _: r.choice(("ann@example.org", "o'brien@sub.example.org"))),
    Type("text", letterforge.Telephone, lambda r, _: r.choice(("01632 960 123", "+44 (0)1632 960123"))),
    Type(
        "text", letterforge.PostalAddress, lambda r, _: r.choice(("1 Ash Lane\nLeeds\nLS1 4AP", "Ann\nParis\nFrance"))
    ),
    Type("str", _Text, text),
    Type("text", uuid.UUID, lambda r, _: str(uuid.UUID(int=r.getrandbits(128), version=4))),
    Type("int", int, _whole),
    Type("int", Annotated[int, pydantic.Field(ge=0)], lambda r, _: r.randint(0, 5000)),
    Type("float", float, lambda r, _: r.choice((0.0, 0.5, -1.25, 1e21, 12345.678))),
    Type("decimal", Decimal, lambda r, _: r.choice((Decimal(0), "12.50", Decimal("-0.1")))),
    *(Type("bool", bool, lambda r, _: r.random() < 0.5) for _ in range(2)),
    Type("date", letterforge.Date, _date),
    Type("date", datetime.date, _date),
    Type("time", letterforge.Time, _clock),
    Type("time", datetime.time, _clock),
    Type("datetime", AwareDatetime, _aware),
    Type("datetime", NaiveDatetime, lambda r, _: _moment(r)),
    Type("month", letterforge.Month, lambda r, _: f"20{r.randint(10, 99)}-{r.randint(1, 12):02}"),
    Type("duration", letterforge.Duration, lambda r, _: datetime.timedelta(minutes=r.randint(1, 5000))),
    Type("duration", datetime.timedelta, lambda r, _: datetime.timedelta(minutes=r.randint(0, 5000))),
    Type("choice", Literal["post", "hand"], lambda r, _: r.choice(("post", "hand")), choices=("post", "hand")),
    Type("choice", Weather, lambda r, _: r.choice(("dry", "wet", Weather.DRY)), choices=("dry", "wet")),
    Type("grade", Grade, lambda r, _: r.choice((1, 2))),
    Type("mixed", letterforge.Line | int, lambda r, d: text(r, d) if r.random() < 0.5 else _whole(r)),
    Type("opaque", Opaque, lambda *_: Opaque()),
)


# --- models ----------------------------------------------------------------------------------------------------------


class Modeller:
    """Draws one model."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._count = 0
        self.constructs: set[str] = set()

    def model(self) -> Model:
        """A whole model."""
        root = self.record(0, least=4)
        return Model(root.hint, root, frozenset(self.constructs))

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self._random.random() < share

    def record(self, depth: int, *, sort: str | None = None, least: int = 1) -> Type:
        """A class with a few fields."""
        self._count += 1
        name = f"M{self._count}"
        types: dict[str, Type] = {}
        keys: dict[str, str] = {}
        left_out: set[str] = set()
        annotations: dict[str, Any] = {}
        namespace: dict[str, Any] = {"__annotations__": annotations, "__module__": __name__, "__qualname__": name}
        if sort is not None:
            types["sort"] = Type("choice", Literal[sort], lambda *_: sort, choices=(sort,))
        for number in range(self._random.randint(least, least + 3)):
            one = self.type(depth + 1)
            field_name = self._random.choice(("items", "keys", "title")) if self.chance(0.05) else f"f{number}"
            if field_name not in types:
                types[field_name] = one
        for field_name, one in types.items():
            keys[field_name] = field_name
            annotations[field_name] = one.hint
            options: dict[str, Any] = {}
            if self.chance(0.1) and field_name != "sort":
                self.constructs.add("alias")
                keys[field_name] = f"{field_name}-alias"
                options["alias"] = keys[field_name]
            if one.optional and self.chance(0.5):
                self.constructs.add("default")
                options["default"] = None
                left_out.add(field_name)
            if options:
                namespace[field_name] = pydantic.Field(**options)
        own = Type("model", None, lambda r, d: drawn(r, d), fields=types)  # noqa: PLW0108  (it is not there yet)
        if depth and self.chance(0.12):
            self.constructs.add("recursive model")
            # Pydantic reads the name when the class is there.
            annotations["children"] = f"list[{name}]"
            keys["children"] = "children"
            many = lambda r, d: [] if d > DEEPEST else [drawn(r, d + 1) for _ in range(r.choice((0, 0, 1, 2)))]  # noqa: E731
            types["children"] = Type("list", None, many, item=own)
        given = dict(types)
        texts = [field_name for field_name, one in types.items() if one.kind == "text" and not one.optional]
        if texts and self.chance(0.15):
            self.constructs.add("computed field")
            first = texts[0]
            namespace["said"] = computed_field(property(_said(first)))
            types["said"] = Type("text", None, text)

        def drawn(random: Random, depth: int) -> dict[str, Any]:
            return {
                keys[n]: one.draw(random, depth)
                for n, one in given.items()
                if not (n in left_out and random.random() < 0.3)
            }

        config = pydantic.ConfigDict(arbitrary_types_allowed=True)
        metaclass: Any = type(LetterData)
        cls = metaclass(name, (LetterData,), {**namespace, "model_config": config})
        cls.model_rebuild(_types_namespace={name: cls})
        made = replace(own, hint=cls)
        if depth:
            self.constructs.add("nested model")
        return made

    def type(self, depth: int) -> Type:
        """What one field holds."""
        one = self._whole(depth)
        if self.chance(0.28):
            self.constructs.add("optional")
            return replace(one, hint=one.hint | None, draw=_perhaps(one.draw), optional=True)
        return one

    def _whole(self, depth: int) -> Type:
        kind = self._random.random()
        if depth > DEEPEST or kind < 0.5:
            return self._leaf(LEAVES[-1] if self.chance(0.05) else None)
        if kind < 0.65:
            return self.record(depth)
        if kind < 0.85:
            return self._list(self.record(depth) if self.chance(0.6) else self._leaf())
        if kind < 0.9:
            self.constructs.add("dictionary")
            one = LEAVES[0]
            return Type(
                "dict", _of(dict, str, one.hint), lambda r, d: {f"k{i}": one.draw(r, d) for i in range(r.randint(0, 2))}
            )
        if kind < 0.95:
            self.constructs.add("discriminated union")
            members = {sort: self.record(depth, sort=sort) for sort in ("a", "b")}
            hint = _of(Annotated, members["a"].hint | members["b"].hint, pydantic.Field(discriminator="sort"))
            return Type("union", hint, lambda r, d: members[r.choice("ab")].draw(r, d), members=members)
        self.constructs.add("generic model")
        inner = self._leaf()
        fields = {"label": LEAVES[0], "content": inner}
        return Type(
            "model", _of(Box, inner.hint), lambda r, d: {k: one.draw(r, d) for k, one in fields.items()}, fields=fields
        )

    def _leaf(self, leaf: Type | None = None) -> Type:
        leaf = leaf or self._random.choice(LEAVES[:-1])
        self.constructs.add(_CONSTRUCT.get(leaf.kind, leaf.kind))
        if leaf.hint is datetime.timedelta:
            self.constructs.add("plain timedelta")
        return leaf

    def _list(self, item: Type) -> Type:
        least = self._random.choice((0, 0, 1, 2))
        tuples = self.chance(0.3)
        self.constructs.add("tuple" if tuples else "list")
        hint = _of(tuple, item.hint, ...) if tuples else _of(list, item.hint)
        if least:
            self.constructs.add("Annotated")
            hint = _of(Annotated, hint, pydantic.Field(min_length=least))
        draw: Draw = lambda r, d: [item.draw(r, d) for _ in range(max(least, r.choice((0, 0, 1, 2, 3))))]  # noqa: E731
        return Type("list", hint, draw, item=item, least=least)


_CONSTRUCT = {
    "choice": "Literal or Enum",
    "mixed": "union of plain types",
    "str": "plain str",
    "bool": "bool",
    "grade": "Literal or Enum",
}


def _of(generic: Any, *arguments: Any) -> Any:
    """``generic[arguments]``, which type checkers take for an annotation of their own."""
    return generic[arguments if len(arguments) > 1 else arguments[0]]


def _said(name: str) -> Callable[[Any], letterforge.Line]:
    def said(self: Any) -> Any:
        return f"said {getattr(self, name)}"

    said.__annotations__["return"] = letterforge.Line
    return said


def _perhaps(draw: Draw) -> Draw:
    return lambda random, depth: None if random.random() < 0.4 else draw(random, depth)
