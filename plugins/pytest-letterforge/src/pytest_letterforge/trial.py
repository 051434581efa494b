"""One renderer on trial: its files of the contract's letters, how they differ from them, and how a fault is told."""

from __future__ import annotations

import functools
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

import letterforge
from letterforge import Letter
from letterforge.document import Note, walk
from letterforge.errors import LetterforgeError, ReadBackError
from letterforge.filekinds import WORD
from pytest_letterforge import subjects
from pytest_letterforge.comparison import Difference, DifferenceRule, differences
from pytest_letterforge.expected import expected
from pytest_letterforge.reading import reading
from pytest_letterforge.tampering import Lengthened, Tampered, Written
from pytest_letterforge.word_file import with_paragraph


@dataclass(frozen=True, slots=True)
class Trial:
    """A renderer's class, what its format says by itself (``adds``), and what the letters are printed on."""

    renderer: type[Any]
    """Not `type[Renderer]`: a frozen dataclass has attributes that are read only, which no protocol of ours asks for."""
    adds: Sequence[str]
    stationery: letterforge.Stationery | None
    lacks: Sequence[str] = ()
    """What the format has no place for."""

    def letter(self, source: str, **changes: object) -> Letter:
        """The letter of a source, with some of its data changed."""
        return subjects.letter(source, self.stationery, **changes)

    def content(self, source: str) -> bytes:
        """The file of the letter of a source, made once."""
        return self.made(source)[0]

    def made(self, source: str) -> tuple[bytes, float]:
        """The same, and when it was made."""
        return _made(self.renderer, source, self.stationery)  # type: ignore[arg-type]  # every class has a hash

    def differences(self, content: bytes, letter: Letter) -> tuple[Difference, ...]:
        """Everything in which a file and its letter differ."""
        renderer = self.renderer()
        own = [re.escape("".join(words.split())) for words in getattr(renderer, "own_words", None) or ()]
        return differences(reading(content, renderer), expected(letter.document), (*self.adds, *own), self.lacks)

    def must_agree(self, source: str, rules: set[DifferenceRule]) -> None:
        """Fail where the letter of a source comes back with differences of these rules."""
        __tracebackhide__ = True
        found = _differences(self.renderer, source, self.stationery, tuple(self.adds), tuple(self.lacks))  # type: ignore[arg-type]  # as in `made`
        self.owes(min(rules), (str(one) for one in found if one.rule in rules), source)

    def must_be_whole(self, letter: Letter, source: str) -> None:
        """Fail where a letter comes back with any difference."""
        __tracebackhide__ = True
        self.owes("lost-text", map(str, self.differences(self.renderer().render(letter), letter)), source)

    def must_be_taken(self, letter: Letter, source: str) -> bytes:
        """The file of a letter; fail where letterforge itself refuses it."""
        __tracebackhide__ = True
        try:
            return letterforge.render(letter, to=self.renderer()).content
        except LetterforgeError as fault:
            hint = ""
            if isinstance(fault, ReadBackError) and "lost" in str(fault):
                notes = sum(isinstance(node, Note) for node in walk(letter.document.blocks))
                hint = f"\n(the letter has {notes} notes)" if notes else ""
            self.owes("letterforge.render", [f"{type(fault).__name__}: {fault}{hint}"], source)
            raise

    def must_be_noticed(self, source: str, change: Callable[[str], str], rule: str) -> None:
        """Fail where a value that was changed behind letterforge's back is not told, or not by this rule."""
        __tracebackhide__ = True
        self.content(source)  # a reader that remembers has something to remember
        letter, renderer = self.letter(source), self.renderer()
        try:
            content = renderer.render(Tampered(letter, "strong", change))
        except LetterforgeError:
            return  # the renderer itself saw that something was wrong
        try:
            letterforge.render(letter, to=Written(renderer, content))
        except ReadBackError as fault:
            if f"[{rule}]" in str(fault):
                return
            self.owes(rule, [f"the file was refused, but for another reason: {fault}"], source)
        self.owes(
            rule, ["a value was changed behind letterforge's back, and reading the file back did not tell"], source
        )

    def must_refuse_more(self, source: str, words: str) -> None:
        """Fail where a paragraph beyond the letter is not told."""
        __tracebackhide__ = True
        whole = self.content(source)  # as above
        letter, renderer = self.letter(source), self.renderer()
        try:
            content = renderer.render(Lengthened(letter, words))
        except LetterforgeError:
            return  # the renderer itself saw that something was wrong
        if content == whole:  # made of the Word file itself, so that nothing was added
            if renderer.media_type != WORD.media_type:
                return
            content = with_paragraph(content, words)
        try:
            letterforge.render(letter, to=Written(renderer, content))
        except ReadBackError as fault:
            if "[surplus-text]" in str(fault):
                return
            self.owes("surplus-text", [f"the file was refused, but for another reason: {fault}"], source)
        self.owes("surplus-text", ["a sentence was added, and reading the file back did not tell"], source)

    def owes(self, rule: str, faults: Iterable[str], source: str | None = None) -> None:
        """Fail with what is wrong, by file format and place."""
        __tracebackhide__ = True
        lines = list(faults)
        if not lines:
            return
        suffix = getattr(self.renderer, "suffix", None)
        name = f"{self.renderer.__name__} ({suffix})" if suffix else self.renderer.__name__
        which = f", the letter in {source.capitalize()}" if source else ""
        tail = "" if any(line.endswith("]") for line in lines) else f" [{rule}]"
        pytest.fail("\n".join([f"{name}{which}:", *lines]) + tail, pytrace=False)


@functools.lru_cache(maxsize=16)
def _made(renderer: type[Any], source: str, stationery: letterforge.Stationery | None) -> tuple[bytes, float]:
    content: bytes = renderer().render(subjects.letter(source, stationery))
    return content, time.time()


@functools.lru_cache(maxsize=16)
def _differences(
    renderer: type[Any],
    source: str,
    stationery: letterforge.Stationery | None,
    adds: tuple[str, ...],
    lacks: tuple[str, ...],
) -> tuple[Difference, ...]:
    """The differences of the file of the letter of a source, read once: each test of the contract asks for some."""
    trial = Trial(renderer, adds, stationery, lacks)
    return trial.differences(trial.content(source), trial.letter(source))


def differ_from(first: bytes, second: bytes) -> str:
    """From which byte on two files differ."""
    at = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second)))
    return f" from byte {at} on ({len(first)} and {len(second)} bytes)"
