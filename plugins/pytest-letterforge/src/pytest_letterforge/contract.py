"""`RendererContract`: what every renderer owes, as tests that a plugin's author inherits.

Inheritance is pytest's own way to hand tests on; there is no other in this project.
"""

from __future__ import annotations

import functools
import pickle
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ClassVar

import pytest

import letterforge
from letterforge import Letter, plugins
from letterforge.document import Note, walk
from letterforge.errors import LetterforgeError, ReadBackError
from letterforge.finished_files import can_read
from letterforge.passages import Passage
from pytest_letterforge import subjects
from pytest_letterforge.comparison import Difference, differences
from pytest_letterforge.expected import given
from pytest_letterforge.leftovers import said
from pytest_letterforge.other_process import rendered_elsewhere
from pytest_letterforge.reading import reading
from pytest_letterforge.tampering import Tampered, Written

AWKWARD = {
    "markup": "<b>Tom</b> & \"Jerry\" 'n' <!-- &amp; -->",
    "markdown": "*no stars* [no link](x) | # 1",
    "quotes": "“double” ‘single’ – — … ·",  # noqa: RUF001  (as printed)
    "not to be broken": "12\u00a0kg, e\u2011mail",
    "combining": "Zoe\u0308 Cafe\u0301",
    "Welsh": "Tŷ Gŵyr",
    "Greek": "Ἐλένη Καλαμάτα",
    "Cyrillic": "Щербакова Юлия",
    "Hebrew": "שלום עולם",
    "Arabic": "مرحبا بالعالم",
    "beyond the first plane": "𝒜 😀",  # noqa: RUF001  (as above)
}
_ROWS = 200
_LONG = 300
_THREADS = 8


