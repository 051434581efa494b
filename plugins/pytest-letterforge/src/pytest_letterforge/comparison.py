"""What a file lacks of its document and what it has beyond it: each difference with its rule, its place and the words.

The words are those of the contract's own letters, which are made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias
from urllib.parse import unquote

from letterforge.passages import Nature, Passage
from pytest_letterforge.expected import Expected, Run
from pytest_letterforge.reading import Reading, squeezed

# What stands before an item or a note in any format: signs, or a number, a letter, a Roman numeral among signs.
_LABEL = re.compile(r"\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,8}")
# What letterforge's readers report of every file of a kind, and is no text of anybody's.
_TECHNICAL = re.compile(r".*field code\Z|language\Z")
_GONE = "\0"
_FEW, _SHOWN = 5, 60
"""How many pieces a failure shows of what is too much, and how many characters of each."""


DifferenceRule: TypeAlias = Literal[
    "doubled-value",
    "lost-furniture",
    "lost-link",
    "lost-note",
    "lost-picture",
    "lost-text",
    "lost-title",
    "lost-value",
    "order",
    "surplus-text",
]
"""Everything that can be different."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a file and its document differ, with the words that are lost, if any are."""

    rule: DifferenceRule
    place: str
    message: str

    def __str__(self) -> str:
        """As a person reads it."""
        return f"{self.place}: {self.message} [{self.rule}]"


LACKING = ("title", "links", "pictures", "following")
"""What a format may have no place for, and a renderer may therefore declare to leave out."""


def differences(
    found: Reading, wanted: Expected, declared: Sequence[str] = (), lacks: Sequence[str] = ()
) -> tuple[Difference, ...]:
    """Everything in which a file and its document differ.

    Args:
        found: what the file says.
        wanted: what a file of the document holds.
        declared: regular expressions for what a renderer adds of its own, read without white space.
        lacks: which of `LACKING` the format has no place for.
    """
    allowed = [re.compile("".join(pattern.split())) for pattern in declared]
    flow = "".join(_without_furniture(text, wanted) for text in found.sheets.values())
    out: list[Difference] = []
    if not found.known:
        flow, out = _take_said(flow, wanted, lacks)
    out += _values(flow, wanted)
    out += () if "following" in lacks else _following(found, wanted)
    flow = _take_notes(flow, wanted.notes, out)
    flow = _take_runs(flow, wanted.runs, out)
    out += _surplus(flow, allowed)
    if found.known:
        out += _unprinted(found, wanted, allowed, lacks)
    return tuple(out)


def _following(found: Reading, wanted: Expected) -> Iterator[Difference]:
    """What stands in the margins of the pages that follow, which a renderer of one page forgets."""
    said = [*found.sheets.values(), *(squeezed(passage.text) for passage in found.unprinted)]
    for place, words, pattern in wanted.following:
        if not any(pattern.search(text) for text in said):
            yield Difference("lost-furniture", place, f"these words are not in the file: {words!r}")


def _take_said(flow: str, wanted: Expected, lacks: Sequence[str]) -> tuple[str, list[Difference]]:
    """Title, words for pictures and targets of links of a format that has them among its words."""
    out: list[Difference] = []
    links = ["links"] * len(wanted.targets)
    pictures = ["pictures"] * len(wanted.pictures)
    texts = (wanted.title, *wanted.pictures, *wanted.targets)
    for kind, text in sorted(
        zip(("title", *pictures, *links), texts, strict=True), key=lambda one: -len(squeezed(one[1]))
    ):
        for form in dict.fromkeys((squeezed(text), squeezed(unquote(text)))):
            flow, count = re.subn(rf"[(\[<]?{re.escape(form)}[)\]>]?", "", flow, count=1)  # within a sentence, too
            if count:
                break
        else:
            if kind not in lacks:
                out.append(_lost(kind, text))
    return flow, out


_LOST: Mapping[str, tuple[DifferenceRule, str]] = {
    "title": ("lost-title", "the title of the letter is not in the file"),
    "pictures": ("lost-picture", "the alternative text of a picture is not in the file"),
    "links": ("lost-link", "the target of a link is not in the file"),
}


def _lost(kind: str, text: str) -> Difference:
    rule, message = _LOST[kind]
    return Difference(rule, kind, f"{message}: {text!r}")


def _without_furniture(text: str, wanted: Expected) -> str:
    """One sheet without headers and footers, each of which it may show once."""
    for _, pattern in sorted(wanted.furniture, key=lambda one: -len(one[1].pattern)):
        text = pattern.sub("", text, count=1)
    return text


