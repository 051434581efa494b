"""A file becomes a plan: each prompt with what is proposed for it, in words that a person can mend."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pydantic import BaseModel

from letterforge.adopting.mapping import propose
from letterforge.adopting.plan import Entry, Plan
from letterforge.adopting.prompts import Certainty, NewField, Prompt, Proposal
from letterforge.adopting.source import Adoptable
from letterforge.adopting.spots import Spot
from letterforge.filekinds import WORD
from letterforge.rules.scanning import ERROR_RESULT, NAMELESS_GREETING

if TYPE_CHECKING:
    from letterforge.models.letter_data import LetterData

LIST = "list"
_AROUND = 70
# How a list is printed within a sentence; in a paragraph of its own each item has one.
_JOINED = re.compile(
    r"(?P<guards>(?:\{% if [^{}%]+ %\})*)\{% for (?P<item>\w+) in (?P<list>[\w.]+) %\}(?P<body>(?:(?!\{% for ).)+?)"
    r"\{% if not loop\.last %\}, \{% endif %\}\{% endfor %\}(?P<ends>(?:\{% endif %\})*)",
    re.DOTALL,
)
_FILTERED = re.compile(
    r"(?P<guards>(?:\{% if [^{}%]+ %\})*)\{\{ (?P<list>[\w.]+) \| join\(\", \"\) \}\}(?P<ends>(?:\{% endif %\})*)"
)
_NO_PROMPT = {
    NAMELESS_GREETING.code: "a greeting without a name; write the placeholder of a name, or a greeting that needs none",
    ERROR_RESULT.code: "an error of the program that wrote the file; write what was meant",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What a plan is to be made of: the file, and how people spell its model."""

    path: Path
    content: bytes
    source: Adoptable
    model: type[BaseModel] | None = None
    spelt: str | None = None
    language: str = "en-GB"


def planned(request: Request) -> Plan:
    """The plan of a file."""
    source = request.source
    spots = source.spots
    proposals = propose(
        [_on_one_line(spot.prompt) for spot in spots], cast("type[LetterData] | None", request.model)
    )  # any model has what it asks
    names = _Names() if request.model is None else None  # a model that somebody wrote is not added to
    entries = [
        one
        for number, (spot, several) in enumerate(zip(spots, proposals, strict=True), 1)
        for one in _entries(number, spot, several, names)
    ]
    is_text = source.suffix != WORD.suffix
    return Plan(
        request.path.name,
        hashlib.sha256(request.content).hexdigest(),
        f"{request.path.stem}-template{source.suffix}",
        request.spelt,
        tuple(entries),
        _title(request, entries) if is_text else "",
        request.language if is_text else "",
        () if names is None else tuple(names.fields.values()),
        tuple(source.lost),
    )


def _entries(number: int, spot: Spot, proposals: Sequence[Proposal], names: _Names | None) -> Iterator[Entry]:
    whole = Entry(number, spot.where, spot.prompt.text, _around(spot))
    unmapped = spot.fixed or _NO_PROMPT.get(spot.rule)
    if unmapped or not proposals:
        why = unmapped or "these are alternatives, or an instruction; no field answers them"
        yield replace(whole, asks=_asked(spot.prompt.text), why=why)
        return
    for one in proposals:
        tag, sure, why = one.tag, one.certainty, one.why
        if tag is None and one.field is not None and names is None:
            why = f"{why}; the model would need a field for it: {one.field.name} ({one.field.kind})"
        elif tag is None and one.field is not None and names is not None:
            tag = names.tag(one.field)
            sure = Certainty.LIKELY
            why = f"a new field: {one.field.kind}"
        if tag is not None and spot.alone and len(proposals) == 1:
            tag = in_lines(tag)
        others = tuple(f"{each.path} ({each.score:.2f})" for each in one.candidates[1:3])
        yield replace(whole, asks=one.asks, tag=tag, sure=sure.value, others=others, why=why)


def _on_one_line(prompt: Prompt) -> Prompt:
    """A prompt as it is read, wherever its lines end."""
    return replace(prompt, text=" ".join(prompt.text.split()) or prompt.text)


def in_lines(tag: str) -> str:
    """A list that is printed in a paragraph of its own: each of its items has one."""
    joined = _JOINED.fullmatch(tag)
    if joined is not None:
        loop, body = f"{{% for {joined['item']} in {joined['list']} %}}", joined["body"]
    elif (filtered := _FILTERED.fullmatch(tag)) is not None:
        joined, loop, body = filtered, f"{{% for one in {filtered['list']} %}}", "{{ one }}"
    else:
        return tag
    guards = re.findall(r"\{%.*?%\}", joined["guards"])
    ends = re.findall(r"\{%.*?%\}", joined["ends"])
    return "\n".join([*guards, loop, body, "{% endfor %}", *ends])


class _Names:
    """The fields that are drafted: one for what is asked for twice, another where only the name is the same."""

    def __init__(self) -> None:
        self.fields: dict[str, NewField] = {}

    def tag(self, field: NewField) -> str:
        """What prints a field, which is kept."""
        name, number = field.name, 1
        while (known := self.fields.get(name)) is not None and not _same(known, field):
            number += 1
            name = f"{field.name}_{number}"
        self.fields.setdefault(name, replace(field, name=name))
        return f'{{{{ {name} | join(", ") }}}}' if field.kind == LIST else f"{{{{ {name} }}}}"


def _same(one: NewField, other: NewField) -> bool:
    return one.kind == other.kind and one.meaning.casefold() == other.meaning.casefold()


def _around(spot: Spot) -> str:
    before, after = spot.prompt.before, spot.prompt.after
    head = ("\u2026" if len(before) > _AROUND else "") + before[-_AROUND:]
    tail = after[:_AROUND] + ("\u2026" if len(after) > _AROUND else "")
    return " ".join(f"{head}{spot.prompt.text}{tail}".split())


def _asked(text: str) -> str:
    return " ".join(text.strip("[](){}<>\u00ab\u00bb").split())


def _title(request: Request, entries: Sequence[Entry]) -> str:
    """What the file calls itself, with its prompts filled; its name, where that would print a list or condition."""
    title = request.source.title
    by_text: Mapping[str, str | None] = {one.text: one.tag for one in reversed(entries)}
    for text, tag in sorted(by_text.items(), key=lambda each: -len(each[0])):
        if text in title:
            plain = tag is not None and tag.startswith("{{ ") and '"' not in tag
            title = title.replace(text, tag or "") if plain else ""
    title = " ".join(title.replace("\\", "").split())
    return title or request.path.stem.replace("-", " ").replace("_", " ").strip().capitalize()
