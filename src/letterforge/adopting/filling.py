"""What the plan says of each prompt becomes what is written in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from letterforge.adopting.plan import ALLOW, DROP, KEEP, Entry, Plan
from letterforge.adopting.source import Adoptable
from letterforge.adopting.spots import Filling, Spot
from letterforge.errors import UsageError

_STATEMENT = re.compile(r"\{%.*%\}")
_BRACKETS = re.compile(
    r"\[\[(.*)\]\]|<<(.*)>>|\(\((.*)\)\)|\[(.*)\]|<(.*)>|\{(.*)\}|\u00ab(.*)\u00bb|\u2039(.*)\u203a|\((.*)\)", re.DOTALL
)
_SHOWN = 5


def fillings(plan: Plan, source: Adoptable) -> Mapping[int, Filling]:
    """For each spot, by its number from 0 on, what comes there.

    Raises:
        UsageError: the plan is about another file, or does not say what becomes of every prompt.
    """
    said = plan.prompts()
    file = plan.source or "the plan"
    unknown = sorted(number for number in said if not 1 <= number <= len(source.spots))
    if unknown:
        message = f"{file}: the file has no prompt {unknown[0]}; it has {len(source.spots)}"
        raise UsageError(message)
    open_ones: list[str] = []
    found: dict[int, Filling] = {}
    for number, spot in enumerate(source.spots, 1):
        entries = said.get(number, ())
        _expect(spot, number, entries, file)
        if not entries or not all(one.is_mapped for one in entries):
            open_ones.append(f"{spot.where}: {spot.prompt.text}")
            continue
        if spot.fixed and all(one.becomes == ALLOW for one in entries):
            message = f"{file}: prompt {number}: {spot.fixed}"
            raise UsageError(message)
        found[number - 1] = _filling(spot, entries, source, f"{file}: prompt {number}")
    if open_ones:
        shown = "\n".join(f"  {one}" for one in open_ones[:_SHOWN])
        more = f"\n  and {len(open_ones) - _SHOWN} more" if len(open_ones) > _SHOWN else ""
        many = "one prompt" if len(open_ones) == 1 else f"{len(open_ones)} prompts"
        message = (
            f"{file} does not say what becomes of {many}:\n{shown}{more}\n"
            "Give each a tag, or words, or becomes: keep, drop or allow"
        )
        raise UsageError(message)
    return found


def _expect(spot: Spot, number: int, entries: Sequence[Entry], file: str) -> None:
    """Refuse a plan that expects other words at a place than stand there."""
    for one in entries:
        if one.where != spot.where or one.text != spot.prompt.text:
            message = f"{file}: prompt {number} does not stand at {one.where} as the plan has it; make the plan anew"
            raise UsageError(message)


def _filling(spot: Spot, entries: Sequence[Entry], source: Adoptable, what: str) -> Filling:
    decisions = {one.becomes for one in entries}
    if ALLOW in decisions:
        if len(decisions) > 1:
            message = f"{what}: it is allowed as a whole, or not at all; say so in each of its entries"
            raise UsageError(message)
        return Filling(None, comment=_comment(spot))
    if decisions == {KEEP}:
        return Filling(source.spelt(_without_brackets(spot.prompt.text), kept=True))
    pieces = [_words(one, source, what, alone=spot.alone and len(entries) == 1) for one in entries]
    if len(pieces) == 1:
        return pieces[0]
    return Filling("".join(_joined([piece.words or "" for piece in pieces], entries)))


def _words(one: Entry, source: Adoptable, what: str, *, alone: bool) -> Filling:
    if one.becomes == DROP:
        return Filling("")
    if one.becomes == KEEP:
        return Filling(source.spelt(one.asks, kept=False))
    if one.words is not None:
        return Filling(source.spelt(one.words, kept=False))
    return _of_tag((one.tag or "").strip(), what, alone=alone)


def _of_tag(tag: str, what: str, *, alone: bool) -> Filling:
    """A tag in its paragraph; statements on lines of their own get paragraphs of their own."""
    lines = [line.strip() for line in tag.split("\n") if line.strip()]
    if len(lines) == 1:
        return Filling(lines[0])
    first = next((number for number, line in enumerate(lines) if not _STATEMENT.fullmatch(line)), len(lines))
    last = next((number for number, line in enumerate(reversed(lines)) if not _STATEMENT.fullmatch(line)), 0)
    middle = lines[first : len(lines) - last]
    if not first or not last or len(middle) != 1:
        message = f"{what}: a tag of several lines is one line of words between statements, each on a line of its own"
        raise UsageError(message)
    if not alone:
        message = f"{what}: other words stand in the same paragraph; write the statements and the words on one line"
        raise UsageError(message)
    return Filling(middle[0], "\n".join(lines[:first]), "\n".join(lines[-last:]))


def _joined(words: Sequence[str], entries: Sequence[Entry]) -> Iterator[str]:
    """What a prompt asks for at once, with the sign between that it has itself."""
    text = " ".join(entries[0].text.split())
    folded, at, said = text.casefold(), 0, False
    for one, word in zip(entries, words, strict=True):
        begin = folded.find(one.asks.casefold(), at) if one.asks else -1
        between = text[at:begin] if begin >= 0 else ""
        if said and word:
            yield _sign(between)
        yield word
        said = said or bool(word)
        at = begin + len(one.asks) if begin >= 0 else at


def _sign(between: str) -> str:
    if between and not between.strip():
        return " "
    return "/" if between.strip() == "/" else ", "


def _comment(spot: Spot) -> str:
    """What says in a template that a prompt is meant as it stands."""
    text = spot.prompt.text
    plain = text.strip() and not any(sign in text for sign in '"\u201c\u201d\u201e\n#}')
    return f'{{# allow "{text}" #}}' if plain else f"{{# allow {spot.rule} #}}"


def _without_brackets(text: str) -> str:
    found = _BRACKETS.fullmatch(text.strip())
    return text if found is None else next((one for one in found.groups() if one is not None), "").strip()