def _values(flow: str, wanted: Expected) -> Iterator[Difference]:
    given = _GONE.join(run.text for run in (*wanted.runs, *wanted.notes))
    for field, value in wanted.values:
        here, there = flow.count(value), given.count(value)
        if here < there:
            times = "" if there == 1 else f", or not as often as the letter has it ({here} times, not {there})"
            yield Difference("lost-value", field, f"the value is not in the file, or not whole{times}: {value!r}")
        elif here > there:
            message = f"the value stands in the file {here} times, in the letter {there}: {value!r}"
            yield Difference("doubled-value", field, message)


def _take_notes(flow: str, notes: Iterable[Run], out: list[Difference]) -> str:
    """Notes may stand where they are called, below the page, or at the end."""
    for note in notes:
        if note.text in flow:
            flow = flow.replace(note.text, _GONE, 1)
        else:
            message = f"the words of this note are not in the file, or not whole: {note.words!r}"
            out.append(Difference("lost-note", str(note), message))
    return flow


def _take_runs(flow: str, runs: Iterable[Run], out: list[Difference]) -> str:
    """Take the runs out of the flow, each behind the one before; what is left is more than the letter."""
    done: list[str] = []
    for run in runs:
        at = flow.find(run.text)
        if at >= 0:
            done.append(flow[:at])
            flow = flow[at + len(run.text) :]
            continue
        early = next((n for n, piece in enumerate(done) if run.text in piece), None)
        if early is None:
            message = f"these words are not in the file as the letter has them: {run.words!r}"
            out.append(Difference("lost-text", str(run), message))
        else:
            done[early] = done[early].replace(run.text, _GONE, 1)
            message = f"these words stand in the file before those that precede them: {run.words!r}"
            out.append(Difference("order", str(run), message))
    return _GONE.join([*done, flow])


def _surplus(rest: str, allowed: Sequence[re.Pattern[str]]) -> Iterator[Difference]:
    pieces = [piece for piece in rest.split(_GONE) if piece]
    for pattern in allowed:
        pieces = [part for piece in pieces for part in pattern.split(piece) if part]
    more = [piece for piece in pieces if not _is_mark(piece)]
    count = sum(map(len, more))
    if count:
        shown = ", ".join(repr(piece[:_SHOWN]) for piece in more[:_FEW])
        message = f"{count} characters are in neither the letter nor what the renderer declares in `adds`: {shown}"
        yield Difference("surplus-text", "text", message)


def _is_mark(piece: str) -> bool:
    """Whether it can be the labels of items and notes. Braces are none: they belong to templates."""
    words = re.findall(r"[^\W_]+", piece)
    return not re.search(r"[{}]", piece) and all(re.fullmatch(_LABEL, word) for word in words)


def _unprinted(
    found: Reading, wanted: Expected, allowed: Sequence[re.Pattern[str]], lacks: Sequence[str]
) -> Iterator[Difference]:
    """What a file says without printing it."""
    said = {squeezed(unquote(passage.text)) for passage in found.unprinted}
    title, *others = (squeezed(unquote(text)) for text in wanted.unprinted)
    if not any(title in text for text in said) and "title" not in lacks:
        yield _lost("title", wanted.title)
    words = _GONE.join([title, *others, *(run.text for run in (*wanted.runs, *wanted.notes))])
    for passage in found.unprinted:
        text = squeezed(unquote(passage.text))
        path = passage.place.path or str(passage.place)
        if (
            _is_made_of(text, words)
            or _is_technical(passage, path)
            or any(pattern.fullmatch(text) for pattern in allowed)
        ):
            continue
        message = f"this is in neither the letter nor what the renderer declares in `adds`: {passage.text[:_SHOWN]!r}"
        yield Difference("surplus-text", path, message)
    lost = [("links", text) for text in wanted.targets if squeezed(unquote(text)) not in said]
    if found.pictures:
        lost += [("pictures", text) for text in wanted.pictures if squeezed(unquote(text)) not in said]
    yield from (_lost(kind, text) for kind, text in lost if kind not in lacks)


def _is_made_of(text: str, words: str) -> bool:
    """Whether the letter says it; of a link a file may say in brackets where it leads: "our guide (example.org)"."""
    said, _, place = text.removesuffix(")").rpartition("(")
    return text in words or (said in words and place in words)


def _is_technical(passage: Passage, path: str) -> bool:
    return _TECHNICAL.match(path) is not None or any(span.nature is Nature.STYLE for span in passage.spans)
