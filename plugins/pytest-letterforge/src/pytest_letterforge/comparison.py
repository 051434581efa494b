"""What a file lacks of its document and what it has beyond it: each difference with its rule and place, no words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from letterforge.passages import Nature, Passage
from pytest_letterforge.expected import Expected, Run
from pytest_letterforge.reading import Reading, squeezed

# What stands before an item or a note in any format: signs, or a number, a letter, a Roman numeral among signs.
_LABEL = re.compile(r"\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,8}")
# What letterforge's readers report of every file of a kind, and is no text of anybody's.
_TECHNICAL = re.compile(r".*field code\Z|language\Z")
_GONE = "\0"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a file and its document differ. It names fields and places, and shows no words."""

    rule: str
    place: str
    message: str

    def __str__(self) -> str:
        """As a person reads it."""
        return f"{self.place}: {self.message} [{self.rule}]"


def differences(found: Reading, wanted: Expected, declared: Sequence[str] = ()) -> tuple[Difference, ...]:
    """Everything in which a file and its document differ.

    Args:
        found: what the file says.
        wanted: what a file of the document holds.
        declared: regular expressions for what a renderer adds of its own, read without white space.
    """
    allowed = [re.compile("".join(pattern.split())) for pattern in declared]
    flow = "".join(_without_furniture(text, wanted) for text in found.sheets.values())
    out = list(_values(flow, wanted))
    flow = _take_notes(flow, wanted.notes, out)
    flow = _take_runs(flow, wanted.runs, out)
    out += _surplus(flow, allowed)
    if found.known:
        out += _unprinted(found, wanted, allowed)
    return tuple(out)


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
            yield Difference("lost-value", field, f"the value is not in the file, or not whole{times}")
        elif here > there:
            message = f"the value stands in the file {here} times, in the letter {there}"
            yield Difference("doubled-value", field, message)


def _take_notes(flow: str, notes: Iterable[Run], out: list[Difference]) -> str:
    """Notes may stand where they are called, below the page, or at the end."""
    for note in notes:
        if note.text in flow:
            flow = flow.replace(note.text, _GONE, 1)
        else:
            out.append(Difference("lost-note", str(note), "the words of this note are not in the file, or not whole"))
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
            out.append(Difference("lost-text", str(run), "these words are not in the file as the letter has them"))
        else:
            done[early] = done[early].replace(run.text, _GONE, 1)
            out.append(Difference("order", str(run), "these words stand in the file before those that precede them"))
    return _GONE.join([*done, flow])


def _surplus(rest: str, allowed: Sequence[re.Pattern[str]]) -> Iterator[Difference]:
    pieces = [piece for piece in rest.split(_GONE) if piece]
    for pattern in allowed:
        pieces = [part for piece in pieces for part in pattern.split(piece) if part]
    count = sum(len(piece) for piece in pieces if not _is_mark(piece))
    if count:
        message = f"{count} characters are in neither the letter nor what the renderer declares in `adds`"
        yield Difference("surplus-text", "text", message)


def _is_mark(piece: str) -> bool:
    """Whether it can be the labels of items and notes. Braces are none: they belong to templates."""
    words = re.findall(r"[^\W_]+", piece)
    return not re.search(r"[{}]", piece) and all(re.fullmatch(_LABEL, word) for word in words)


def _unprinted(found: Reading, wanted: Expected, allowed: Sequence[re.Pattern[str]]) -> Iterator[Difference]:
    """What a file says without printing it; letterforge's reader of PDF gives no words for pictures."""
    said = {squeezed(unquote(passage.text)) for passage in found.unprinted}
    title, *others = (squeezed(unquote(text)) for text in wanted.unprinted)
    if not any(title in text for text in said):
        yield Difference("lost-title", "title", "the title of the letter is not in the file")
    words = _GONE.join([title, *others, *(run.text for run in (*wanted.runs, *wanted.notes))])
    for passage in found.unprinted:
        text = squeezed(unquote(passage.text))
        path = passage.place.path or str(passage.place)
        if text in words or _is_technical(passage, path) or any(pattern.fullmatch(text) for pattern in allowed):
            continue
        message = "this is in neither the letter nor what the renderer declares in `adds`"
        yield Difference("surplus-text", path, message)
    kinds = {str(passage.place).rpartition(", ")[2] for passage in found.unprinted}
    for number, text in enumerate(others, 1):
        is_target = text.startswith(("http://", "https://", "mailto:", "tel:"))
        if text not in said and (is_target or "alt text" in kinds):
            what = "link" if is_target else "picture"
            message = "the target of this link is not in the file" if is_target else "its alternative text is lost"
            yield Difference(f"lost-{what}", f"{what} {number} of links and pictures", message)


def _is_technical(passage: Passage, path: str) -> bool:
    return _TECHNICAL.match(path) is not None or any(span.nature is Nature.STYLE for span in passage.spans)
