"""Letters as people write them, drawn at random over a model: paths, guards, loops, tables; and one mistake, if asked.

Every placeholder stands between two signs of its own, ``Qa7q {{ name }} Qb7q``, so that a hole can be seen in a finished
file without asking letterforge. Nothing here knows the code of the check.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.property.models import Model, Type

Block = tuple[Any, ...]
PRINTABLE = frozenset(
    {
        "text",
        "str",
        "int",
        "float",
        "decimal",
        "date",
        "time",
        "datetime",
        "month",
        "duration",
        "choice",
        "mixed",
        "grade",
    }
)
FILTERS = {
    "text": ("upper", "lower", "title", "trim", "capitalize", "e", "length"),
    "date": ("date", 'date("full")', 'date("numeric")', "month"),
    "time": ("time",),
    "datetime": ("date", "time"),
    "month": ("month",),
    "duration": ("duration", 'duration("long")'),
    "int": ("number", "abs", "number(2)"),
    "float": ("number", "abs", "number(1)"),
    "decimal": ("number", "abs"),
}
RULES: tuple[str, ...] = (
    "unknown-field",
    "may-be-absent",
    "unprintable",
    "loop",
    "comparison",
    "arithmetic",
    "filter",
    "opaque",
    "stands-in",
)
RULES += ("template-mark", "unfit-character")
"""The errors of the check; the last three say what is wrong with a text that is written between the braces."""


@dataclass(frozen=True)
class Path:
    """A path in a template: how it is written, what stands there, and what has to be asked for first."""

    source: str
    type: Type
    needs: tuple[str, ...]


@dataclass
class Known:
    """What is in scope, and what the conditions around have made sure of."""

    names: dict[str, Type]
    sure: frozenset[str] = frozenset()

    def with_(self, *sources: str) -> Known:
        """The same within a condition."""
        return Known(dict(self.names), self.sure | set(sources))


@dataclass
class Author:
    """Writes one letter."""

    random: Random
    model: Model
    left: int
    constructs: set[str] = field(default_factory=set)
    _signs: int = 0
    _names: int = 0
    _mistaken: bool = False

    # --- small things

    def one(self, *choices: Any) -> Any:
        """One of the choices."""
        return self.random.choice(choices)

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.random.random() < share

    def words(self) -> str:
        """A few words of wording."""
        return " ".join(
            self.random.choices(("we", "write", "about", "this", "visit", "today", "kindly"), k=self.one(1, 2, 4))
        )

    def signed(self, expression: str) -> str:
        """A placeholder between its signs."""
        self._signs += 1
        return f"Qa{self._signs}q {{{{ {expression} }}}} Qb{self._signs}q"

    def path(self, known: Known, *kinds: str, bare: bool = False) -> Path | None:
        """A path to something of these kinds; a bare one needs nothing."""
        for _ in range(40):
            source = self.random.choice(list(known.names))
            at, needs = known.names[source], []
            for _ in range(5):
                if at.kind in kinds and (self.chance(0.7) or not at.fields):
                    if at.optional and source not in known.sure:
                        needs.append(source)
                    if not (bare and needs):
                        return Path(source, at, tuple(needs))
                    break
                if at.optional and source not in known.sure:
                    needs.append(source)
                if at.fields:
                    name = self.random.choice(list(at.fields))
                    source, at = f"{source}.{name}", at.fields[name]
                elif at.item is not None:
                    if not at.least and source not in known.sure and source not in needs:
                        needs.append(source)
                    source, at = f"{source}[{self.one(0, 0, -1)}]", at.item
                elif at.members:
                    source, at = f"{source}.sort", Type("choice", str, lambda *_: "a", choices=("a", "b"))
                else:
                    break
        return None

    # --- conditions

    def asked(self, source: str, known: Known, *, holds: bool) -> str:
        """A condition that something is there, or that it is not."""
        at = self._type_of(source, known)
        if at.item is not None:
            self.constructs.add("list asked for")
            asked = (source,) if at.optional else (source, f"{source} | length > 0", f"{source}|length >= 1")
            return str(self.one(*asked)) if holds else f"not {source}"
        if holds:
            form = self.one(
                "{}", "{}", "{} is not none", "not {} is none", "{} != none", "{0} is defined and {0} is not none"
            )
        else:
            form = self.one("not {}", "{} is none", "not ({} is not none)", "{} == none")
        self.constructs.add("optional guarded by is none" if "is n" in form else "optional guarded by its truth")
        if "defined" in form:
            self.constructs.add("is defined")
        return str(form.format(source))

    def _type_of(self, source: str, known: Known) -> Type:
        parts = source.replace("[", ".[").split(".")
        at = known.names[parts[0]]
        for part in parts[1:]:
            if part.startswith("["):
                assert at.item is not None
                at = at.item
            else:
                at = at.fields[part]
        return at

    def condition(self, known: Known) -> str:
        """Any condition that can be worked out."""
        simple = self._simple(known)
        if self.chance(0.25):
            self.constructs.add("and or not")
            return f"{simple} {self.one('and', 'or')} {self.one('', 'not ')}({self._simple(known)})"
        return simple

    def _either(self, known: Known) -> str | None:
        """A condition that has nothing to do with what a mistake needs, and that half of the data fulfil."""
        found = self.path(known, "bool", "choice", bare=True)
        if found is None or found.type.kind == "bool":
            return None if found is None else found.source
        sorts = found.type.choices
        return None if len(sorts) == 1 else f'{found.source} {self.one("==", "!=")} "{self.one(*sorts)}"'

    def _simple(self, known: Known) -> str:
        found = self.path(known, "bool", "choice", "int", "date", "text", "list", "decimal", bare=True)
        if found is None:
            found = self.path(known, *PRINTABLE, "model", "list", "dict", "union", "bool", bare=True)
        if found is None:
            return "true"
        source, kind = found.source, found.type.kind
        if kind == "choice":
            self.constructs.add("== or in")
            return f'{source} {self.one("==", "!=")} "{self.one(*found.type.choices)}"'
        if kind == "int":
            self.constructs.add("order")
            return f"{source} {self.one('<', '>', '>=', '==')} {self.one(0, 3, 1000)}"
        if kind == "text" and self.chance(0.5):
            self.constructs.add("== or in")
            return str(self.one(f'"n" in {source}', f'{source} == "Ann"', f'{source} in ["Ann", "Bo"]'))
        if kind == "decimal" and self.chance(0.5):
            self.constructs.add("order")
            return f"{source} >= 3"
        if kind == "date" and self.chance(0.5):
            other = self.path(known, "date", bare=True)
            if other is not None and other.source != source:
                self.constructs.add("order")
                return f"{source} <= {other.source}"
        return source

    def guarded(self, needs: Sequence[str], inner: str, known: Known) -> str:
        """Inlines within the conditions that they need."""
        if not needs:
            return inner
        style = self.random.randint(0, 5)
        both = " and ".join(self.asked(source, known, holds=True) for source in needs)
        none = " or ".join(self.asked(source, known, holds=False) for source in needs)
        if len(needs) > 1:
            self.constructs.add("two things asked for")
        asked: str | None = None
        if style in (1, 3, 4):  # a mistake that no data reach is shown by none
            asked = self._either(known) if self._mistaken else self.condition(known)
        if style == 0:
            self.constructs.add("else")
            return f"{{% if {none} %}}none{{% else %}}{inner}{{% endif %}}"
        if style == 1 and asked:
            self.constructs.add("elif")
            return f"{{% if {asked} %}}{self.words()}{{% elif {both} %}}{inner}{{% else %}}none{{% endif %}}"
        if style == 2:
            self.constructs.add("nested conditions")
            for source in reversed(needs):
                inner = f"{{% if {self.asked(source, known, holds=True)} %}}{inner}{{% endif %}}"
            return inner
        if style == 3 and asked:
            return f"{{% if {both} and ({asked}) %}}{inner}{{% endif %}}"
        if style == 4 and asked:
            self.constructs.add("elif")
            return f"{{% if {none} %}}none{{% elif {asked} %}}{inner}{{% else %}}{inner}{{% endif %}}"
        return f"{{% if {both} %}}{inner}{{% endif %}}"

    # --- what is printed

    def printed(self, known: Known) -> str:
        """A placeholder with what it needs."""
        if self.chance(0.08):
            listed = self.path(known, "list")
            item = listed.type.item if listed is not None else None
            if listed is not None and item is not None and item.kind in ("text", "int", "date") and not item.optional:
                needs = [n for n in (*listed.needs, listed.source) if n not in known.sure]
                self.constructs.add("list printed")
                written = self.one(listed.source, f'{listed.source} | join("; ")')
                return self.guarded(list(dict.fromkeys(needs)), self.signed(written), known)
        if self.chance(0.05):
            numbers = self.path(known, "int", bare=True)
            if numbers is not None:
                self.constructs.add("arithmetic")
                return self.signed(f"{numbers.source} {self.one('+', '-', '*')} {self.one(1, 2)}")
        if self.chance(0.12):
            union = self.path(known, "union")
            if union is not None:
                sort, member = self.random.choice(list(union.type.members.items()))
                inside = known.with_(*union.needs)
                inside.names = {f"{union.source}.{name}": one for name, one in member.fields.items()}
                found = self.path(inside, *PRINTABLE)
                if found is not None:
                    self.constructs.add("union told apart")
                    inner = self.guarded_plainly(found.needs, self.signed(found.source))
                    asked = f'{{% if {union.source}.sort == "{sort}" %}}{inner}{{% endif %}}'
                    return self.guarded(union.needs, asked, known)
        found = self.path(known, *PRINTABLE)
        if found is None:
            return self.words()
        written = found.source
        if found.type.kind in FILTERS and self.chance(0.3):
            self.constructs.add("filter")
            written = f"{written} | {self.one(*FILTERS[found.type.kind])}"
        elif len(found.needs) == 1 and found.needs[0] == found.source and self.chance(0.4):
            self.constructs.add("or, default, conditional expression")
            forms = (
                '{} or "none"',
                '{} | default("none", true)',
                '{0} if {0} else "none"',
                '"none" if {0} is none else {0}',
            )
            return self.signed(self.one(*forms).format(found.source))
        if found.type.kind == "text" and self.chance(0.05) and not found.needs:
            self.constructs.add("link")
            return f"[{self.signed(written)}](https://example.org/{{{{ {found.source} }}}})"
        return self.guarded(found.needs, self.signed(written), known)

    def guarded_plainly(self, needs: Sequence[str], inner: str) -> str:
        """Inlines within an if for each thing that they need."""
        for source in reversed(needs):
            inner = f"{{% if {source} %}}{inner}{{% endif %}}"
        return inner

    def inline(self, known: Known) -> str:
        """The words of a paragraph."""
        pieces = [self.words()]
        for _ in range(self.one(0, 1, 1, 2)):
            pieces.append(self.printed(known))
            pieces.append(self.words())
        if self.chance(0.1):
            pieces.append(self._inline_loop(known))
        return " ".join(pieces)

    def _inline_loop(self, known: Known) -> str:
        found = self.path(known, "list", bare=True)
        if found is None:
            return self.words()
        self.constructs.add("loop within a line")
        name, inside = self._inside(found, known)
        inner = self.printed(inside)
        if self.chance(0.5):
            self.constructs.add("loop.*")
            inner += self.one(
                "{% if not loop.last %}, {% endif %}",
                " " + self.signed("loop.index"),
                "{% if loop.first %} first{% endif %}",
            )
        if self.chance(0.2):
            self.constructs.add("loop with if")
            return f"{{% for {name} in {found.source} if {self.condition(Known({**inside.names}, inside.sure))} %}}{inner}{{% endfor %}}"
        return f"{{% for {name} in {found.source} %}}{inner}{{% endfor %}}"

    def _inside(self, found: Path, known: Known) -> tuple[str, Known]:
        self._names += 1
        name = f"one{self._names}"
        inside = known.with_(found.source)
        assert found.type.item is not None
        inside.names[name] = found.type.item
        return name, inside

    # --- blocks

    def letter(self, mistake: str | None = None) -> list[Block]:
        """All blocks of a letter."""
        known = Known(dict(self.model.root.fields))
        out = self.blocks(known, 0)
        if mistake is not None:
            self._mistaken = True
            wrong = self.wrong(mistake, known)
            out.insert(self.random.randint(0, len(out)), ("p", wrong if wrong is not None else self.words()))
        return out or [("p", self.words())]

    def blocks(self, known: Known, depth: int) -> list[Block]:
        """Some blocks."""
        out: list[Block] = []
        for _ in range(self.one(1, 2, 3, 4) if depth else self.left):
            self.left -= 1
            if self.left < 0 and depth:
                break
            out.append(self._block(known, depth))
        return out or [("p", self.words())]

    def _block(self, known: Known, depth: int) -> Block:
        kind = self.random.random()
        if kind < 0.4 or depth > 3:
            return ("p", self.inline(known))
        if kind < 0.5:
            self.constructs.add("heading")
            return ("h", self.inline(known))
        if kind < 0.53:
            self.constructs.add("reply")
            return ("reply", self.blocks(known, depth + 1))
        if kind < 0.72:
            self.constructs.add("block if")
            return self._if(known, depth)
        if kind < 0.75:
            self.constructs.add("include")
            return ("include", "closing.md")
        found = self.path(known, "list", bare=self.chance(0.8))
        if found is None:
            return ("p", self.inline(known))
        name, inside = self._inside(found, known.with_(*found.needs))
        head = f"{name} in {found.source}"
        if kind < 0.84:
            self.constructs.add("block loop")
            if len(inside.names) > len(self.model.root.fields) + 1:
                self.constructs.add("nested loop")
            otherwise = self.blocks(known, depth + 1) if self.chance(0.3) else None
            if otherwise:
                self.constructs.add("loop with else")
            made: Block = ("for", head, self.blocks(inside, depth + 1), otherwise)
        elif kind < 0.93:
            self.constructs.add("list items")
            made = ("items", [self.inline(known)] if self.chance(0.5) else [], head, self.inline(inside))
        else:
            self.constructs.add("table rows")
            made = ("table", ["one", "two"], head, [self.inline(inside), self.printed(inside)])
        for need in reversed(found.needs):
            made = ("if", [(self.asked(need, known, holds=True), [made])])
        return made

    def _if(self, known: Known, depth: int) -> Block:
        found = self.path(known, *PRINTABLE, "model")
        branches: list[tuple[str | None, list[Block]]] = []
        if found is not None and found.needs and self.chance(0.7):
            condition = " and ".join(self.asked(need, known, holds=True) for need in found.needs)
            branches.append((condition, self.blocks(known.with_(*found.needs), depth + 1)))
        else:
            branches.append((self.condition(known), self.blocks(known, depth + 1)))
        if self.chance(0.25):
            self.constructs.add("elif")
            branches.append((self.condition(known), self.blocks(known, depth + 1)))
        if self.chance(0.4):
            self.constructs.add("else")
            branches.append((None, self.blocks(known, depth + 1)))
        return ("if", branches)

    # --- mistakes

    def wrong(self, rule: str, known: Known) -> str | None:
        """Inlines that break one rule of the check and no other; None where the model has nothing to break it with."""
        made: Callable[[Known], str | None] = getattr(self, "_wrong_" + rule.replace("-", "_"))
        for _ in range(20):
            inner = made(known)
            if inner is not None:
                flag = self.path(known, "bool", bare=True) if self.chance(0.3) else None
                if flag is not None:  # a `Line` or a `Duration` is never false, which the check does not know
                    return f"{{% if {flag.source} %}}{self.words()}{{% else %}}{inner}{{% endif %}}"
                return inner
        return None

    def _wrong_unknown_field(self, known: Known) -> str | None:
        found = self.path(known, *PRINTABLE, "model", "list", bare=True)
        return None if found is None else self.signed(f"{found.source}{self.one('x', '.colour', '.name')}")

    def _wrong_may_be_absent(self, known: Known) -> str | None:
        found = self.path(known, *PRINTABLE)
        if found is not None and found.needs:
            if found.needs == (found.source,) and self.chance(0.3):
                return self.signed(f'{found.source} | default("none")')
            return self.guarded(found.needs[:-1], self.signed(found.source), known)
        listed = self.path(known, "list")
        if listed is not None and len(listed.needs) == 1 == len(listed.needs) and listed.needs[0] == listed.source:
            return f"{{% for one in {listed.source} %}}x{{% endfor %}}"
        return None

    def _wrong_unprintable(self, known: Known) -> str | None:
        found = self.path(known, "bool", "model", "dict", "union", "list", bare=True)
        if found is None or (found.type.item is not None and found.type.least and found.type.item.kind in PRINTABLE):
            return None
        return self.signed(found.source)

    def _wrong_loop(self, known: Known) -> str | None:
        found = self.path(known, "text", "str", "int", "date", "model", bare=True)
        return None if found is None else f"{{% for one in {found.source} %}}x{{% endfor %}}"

    def _wrong_comparison(self, known: Known) -> str | None:
        found = self.path(known, "int", "date", "text", "decimal", "list")
        if found is None:
            return None
        if found.needs == (found.source,):
            return f"{{% if {found.source} < {found.source} %}}x{{% endif %}}"
        if not found.needs:
            other = {"int": '"a"', "decimal": '"a"', "date": "3", "text": "3", "list": "3"}[found.type.kind]
            return f"{{% if {found.source} {self.one('<', '>=')} {other} %}}x{{% endif %}}"
        return None

    def _wrong_arithmetic(self, known: Known) -> str | None:
        found = self.path(known, "int", "decimal", "float", "date", "bool")
        if found is None or (found.needs and found.needs != (found.source,)):
            return None
        if found.needs:
            return self.signed(f"{found.source} + 1")
        other = '"a"' if found.type.kind in ("int", "decimal", "float") else "1"
        return self.signed(f"{found.source} {self.one('+', '-')} {other}")

    def _wrong_filter(self, known: Known) -> str | None:
        found = self.path(known, "int", "text", "date", "model", "list", bare=True)
        if found is None:
            return None
        if found.type.kind == "text" and self.chance(0.3):
            return f"{{% if {found.source} is odd %}}x{{% endif %}}"
        other = {
            "int": ("upper", "date"),
            "text": ("date", "abs"),
            "date": ("upper", "number"),
            "model": ("upper", "length"),
        }
        return self.signed(f"{found.source} | {self.one(*other.get(found.type.kind, ('upper', 'date')))}")

    def _wrong_opaque(self, known: Known) -> str | None:
        found = self.path(known, "opaque", bare=True)
        return None if found is None else self.signed(f"{found.source}.name")

    def _wrong_stands_in(self, known: Known) -> str | None:
        return self.signed(self.one('"TBC"', '"[name]"', '"to be confirmed"'))

    def _wrong_template_mark(self, known: Known) -> str | None:
        return self.signed(self.one('"a {{ b"', '"%} a"'))

    def _wrong_unfit_character(self, known: Known) -> str | None:
        return self.signed(self.one('"a\\u2028b"', '"a\\x0bb"'))
