"""The front matter of a Markdown template: its title, language, and kind or model, between two lines of three dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from letterforge.findings import Findings
from letterforge.loading import allowing
from letterforge.loading.tags import Mark, MarkKind, Source
from letterforge.rules.reading import FRONT_MATTER, TOO_LONG
from letterforge.scanning.allowed import Allowance, Allowed

if TYPE_CHECKING:
    from yaml.nodes import Node

_FENCED = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
KEYS = ("title", "lang", "kind", "model")
ALLOW = "allow"
LONGEST = 2_000  # characters; YAML is slow, and recurses
# Tags are no YAML, so its reader sees words of the same length instead, of private-use characters: one that says
# which tag it is, and FILLER up to its length. No source has any of them, since no letter can carry them.
FIRST, FILLER = 0xE000, "\uf8ff"
_HIDDEN = re.compile(f"([\ue000-\uf8fe]){FILLER}*")


@dataclass(frozen=True, slots=True)
class Value:
    """One value as text and numbers of tags in turn, and where it stands in the source."""

    pieces: tuple[str | int, ...]
    offset: int

    @property
    def text(self) -> str:
        """The value without its tags."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str))

    @property
    def plain(self) -> str | None:
        """The value, None if there is a tag in it."""
        return self.text if all(isinstance(piece, str) for piece in self.pieces) else None


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; ``end`` is the offset where the letter itself begins.

    ``missing`` are the keys that are not there; those whose values cannot be read are none of them.
    """

    values: dict[str, Value]
    end: int
    missing: frozenset[str] = frozenset()
    allow: Allowed = ()
    """What the template means as it stands."""
    unprinted: tuple[tuple[int, int], ...] = ()
    """Where values stand that no letter shows: all but the title."""


def read(source: Source, marks: Sequence[Mark], findings: Findings) -> FrontMatter:
    """Read the front matter. Tags in it are left as they are, and are no YAML: ``title: {{ review.title }}``."""
    fence = _FENCED.match(source.text)
    if fence is None:
        return FrontMatter({}, 0, frozenset(KEYS))
    start, end = fence.span(1)
    if end - start > LONGEST:
        message = f"the front matter has more than {LONGEST:,} characters"
        findings.add(source.finding(TOO_LONG, start, message=message))
        return FrontMatter({}, fence.end())
    pieces: list[str] = []
    at = start
    for number, mark in enumerate(marks):
        if mark.start >= end:
            break
        if mark.start < start or mark.end > end:
            message = "a tag begins in the front matter and ends outside it"
            findings.add(source.finding(FRONT_MATTER, mark.start, message=message))
            return FrontMatter({}, max(fence.end(), mark.end))
        if mark.kind in (MarkKind.INCLUDE, MarkKind.PAGE_BREAK):
            message = "parts and page breaks are not allowed in the front matter"
            findings.add(source.finding(FRONT_MATTER, mark.start, message=message))
        length = mark.end - mark.start
        hidden = " " * length if mark.kind is MarkKind.COMMENT else chr(FIRST + number) + FILLER * (length - 1)
        pieces += [source.text[at : mark.start], hidden]
        at = mark.end
    values: dict[str, Value] = {}
    allowed = _Allowed()
    text = "".join([*pieces, source.text[at:end]])
    given = _read_plain(text, start, values, allowed)
    if given is None:
        given = _read_yaml(source, text, start, values, findings, allowed)
    return FrontMatter(values, fence.end(), frozenset(KEYS) - given, tuple(allowed.said), tuple(allowed.unprinted))


@dataclass(slots=True)
class _Allowed:
    """What the template means as it stands, and where values stand that no letter shows."""

    said: list[Allowance] = field(default_factory=list)
    unprinted: list[tuple[int, int]] = field(default_factory=list)

    def read(self, source: Source, node: Node, start: int, findings: Findings) -> None:
        """A list, or a single entry: a rule, a text in quotes, or either under the name of a field."""
        from yaml.nodes import MappingNode, ScalarNode, SequenceNode  # noqa: PLC0415  (as in `_read_yaml`)

        for one in node.value if isinstance(node, SequenceNode) else [node]:
            named = one.value if isinstance(one, MappingNode) else [(None, one)]
            for key, value in named:
                offset = min(start + (key or one).start_mark.index, len(source.text))
                for each in value.value if isinstance(value, SequenceNode) else [value]:
                    is_text = isinstance(each, ScalarNode) and not _HIDDEN.search(each.value)
                    bare = isinstance(each, ScalarNode) and is_text and each.style is None
                    found = allowing.entry(
                        each.value if bare else None,
                        each.value if is_text and not bare else None,
                        key.value if isinstance(key, ScalarNode) else None,
                        place=source.place(offset),
                        excerpt=source.line(offset),
                        findings=findings,
                    )
                    self.said += [found] if found is not None else []


# A line that YAML reads as it is written (YAML 1.2.2, 7.3.1 and 7.3.3): a key, and as its value letters, digits, tags and
# signs that mean nothing there, in double quotes or none. PyYAML takes as long to import as such a template to read.
_SIGNS = r"\w\ue000-\uf8ff"
_PLAIN = re.compile(
    rf"(?P<key>{'|'.join(KEYS)}): +(?:(?P<plain>[{_SIGNS}](?:[{_SIGNS} .,()/'\u2019-]*[{_SIGNS}.)])?)"
    rf"|\"(?P<quoted>[{_SIGNS} .,:;()/'\u2019!?&-]*)\") *(?:\n|\Z)"
)


def _read_plain(text: str, start: int, values: dict[str, Value], allowed: _Allowed) -> frozenset[str] | None:
    """As `_read_yaml`, where every line is plain and no key given twice; None where one is not."""
    lines: dict[str, re.Match[str]] = {}
    at = 0
    while at < len(text):
        found = _PLAIN.match(text, at)
        if found is None or found["key"] in lines:
            return None
        lines[found["key"]] = found
        at = found.end()
    for name, found in lines.items():
        said, quotes = (found["plain"], 0) if found["quoted"] is None else (found["quoted"], 1)
        begin = start + found.start("plain" if quotes == 0 else "quoted") - quotes
        if name != "title":
            allowed.unprinted.append((begin, begin + len(said) + 2 * quotes))
        values[name] = Value(tuple(_split(said)), begin)
    return frozenset(lines)


_MOST_BRACKETS = 100


def _read_yaml(
    source: Source, text: str, start: int, values: dict[str, Value], findings: Findings, allowed: _Allowed
) -> frozenset[str]:
    """Read what can be read into ``values``, and give the keys that are there."""
    import yaml  # noqa: PLC0415  (only templates with front matter need it)

    def fault(offset: int, message: str, hint: str | None = None) -> None:
        offset = min(offset, len(source.text))
        findings.add(source.finding(FRONT_MATTER, offset, message=message, hint=hint))

    try:
        if sum(map(text.count, "[{")) > _MOST_BRACKETS:  # PyYAML takes a second to find that they are too many
            raise RecursionError  # noqa: TRY301  (as PyYAML does)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        offset = start + (error.problem_mark.index if error.problem_mark else 0)
        fault(offset, f"the front matter is not YAML: {error.problem}", "Quote a text that has a colon in it.")
        return frozenset(KEYS)
    except (yaml.YAMLError, RecursionError):
        fault(start, "the front matter is not YAML")
        return frozenset(KEYS)
    if node is None:
        return frozenset()
    if not isinstance(node, yaml.MappingNode):
        fault(start, "the front matter is not a list of keys and values", "Write title: and lang:, each on its line.")
        return frozenset(KEYS)
    given: set[str] = set()
    for key, value in node.value:
        offset = start + key.start_mark.index
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name != "title":
            allowed.unprinted.append((start + value.start_mark.index, start + value.end_mark.index))
        if name not in (*KEYS, ALLOW):
            fault(offset, "this key is not known", f"Use one of: {', '.join((*KEYS, ALLOW))}.")
        elif name in given:
            fault(offset, f"{name} is given twice", "Leave one of them out.")
        elif name == ALLOW:
            allowed.read(source, value, start, findings)
        elif not isinstance(value, yaml.ScalarNode) or "\n" in value.value:
            fault(offset, f"{name} is not one line of text")
        else:
            values[name] = Value(tuple(_split(value.value)), start + value.start_mark.index)
        given.add(name)
    return frozenset(given)


def _split(text: str) -> list[str | int]:
    """Text and numbers of tags in turn."""
    pieces: list[str | int] = []
    for index, piece in enumerate(_HIDDEN.split(text)):
        if index % 2:
            pieces.append(ord(piece) - FIRST)
        elif piece:
            pieces.append(piece)
    return pieces
