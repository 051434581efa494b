"""The front matter of a Markdown template: its title, language and kind, between two lines of three dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from letterforge.findings import Finding
from letterforge.sources.tags import Mark, Source

_FENCED = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
KEYS = ("title", "lang", "kind")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class Value:
    """One value as written, and where it stands in the source."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; ``end`` is the offset where the letter itself begins."""

    values: dict[str, Value]
    end: int


def read(source: Source, marks: Sequence[Mark], findings: list[Finding]) -> FrontMatter:
    """Read the front matter. Tags in it are left as they are, and are no YAML: ``title: {{ review.title }}``."""
    fence = _FENCED.match(source.text)
    if fence is None:
        return FrontMatter({}, 0)
    start, end = fence.span(1)
    values: dict[str, Value] = {}
    # Tags are not YAML, so they are hidden from its reader by words of the same length.
    text = source.text[start:end]
    for mark in marks:
        if start <= mark.start and mark.end <= end:
            text = text[: mark.start - start] + "x" * (mark.end - mark.start) + text[mark.end - start :]
    _read_yaml(source, text, start, values, findings)
    return FrontMatter(values, fence.end())


def _read_yaml(source: Source, text: str, start: int, values: dict[str, Value], findings: list[Finding]) -> None:
    import yaml  # noqa: PLC0415  (only templates with front matter need it)

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        offset = start + (fault.problem_mark.index if fault.problem_mark else 0)
        message = f"the front matter is not YAML: {fault.problem}"
        findings.append(
            source.error(
                "front-matter",
                min(offset, len(source.text)),
                message=message,
                hint="Quote a text that has a colon in it.",
            )
        )
        return
    except (yaml.YAMLError, RecursionError):
        findings.append(source.error("front-matter", start, message="the front matter is not YAML"))
        return
    if node is None:
        return
    if not isinstance(node, yaml.MappingNode):
        findings.append(
            source.error("front-matter", start, message="the front matter is not a list of keys and values")
        )
        return
    for key, value in node.value:
        offset = start + key.start_mark.index
        name = key.value if isinstance(key, yaml.ScalarNode) else ""
        if name not in KEYS:
            findings.append(
                source.error(
                    "front-matter", offset, message="this key means nothing here", hint=f"There are: {', '.join(KEYS)}."
                )
            )
        elif name in values:
            findings.append(
                source.error("front-matter", offset, message=f"{name} is given twice", hint="Leave one of them out.")
            )
        elif not isinstance(value, yaml.ScalarNode) or "\n" in value.value:
            findings.append(source.error("front-matter", offset, message=f"{name} is not one line of text"))
        else:
            values[name] = _value(source, text, start, value.start_mark.index, value.end_mark.index, value.value)


def _value(source: Source, text: str, start: int, first: int, last: int, read_as: str) -> Value:
    """The value with its tags back in place: what YAML read, at its place in the source."""
    written = source.text[start + first : start + last]
    at = text[first:last].find(read_as)
    if at >= 0:  # a plain or quoted scalar without escapes: the source itself, tags and all
        return Value(written[at : at + len(read_as)], start + first + at)
    return Value(read_as, start + first)
