r"""What is numbered by SEQ fields: counted in the order of reading, and once more at each turn of a loop.

ECMA-376 part 1, 17.16.5.56: ``\n`` is the next number, ``\c`` the last one again, ``\r`` a number to go on from,
``\h`` shows nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from letterforge.loading.word.fields.code import Code
from letterforge.loading.word.fields.meaning import Around, ordinal
from letterforge.loading.word.fields.parts import Field

_KEPT = ("MERGEFORMAT", "CHARFORMAT")


@dataclass(frozen=True, slots=True)
class _Count:
    """A number that has been reached: so many, and one for each item of some lists; None: nobody knows."""

    constant: int | None = 0
    lists: tuple[str, ...] = ()

    def more(self, by: int) -> _Count:
        return self if self.constant is None else _Count(self.constant + by, self.lists)


_UNKNOWN = _Count(None)


@dataclass(slots=True)
class Sequences:
    """The numbered fields of a part by what they number."""

    _of: dict[str, list[tuple[Field, Code, tuple[Around, ...]]]] = field(default_factory=dict)

    def add(self, one: Field, code: Code, around: tuple[Around, ...]) -> None:
        """One more, with the conditions and loops around it."""
        if code.arguments:
            self._of.setdefault(code.arguments[0].text.lower(), []).append((one, code, around))

    def count(self) -> None:
        """Give each of them what it prints."""
        for some in self._of.values():
            reached = _Count()
            for one, code, around in some:
                form = next((said for said in reversed(code.of("\\*")) if said.upper() not in _KEPT), "")
                if not around:
                    reached = _stepped(reached, code)
                    one.meant = _shown(reached, code, form)
                    continue
                beside = [each for each in some if each[2][:1] == around[:1]]
                simple = len(around) == 1 and around[0].listed and " if " not in around[0].listed and len(beside) == 1
                if not simple or any(name != "\\*" for name, _ in code.switches) or form or reached.constant is None:
                    reached = _UNKNOWN
                    continue
                one.meant = _text(reached, "loop.index")
                reached = _Count(reached.constant, (*reached.lists, around[0].listed))


def _stepped(reached: _Count, code: Code) -> _Count:
    restart = code.of("\\r")
    if restart:
        return _Count(int(restart[-1])) if restart[-1].isdecimal() else _UNKNOWN
    if code.has("\\s"):  # begins anew below each heading
        return _UNKNOWN
    return reached if code.has("\\c") else reached.more(1)


def _shown(reached: _Count, code: Code, form: str) -> str | None:
    if reached.constant is None:
        return None
    if code.has("\\h"):
        return ""
    if not reached.lists:
        return ordinal(reached.constant, form)
    return _text(reached, "") if not form else None


def _text(reached: _Count, first: str) -> str:
    terms = [first] if first else []
    terms += [f"({one} | length)" for one in reached.lists]
    if reached.constant or not terms:
        terms.append(str(reached.constant))
    return f"{{{{ {' + '.join(terms)} }}}}"
