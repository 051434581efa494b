"""A plan: what is proposed for each prompt of a file, as YAML that a person reads and mends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from letterforge.adopting.prompts import Certainty, NewField
from letterforge.errors import UsageError

VERSION = "1"
KEEP, DROP, ALLOW = "keep", "drop", "allow"
DECISIONS = (KEEP, DROP, ALLOW)
"""What may become of a prompt besides a tag: its words without their brackets, nothing, or itself."""
_NOTHING = frozenset(("", "~", "null", "none"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a prompt asks for.

    ``prompt`` is the number of the prompt in its file: a prompt that asks for several things has several entries.
    """

    prompt: int
    where: str
    text: str
    around: str = ""
    asks: str = ""
    tag: str | None = None
    sure: str = Certainty.NONE.value
    others: tuple[str, ...] = ()
    why: str = ""
    becomes: str | None = None
    words: str | None = None

    @property
    def is_mapped(self) -> bool:
        """Whether the plan says what becomes of it."""
        return self.tag is not None or self.becomes is not None or self.words is not None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of a file.

    ``template`` is the file that is written beside it; ``fields`` are those of the model that is drafted, where none
    was given; ``lost`` is what the template cannot carry.
    """

    file: str
    sha256: str
    template: str
    model: str | None
    entries: tuple[Entry, ...]
    title: str = ""
    language: str = ""
    fields: tuple[NewField, ...] = ()
    lost: tuple[str, ...] = ()
    source: str | None = field(default=None, compare=False)
    """The file that the plan was read from."""

    def prompts(self) -> Mapping[int, tuple[Entry, ...]]:
        """The entries of each prompt."""
        found: dict[int, tuple[Entry, ...]] = {}
        for one in self.entries:
            found[one.prompt] = (*found.get(one.prompt, ()), one)
        return found


# --- writing --------------------------------------------------------------------------------------------------------

_HEAD = """\
# What waits to be filled in {file}, and what is proposed for it. Nothing has been changed yet.
#
# Read each entry, and mend what is wrong. `tag` is what comes in the place of `text`. `sure` says how sure that is:
# sure, likely, unsure, or none where nothing is proposed. An entry with no tag needs one, or one of these lines:
#
#   words: some text     these words come there, in every letter the same
#   becomes: keep        the words of the prompt stay, without their brackets
#   becomes: drop        nothing comes there
#   becomes: allow       it stays as it is, and is meant so
#
# Then:  letterforge adopt --apply {plan}
"""


def written(plan: Plan, name: str) -> str:
    """The plan as YAML; ``name`` is that of its own file."""
    head: dict[str, Any] = {"plan": int(VERSION), "file": plan.file, "sha256": plan.sha256, "template": plan.template}
    head |= {"model": plan.model} if plan.model else {}
    head |= {"title": plan.title} if plan.title else {}
    head |= {"lang": plan.language} if plan.language else {}
    out = [_HEAD.format(file=plan.file, plan=name), dumped(head)]
    if plan.lost:
        out += ["\n# What the template cannot carry of the file:\n", dumped({"lost": list(plan.lost)})]
    if plan.fields:
        out.append("\n# The fields of the model that is drafted: what a letter needs, and what kind of value it is.\n")
        out.append(
            dumped({"fields": [{"name": one.name, "kind": one.kind, "meaning": one.meaning} for one in plan.fields]})
        )
    out.append("\nplaces:\n" if plan.entries else "\nplaces: []\n")
    for one in plan.entries:
        lines = dumped(_record(one)).rstrip("\n").split("\n")
        out.append("\n".join([f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]) + "\n\n")
    return "".join(out)


_LINES = re.compile(r"(?:[!-~][ -~]*\n)+[!-~][ -~]*")


def dumped(data: object) -> str:
    """Plain data as YAML, a text of several lines as those lines."""
    import yaml  # noqa: PLC0415  (slow to import, and few commands need it)

    class Lines(yaml.SafeDumper):
        """Writes a text of several lines behind a stroke."""

    def text(dumper: yaml.SafeDumper, said: str) -> yaml.ScalarNode:
        style = "|" if _LINES.fullmatch(said) else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", said, style=style)

    Lines.add_representer(str, text)
    return yaml.dump(data, Dumper=Lines, allow_unicode=True, sort_keys=False, width=10_000)


def _record(one: Entry) -> dict[str, Any]:
    record: dict[str, Any] = {
        "prompt": one.prompt,
        "where": one.where,
        "text": one.text,
        "around": one.around,
        "asks": one.asks,
        "tag": one.tag,
        "sure": one.sure,
    }
    record |= {"others": list(one.others)} if one.others else {}
    record |= {"why": one.why} if one.why else {}
    record |= {"words": one.words} if one.words is not None else {}
    record |= {"becomes": one.becomes} if one.becomes is not None else {}
    return record


# --- reading --------------------------------------------------------------------------------------------------------

_KEYS = frozenset(("plan", "file", "sha256", "template", "model", "title", "lang", "lost", "fields", "places"))
_ENTRY = frozenset(("prompt", "where", "text", "around", "asks", "tag", "sure", "others", "why", "words", "becomes"))


def read(values: object, source: str) -> Plan:
    """A plan from what a data file holds.

    Raises:
        UsageError: it is none, or says something that no plan says.
    """
    said = _mapping(values, source, "the plan", _KEYS)
    if _text(said, "plan") != VERSION:
        message = f"{source}: this is no plan of letterforge adopt, or one of another version"
        raise UsageError(message)
    entries = tuple(_entry(one, source, number) for number, one in enumerate(_items(said, "places", source), 1))
    fields = tuple(_field(one, source, number) for number, one in enumerate(_items(said, "fields", source), 1))
    needed = [key for key in ("file", "sha256", "template") if not _text(said, key)]
    if needed:
        message = f"{source}: the plan has no {needed[0]}"
        raise UsageError(message)
    return Plan(
        _text(said, "file"),
        _text(said, "sha256"),
        _text(said, "template"),
        _given(said, "model"),
        entries,
        _text(said, "title"),
        _text(said, "lang"),
        fields,
        tuple(str(one) for one in _items(said, "lost", source)),
        source,
    )


def _entry(values: object, source: str, number: int) -> Entry:
    what = f"place {number} of the plan"
    said = _mapping(values, source, what, _ENTRY)
    prompt = _text(said, "prompt")
    if not prompt.isdecimal() or not prompt.isascii():
        message = f"{source}: {what} has no number of its prompt"
        raise UsageError(message)
    becomes = _given(said, "becomes")
    if becomes is not None and becomes not in DECISIONS:
        message = f"{source}: {what}: becomes is one of {', '.join(DECISIONS)}; for words of your own write words:"
        raise UsageError(message)
    words = str(said["words"]) if said.get("words") is not None else None
    tag = _given(said, "tag")
    if sum(one is not None for one in (tag, becomes, words)) > 1:
        message = f"{source}: {what} says more than one of tag, words and becomes; leave one of them"
        raise UsageError(message)
    others = tuple(str(one) for one in _items(said, "others", source))
    return Entry(
        int(prompt),
        _text(said, "where"),
        _text(said, "text"),
        _text(said, "around"),
        _text(said, "asks"),
        tag,
        _text(said, "sure"),
        others,
        _text(said, "why"),
        becomes,
        words,
    )


def _field(values: object, source: str, number: int) -> NewField:
    said = _mapping(values, source, f"field {number} of the plan", frozenset(("name", "kind", "meaning")))
    return NewField(_text(said, "name"), _text(said, "kind") or "text", _text(said, "meaning"))


def _mapping(values: object, source: str, what: str, keys: frozenset[str]) -> Mapping[str, Any]:
    if not isinstance(values, Mapping):
        message = f"{source}: {what} is not a list of names and values"
        raise UsageError(message)
    unknown = sorted(str(one) for one in values if one not in keys)
    if unknown:
        message = f"{source}: {what} has a key that no plan has: {unknown[0]}"
        raise UsageError(message)
    return values


def _items(said: Mapping[str, Any], key: str, source: str) -> Iterator[object]:
    found = said.get(key)
    if found is None or (isinstance(found, str) and found.strip() in _NOTHING):
        return
    if not isinstance(found, Sequence) or isinstance(found, str):
        message = f"{source}: {key} is not a list"
        raise UsageError(message)
    yield from found


def _text(said: Mapping[str, Any], key: str) -> str:
    found = said.get(key)
    return "" if found is None else str(found)


def _given(said: Mapping[str, Any], key: str) -> str | None:
    found = _text(said, key)
    return None if found.strip().casefold() in _NOTHING else found
