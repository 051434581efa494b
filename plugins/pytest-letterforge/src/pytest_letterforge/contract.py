"""`RendererContract`: what every renderer owes, as tests that a plugin's author inherits.

Inheritance is pytest's own way to hand tests on; there is no other in this project.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ClassVar

import pytest

import letterforge
from letterforge.finished_files import can_read
from letterforge.passages import Passage
from letterforge.renderer import wrong_shape
from pytest_letterforge import subjects
from pytest_letterforge.comparison import LACKING
from pytest_letterforge.leftovers import said
from pytest_letterforge.other_process import rendered_in_another_process
from pytest_letterforge.tampering import Tampered
from pytest_letterforge.trial import Trial, differ_from

AWKWARD = {
    "markup": "<b>Tom</b> & \"Jerry\" 'n' <!-- &amp; -->",
    "markdown": "*no stars* [12](x) | # 1",
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

    ``lacks`` is what the format has no place for, of ``title``, ``links`` (their targets), ``pictures`` (their
    alternative text) and ``following`` (header and footer of the pages that follow the first): a renderer that leaves
    out one of these fails, unless it says so here.

    ``stationery`` is what the letters are printed on: the plain one with other headers and footers, unless given.
    """

    renderer: ClassVar[type[Any]]
    adds: ClassVar[Sequence[str]] = ()
    lacks: ClassVar[Sequence[str]] = ()
    stationery: ClassVar[letterforge.Stationery | None] = None

    @pytest.fixture
    def trial(self) -> Trial:
        """The renderer, on trial."""
        unknown = set(self.lacks) - set(LACKING)
        if unknown:
            pytest.fail(f"lacks may name {', '.join(LACKING)}; there is no {', '.join(sorted(unknown))}", pytrace=False)
        return Trial(self.renderer, self.adds, self.stationery, self.lacks)

    @pytest.fixture(params=subjects.SOURCES)
    def source(self, request: pytest.FixtureRequest) -> str:
        """Whether the letter's template is written in Markdown or in Word."""
        name: str = request.param
        return name

    # --- what it is --------------------------------------------------------------------------------------------------

    def test_it_keeps_the_protocol(self, trial: Trial) -> None:
        """Media type, suffix and render are there, and it can be made without arguments."""
        try:
            wrong = wrong_shape(trial.renderer())
        except Exception as fault:  # noqa: BLE001  (a class can raise anything)
            wrong = f"it cannot be made without arguments: {type(fault).__name__}: {fault}"
        trial.owes("protocol", [wrong] if wrong else [])

    def test_its_format_can_be_read_back(self, trial: Trial) -> None:
        """A format that letterforge does not read has text(content), which gives passages."""
        renderer, missing = trial.renderer(), []
        if callable(getattr(renderer, "text", None)):
            passages = list(renderer.text(trial.content("markdown")))
            if not passages or not all(isinstance(one, Passage) for one in passages):
                missing = ["text(content) must give letterforge.passages.Passage objects, and at least one"]
        elif not can_read(renderer.media_type):
            message = f"letterforge cannot read {renderer.media_type} back; a renderer for it must offer text(content)"
            missing = [message]
        trial.owes("read-back", missing)

    def test_it_pickles(self, trial: Trial, source: str) -> None:
        """A copy made by pickle writes the same file."""
        try:
            copy = pickle.loads(pickle.dumps(trial.renderer()))  # noqa: S301  (what was pickled just now)
        except Exception as fault:  # noqa: BLE001  (pickle raises many kinds)
            trial.owes("pickle", [f"it does not pickle: {type(fault).__name__}"])
            return
        same = copy.render(trial.letter(source)) == trial.content(source)
        trial.owes("pickle", [] if same else ["a pickled copy of it writes other bytes"], source)

    # --- the words ---------------------------------------------------------------------------------------------------

    def test_letterforge_takes_its_file(self, trial: Trial, source: str) -> None:
        """`letterforge.render` reads the file back and finds the letter whole."""
        trial.must_be_taken(trial.letter(source), source)

    def test_every_value_is_in_the_file(self, trial: Trial, source: str) -> None:
        """Each value of the data, whole, as often as the letter prints it."""
        trial.must_agree(source, {"lost-value"})

    def test_every_note_is_in_the_file(self, trial: Trial) -> None:
        """The words of footnotes and endnotes, which templates in Word have."""
        trial.must_agree("word", {"lost-note"})

    def test_the_words_are_there_and_in_order(self, trial: Trial, source: str) -> None:
        """Paragraph after paragraph."""
        trial.must_agree(source, {"lost-text", "order"})

    def test_what_nobody_reads_aloud_is_there(self, trial: Trial, source: str) -> None:
        """The title, the target of each link and the words for each picture, unless the format ``lacks`` them."""
        trial.must_agree(source, {"lost-title", "lost-link", "lost-picture"})

    def test_the_pages_that_follow_have_their_margins(self, trial: Trial, source: str) -> None:
        """Header and footer of the pages that follow the first, unless the format ``lacks`` them."""
        trial.must_agree(source, {"lost-furniture"})

    def test_no_value_stands_twice(self, trial: Trial, source: str) -> None:
        """No value more often than the letter prints it."""
        trial.must_agree(source, {"doubled-value"})

    def test_nothing_is_added(self, trial: Trial, source: str) -> None:
        """No text that is neither in the letter nor in ``own_words`` of the renderer and ``adds``."""
        trial.must_agree(source, {"surplus-text"})

    def test_no_mark_of_a_template_is_left(self, trial: Trial, source: str) -> None:
        """No placeholder, in any part of the file."""
        renderer, content = trial.renderer(), trial.content(source)
        if callable(getattr(renderer, "text", None)):
            words = "\n".join(passage.text for passage in renderer.text(content))
            left = letterforge.scan(words.encode(), media_type="text/plain")
        else:
            left = letterforge.scan(content, media_type=renderer.media_type)
        left = tuple(one for one in left if one.certainty.value == "certain")
        trial.owes("template-mark", [said(left, None)] if left else [], source)

    # --- what a reader must notice -----------------------------------------------------------------------------------

    def test_a_planted_mark_is_found(self, trial: Trial, source: str) -> None:
        """A mark that gets into the file by the way of a value is seen, and the file refused."""
        trial.must_be_noticed(source, lambda value: value + " {{ planted }}", "template-mark")

    def test_a_dropped_value_is_found(self, trial: Trial, source: str) -> None:
        """A value that is not in the file is missed, and the file refused."""
        trial.must_be_noticed(source, lambda _: "", "lost-value")

    def test_a_sentence_too_many_is_found(self, trial: Trial, source: str) -> None:
        """Words that the letter does not have are seen, and the file refused."""
        trial.must_refuse_more(source, "Dear Old Recipient, your test was positive")

    def test_a_doubled_value_is_found(self, trial: Trial, source: str) -> None:
        """A value that is in the file twice can be told from one that is there once."""
        letter = trial.letter(source)
        content = trial.renderer().render(Tampered(letter, "strong", lambda value: f"{value} {value}"))
        rules = {one.rule for one in trial.differences(content, letter)}
        message = "a value that was written twice reads as one: the reader must give every word that is in the file"
        trial.owes("doubled-value", [] if "doubled-value" in rules else [message], source)

    # --- the same bytes ----------------------------------------------------------------------------------------------

    def test_the_same_letter_gives_the_same_bytes(self, trial: Trial, source: str) -> None:
        """Again, with the other letter in between, by another instance."""
        first = trial.content(source)
        renderer = trial.renderer()
        for other in subjects.SOURCES:
            renderer.render(trial.letter(other))
        again = renderer.render(trial.letter(source))
        trial.owes(
            "same-bytes", [] if again == first else [f"rendered again it differs{differ_from(first, again)}"], source
        )

    def test_another_process_gives_the_same_bytes(self, trial: Trial, tmp_path: Path) -> None:
        """In another time zone, hash seed, locale, folder, and a few seconds later."""
        since = max(trial.made(source)[1] for source in subjects.SOURCES)
        letters = [trial.letter(source) for source in subjects.SOURCES]
        made = rendered_in_another_process(trial.renderer(), letters, tmp_path, since)
        if isinstance(made, str):
            hint = "it must be importable there: a class in a module of a package"
            trial.owes("same-bytes", [f"another process could not render ({made}); {hint}"])
            return
        pairs = zip(subjects.SOURCES, made, strict=True)
        wrong = [(source, trial.content(source), other) for source, other in pairs if other != trial.content(source)]
        where = "in another process, time zone, hash seed and second it differs"
        trial.owes(
            "same-bytes",
            [f"the letter in {source}: {where}{differ_from(here, there)}" for source, here, there in wrong],
        )

    def test_another_folder_gives_the_same_bytes(
        self, trial: Trial, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where the process stands does not matter."""
        first = trial.content(source)
        monkeypatch.chdir(tmp_path)
        again = trial.renderer().render(trial.letter(source))
        message = f"in another working folder it differs{differ_from(first, again)}"
        trial.owes("same-bytes", [] if again == first else [message], source)

    def test_threads_get_the_same_bytes(self, trial: Trial) -> None:
        """Eight threads, one renderer, two letters."""
        renderer, sources = trial.renderer(), subjects.SOURCES * _THREADS
        alone = [trial.content(source) for source in sources]
        with ThreadPoolExecutor(_THREADS) as pool:
            made = list(pool.map(lambda source: renderer.render(trial.letter(source)), sources))
        wrong = sum(a != b for a, b in zip(made, alone, strict=True))
        message = f"{wrong} of {len(made)} files of {_THREADS} threads differ from those made alone"
        trial.owes("threads", [message] if wrong else [])

    # --- letters that are hard to write ------------------------------------------------------------------------------

    @pytest.mark.parametrize("kind", AWKWARD)
    def test_awkward_characters_come_back(self, trial: Trial, source: str, kind: str) -> None:
        """What is markup elsewhere, accents, other scripts; as far as the stationery has a font for them."""
        text = AWKWARD[kind]
        changes: dict[str, Any] = {
            "strong": f"a {text} b",
            "noted": f"c {text} d",
            "sender": f"e {text}\n{text} f",
            "rows": ({"session": f"g {text}", "chair": f"{text} h", "minutes": 37},),
        }
        families = (trial.stationery or subjects.stationery()).families
        as_itself = source == "word" and trial.renderer().suffix == ".docx"  # a Word file brings fonts of its own
        if not as_itself and all(family.missing(set(text)) for family in families):
            pytest.skip(f"no font of the stationery has the characters of {kind}")
        trial.must_be_taken(trial.letter(source, **changes), source)

    def test_a_very_long_word_is_whole(self, trial: Trial, source: str) -> None:
        """Longer than a line, in a paragraph and in a cell."""
        word, other = "q" * _LONG, "z" * _LONG
        rows = ({"session": other, "chair": "Ottoline", "minutes": 37},)
        letter = trial.letter(source, strong=word, rows=rows)
        content = trial.must_be_taken(letter, source)
        lost = [one for one in trial.differences(content, letter) if one.rule in {"lost-value", "doubled-value"}]
        trial.owes("lost-value", map(str, lost), source)

    def test_an_empty_list_leaves_nothing(self, trial: Trial, source: str) -> None:
        """A loop over no items and no rows, and an optional part that is not there."""
        trial.must_be_whole(trial.letter(source, points=(), rows=(), remark=None), source)

    def test_two_hundred_rows_are_all_there(self, trial: Trial, source: str) -> None:
        """A table of several pages."""
        rows = tuple({"session": f"Item {n}x", "chair": f"Chair {n}y", "minutes": n} for n in range(1, _ROWS + 1))
        letter = trial.letter(source, rows=rows)
        content = trial.must_be_taken(letter, source)
        lost = [one for one in trial.differences(content, letter) if one.rule == "lost-value"]
        trial.owes("lost-value", map(str, lost), source)
