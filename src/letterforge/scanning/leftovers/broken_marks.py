"""Marks of templates that somebody, or a program, has broken: { { name } }, {_{ name }_}, and the brace that is left of one."""

from __future__ import annotations

from collections.abc import Iterator

from letterforge.passages import Nature, Passage
from letterforge.patterns import late
from letterforge.scanning.leftovers.detector import Candidate, Strength, Surroundings

# "{_{" is how docxtpl writes "{{" that it must not fill; filled once more, it would be a mark.
_HARMLESS = late(r"\{_[{%][^{}\n]{0,80}[}%]_\}|\{_[{%]|[}%]_\}")
_APART = late(
    r"\{[ \u00a0]{1,3}\{[ \u00a0]{0,3}([^\W\d_]\w[^{}\n]{0,80})\}[ \u00a0]{0,3}\}"
    r"|\{[ \u00a0]{0,3}\{[ \u00a0]{0,3}([^\W\d_]\w[^{}\n]{0,80})\}[ \u00a0]{1,3}\}"
    r"|\{[ \u00a0]{1,3}%[^{}%\n]{1,80}%[ \u00a0]{0,3}\}|\{[ \u00a0]{0,3}%[^{}%\n]{1,80}%[ \u00a0]{1,3}\}"
)
# What may stand in a mark: a name or an expression, and no LaTeX, JSON or style sheet.
_FOREIGN = late(r"[\\:;]|,\s")
_BRACE = late("[{}]")
# A program goes on over lines, and its braces with it: nothing is said of one in such a line.
_PROGRAM = late(r"[;=\\<>|]|\w\(|\)\s*\{|\bend\b|^\s*[\"'@#]")
_LONGEST = 2000


def broken_marks(passage: Passage, around: Surroundings) -> Iterator[Candidate]:
    """Marks with blanks between their braces, made harmless, or of which one brace is left."""
    text = passage.text
    natures = {span.nature for span in passage.spans}
    if ("{" not in text and "}" not in text) or natures & {Nature.SCRIPT, Nature.STYLE}:
        return
    if "{_" in text or "_}" in text:
        yield from (Candidate(*found.span(), Strength.CERTAIN) for found in _HARMLESS.finditer(text))
    for found in _APART.finditer(text):
        if not _FOREIGN.search(found[1] or found[2] or ""):
            yield Candidate(*found.span(), Strength.CERTAIN)
    if not natures & {Nature.CODE, Nature.PREFORMATTED}:
        yield from _alone(text, around)


def _alone(text: str, around: Surroundings) -> Iterator[Candidate]:
    """A brace beside a word that nothing closes or opens, here or in the lines around, as in "Dear Ann},"."""
    for start, stop in _lines(text):
        line = text[start:stop]
        opened, closed = _unpaired(line)
        if len(opened) + len(closed) != 1 or _PROGRAM.search(line):
            continue
        at = (opened or closed)[0]
        beside = _BEFORE_WORD.match(line, at) if opened else _BEHIND_WORD.search(line[: at + 2])
        others = (text[stop:], *around.after) if opened else (text[:start], *around.before)
        if beside and not any(("}" if opened else "{") in other for other in others):
            yield Candidate(start + at, start + at + 1, Strength.CERTAIN)


# What nobody sees hides no brace, and a ligature is two letters: a page has the one not, and gives back the other as two.
_UNSEEN = "[\u00ad\u034f\u200b-\u200f\u2060\ufe00-\ufe0f]*"
_TWO = rf"(?:\w{_UNSEEN}\w|[\ufb00-\ufb06\u0132\u0133\u01c4-\u01cc\u01f1-\u01f3])"
_BEFORE_WORD = late(rf"(?<![^\s(\u201c\u2018*_])\{{{_UNSEEN}[ \u00a0]?{_UNSEEN}\w")
_BEHIND_WORD = late(rf"{_TWO}{_UNSEEN}\W?[ \u00a0]?{_UNSEEN}\}}(?:{_UNSEEN}[\s.,;:!?)*_\u201d\u2019]?\Z)")


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n")[:_LONGEST]:
        yield start, start + len(line)
        start += len(line) + 1


def _unpaired(line: str) -> tuple[list[int], list[int]]:
    """Where braces stand that have no second one; of more than one, a rule for whole marks tells."""
    opened, closed = list[int](), list[int]()
    for sign in _BRACE.finditer(line):
        if sign[0] == "{":
            opened.append(sign.start())
        elif opened:
            opened.pop()
        else:
            closed.append(sign.start())
    return opened, closed