class RendererContract:
    """What a renderer owes: inherit from it and name the renderer; pytest runs the rest.

    ::

        class TestMine(RendererContract):
            renderer = MyRenderer

    ``renderer`` is the class, called without arguments, as letterforge does.

    ``adds`` are regular expressions for what the format says that no letter does, such as the name of the program that
    made it. White space in them does not count. Labels of items and numbers of notes and pages need no mention.

    ``stationery`` is what the letters are printed on: the plain one with other headers and footers, unless given.
    """

    renderer: ClassVar[type[Any]]
    adds: ClassVar[Sequence[str]] = ()
    stationery: ClassVar[letterforge.Stationery | None] = None

    @pytest.fixture(params=subjects.SOURCES)
    def source(self, request: pytest.FixtureRequest) -> str:
        """Whether the letter's template is written in Markdown or in Word."""
        name: str = request.param
        return name

    # --- what it is --------------------------------------------------------------------------------------------------

    def test_it_keeps_the_protocol(self) -> None:
        """Media type, suffix and render are there, and it can be made without arguments."""
        try:
            wrong = plugins.wrong_shape(self.renderer())
        except Exception as fault:  # noqa: BLE001  (a class can raise anything)
            wrong = f"it cannot be made without arguments: {type(fault).__name__}: {fault}"
        self._owes("protocol", [wrong] if wrong else [])

    def test_its_format_can_be_read_back(self) -> None:
        """A format that letterforge does not read has text(content), which gives passages."""
        renderer, missing = self.renderer(), []
        if callable(getattr(renderer, "text", None)):
            passages = list(renderer.text(self._content("markdown")))
            if not passages or not all(isinstance(one, Passage) for one in passages):
                missing = ["text(content) must give letterforge.passages.Passage objects, and at least one"]
        elif not can_read(renderer.media_type):
            message = f"letterforge cannot read {renderer.media_type} back; a renderer for it must offer text(content)"
            missing = [message]
        self._owes("read-back", missing)

    def test_it_pickles(self, source: str) -> None:
        """A copy made by pickle writes the same file."""
        try:
            copy = pickle.loads(pickle.dumps(self.renderer()))  # noqa: S301  (what was pickled just now)
        except Exception as fault:  # noqa: BLE001  (pickle raises many kinds)
            self._owes("pickle", [f"it does not pickle: {type(fault).__name__}"])
            return
        same = copy.render(self._letter(source)) == self._content(source)
        self._owes("pickle", [] if same else ["a pickled copy of it writes other bytes"], source)

    # --- the words ---------------------------------------------------------------------------------------------------

    def test_letterforge_takes_its_file(self, source: str) -> None:
        """`letterforge.render` reads the file back and finds the letter whole."""
        self._read_back(self._letter(source), source)

    def test_every_value_is_in_the_file(self, source: str) -> None:
        """Each value of the data, whole, as often as the letter prints it."""
        self._differs(source, {"lost-value"})

    def test_every_note_is_in_the_file(self) -> None:
        """The words of footnotes and endnotes, which templates in Word have."""
        self._differs("word", {"lost-note"})

    def test_the_words_are_there_and_in_order(self, source: str) -> None:
        """Paragraph after paragraph, with title, links and words for pictures as far as the format is read."""
        self._differs(source, {"lost-text", "order", "lost-title", "lost-link", "lost-picture"})

    def test_no_value_stands_twice(self, source: str) -> None:
        """No value more often than the letter prints it."""
        self._differs(source, {"doubled-value"})

    def test_nothing_is_added(self, source: str) -> None:
        """No text that is neither in the letter nor in ``adds``."""
        self._differs(source, {"surplus-text"})

    def test_no_mark_of_a_template_is_left(self, source: str) -> None:
        """No placeholder, in any part of the file."""
        renderer, content = self.renderer(), self._content(source)
        if callable(getattr(renderer, "text", None)):
            words = "\n".join(passage.text for passage in renderer.text(content))
            left = letterforge.scan(words.encode(), media_type="text/plain")
        else:
            left = letterforge.scan(content, media_type=renderer.media_type)
        left = tuple(one for one in left if one.certainty.value == "certain")
        self._owes("template-mark", [said(left, None)] if left else [], source)

    # --- what a reader must notice -----------------------------------------------------------------------------------

    def test_a_planted_mark_is_found(self, source: str) -> None:
        """A mark that gets into the file by the way of a value is seen, and the file refused."""
        self._notices(source, lambda value: value + " {{ planted }}", "template-mark")

    def test_a_dropped_value_is_found(self, source: str) -> None:
        """A value that is not in the file is missed, and the file refused."""
        self._notices(source, lambda _: "", "lost-value")

    def test_a_doubled_value_is_found(self, source: str) -> None:
        """A value that is in the file twice can be told from one that is there once."""
        letter = self._letter(source)
        content = self.renderer().render(Tampered(letter, "strong", lambda value: f"{value} {value}"))
        rules = {one.rule for one in self._differences(content, letter)}
        message = "a value that was written twice reads as one: the reader must give every word that is in the file"
        self._owes("doubled-value", [] if "doubled-value" in rules else [message], source)

    # --- the same bytes ----------------------------------------------------------------------------------------------

    def test_the_same_letter_gives_the_same_bytes(self, source: str) -> None:
        """Again, with the other letter in between, by another instance."""
        first = self._content(source)
        renderer = self.renderer()
        for other in subjects.SOURCES:
            renderer.render(self._letter(other))
        again = renderer.render(self._letter(source))
        self._owes("same-bytes", [] if again == first else [f"rendered again it differs{_at(first, again)}"], source)

    def test_another_process_gives_the_same_bytes(self, tmp_path: Path) -> None:
        """In another time zone, hash seed, locale, folder, and a few seconds later."""
        since = max(self._made(source)[1] for source in subjects.SOURCES)
        letters = [self._letter(source) for source in subjects.SOURCES]
        made = rendered_elsewhere(self.renderer(), letters, tmp_path, since)
        if isinstance(made, str):
            hint = "it must be importable there: a class in a module of a package"
            self._owes("same-bytes", [f"another process could not render ({made}); {hint}"])
            return
        pairs = zip(subjects.SOURCES, made, strict=True)
        wrong = [(source, self._content(source), other) for source, other in pairs if other != self._content(source)]
        where = "in another process, time zone, hash seed and second it differs"
        self._owes(
            "same-bytes", [f"the letter in {source}: {where}{_at(here, there)}" for source, here, there in wrong]
        )

    def test_another_folder_gives_the_same_bytes(
        self, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where the process stands does not matter."""
        first = self._content(source)
        monkeypatch.chdir(tmp_path)
        again = self.renderer().render(self._letter(source))
        message = f"in another working folder it differs{_at(first, again)}"
        self._owes("same-bytes", [] if again == first else [message], source)

    def test_threads_get_the_same_bytes(self) -> None:
        """Eight threads, one renderer, two letters."""
        renderer, sources = self.renderer(), subjects.SOURCES * _THREADS
        alone = [self._content(source) for source in sources]
        with ThreadPoolExecutor(_THREADS) as pool:
            made = list(pool.map(lambda source: renderer.render(self._letter(source)), sources))
        wrong = sum(a != b for a, b in zip(made, alone, strict=True))
        message = f"{wrong} of {len(made)} files of {_THREADS} threads differ from those made alone"
        self._owes("threads", [message] if wrong else [])

    # --- letters that are hard to write ------------------------------------------------------------------------------

    @pytest.mark.parametrize("kind", AWKWARD)
    def test_awkward_characters_come_back(self, source: str, kind: str) -> None:
        """What is markup elsewhere, accents, other scripts; as far as the stationery has a font for them."""
        text = AWKWARD[kind]
        changes: dict[str, Any] = {
            "strong": f"a {text} b",
            "noted": f"c {text} d",
            "sender": f"e {text}\n{text} f",
            "rows": ({"session": f"g {text}", "chair": f"{text} h", "minutes": 37},),
        }
        families = (self.stationery or subjects.stationery()).families
        as_itself = source == "word" and self.renderer().suffix == ".docx"  # a Word file brings fonts of its own
        if not as_itself and all(family.missing(set(text)) for family in families):
            pytest.skip(f"no font of the stationery has the characters of {kind}")
        self._read_back(self._letter(source, **changes), source)

    def test_a_very_long_word_is_whole(self, source: str) -> None:
        """Longer than a line, in a paragraph and in a cell."""
        word, other = "q" * _LONG, "z" * _LONG
        rows = ({"session": other, "chair": "Ottoline", "minutes": 37},)
        letter = self._letter(source, strong=word, rows=rows)
        content = self.renderer().render(letter)
        self._read_back(letter, source)
        lost = [one for one in self._differences(content, letter) if one.rule in {"lost-value", "doubled-value"}]
        self._owes("lost-value", map(str, lost), source)

    def test_an_empty_list_leaves_nothing(self, source: str) -> None:
        """A loop over no items and no rows, and an optional part that is not there."""
        self._whole(self._letter(source, points=(), rows=(), remark=None), source)

    def test_two_hundred_rows_are_all_there(self, source: str) -> None:
        """A table of several pages."""
        rows = tuple({"session": f"Item {n}x", "chair": f"Chair {n}y", "minutes": n} for n in range(1, _ROWS + 1))
        letter = self._letter(source, rows=rows)
        self._read_back(letter, source)
        lost = [one for one in self._differences(self.renderer().render(letter), letter) if one.rule == "lost-value"]
        self._owes("lost-value", map(str, lost), source)

    # --- how it is asked ---------------------------------------------------------------------------------------------

    def _letter(self, source: str, **changes: object) -> Letter:
        return subjects.letter(source, self.stationery, **changes)

    def _content(self, source: str) -> bytes:
        return self._made(source)[0]

    def _made(self, source: str) -> tuple[bytes, float]:
        return _made(self.renderer, source, self.stationery)  # type: ignore[arg-type]  # a class has a hash

    def _differences(self, content: bytes, letter: Letter) -> tuple[Difference, ...]:
        return differences(reading(content, self.renderer()), given(letter.document), self.adds)

    def _differs(self, source: str, rules: set[str]) -> None:
        found = self._differences(self._content(source), self._letter(source))
        self._owes(min(rules), (str(one) for one in found if one.rule in rules), source)

    def _whole(self, letter: Letter, source: str) -> None:
        self._owes("lost-text", map(str, self._differences(self.renderer().render(letter), letter)), source)

    def _read_back(self, letter: Letter, source: str) -> None:
        try:
            letterforge.render(letter, to=self.renderer())
        except LetterforgeError as fault:
            hint = ""
            if isinstance(fault, ReadBackError) and "lost" in str(fault):
                notes = sum(isinstance(node, Note) for node in walk(letter.document.blocks))
                hint = f"\n(the letter has {notes} notes)" if notes else ""
            self._owes("letterforge.render", [f"{type(fault).__name__}: {fault}{hint}"], source)

    def _notices(self, source: str, change: Any, rule: str) -> None:  # noqa: ANN401  (a function of a text)
        self._content(source)  # a reader that remembers has something to remember
        letter, renderer = self._letter(source), self.renderer()
        try:
            content = renderer.render(Tampered(letter, "strong", change))
        except LetterforgeError:
            return  # the renderer itself saw that something was wrong
        try:
            letterforge.render(letter, to=Written(renderer, content))
        except ReadBackError as fault:
            if f"[{rule}]" in str(fault):
                return
            self._owes(rule, [f"the file was refused, but for another reason: {fault}"], source)
        self._owes(
            rule, ["a value was changed behind letterforge's back, and reading the file back did not tell"], source
        )

    def _owes(self, rule: str, faults: Iterable[str], source: str | None = None) -> None:
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
def _made(renderer: Callable[[], Any], source: str, stationery: letterforge.Stationery | None) -> tuple[bytes, float]:
    """The file of a letter, and when it was made."""
    content: bytes = renderer().render(subjects.letter(source, stationery))
    return content, time.time()


def _at(first: bytes, second: bytes) -> str:
    """From which byte on two files differ."""
    at = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second)))
    return f" from byte {at} on ({len(first)} and {len(second)} bytes)"
