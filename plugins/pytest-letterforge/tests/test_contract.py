"""The contract: a sound renderer keeps it, each of its tests fails for a renderer that is wrong, and says why."""

from __future__ import annotations

from pathlib import Path

import pytest

# pytester forgets what its runs import. What is imported late is here already, so that no run gets half of it anew, with
# nodes of classes that the other half does not know.
import letterforge.filling.program
import letterforge.loading.markdown
import letterforge.loading.word  # noqa: F401
from letterforge import document
from letterforge.document import walk
from pytest_letterforge import RendererContract, subjects

pytest_plugins = ["pytester"]
RENDERERS = Path(__file__).with_name("plaintext.py").read_text(encoding="utf-8")
MODULE = """
from pytest_letterforge import RendererContract
from plaintext import {0}

class TestIt(RendererContract):
    renderer = {0}
    adds = {1!r}
    lacks = {2!r}
"""
LACKS = ("title", "links", "pictures", "following")


def run(
    pytester: pytest.Pytester,
    renderer: str,
    *options: str,
    adds: tuple[str, ...] = (),
    lacks: tuple[str, ...] | None = None,
) -> pytest.RunResult:
    pytester.makepyfile(plaintext=RENDERERS)
    pytester.syspathinsert()
    pytester.makepyfile(test_it=MODULE.format(renderer, adds, _lacks(renderer) if lacks is None else lacks))
    # Hypothesis would be imported again by each of these runs, and all of it rewritten.
    return pytester.runpytest_inprocess("-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", *options)


def _lacks(renderer: str) -> tuple[str, ...]:
    """What the formats of these renderers have no place for."""
    return () if renderer.startswith("Whole") else ("following",) if renderer == "NoTitle" else LACKS


@pytest.mark.parametrize("renderer", ["Good", "Json", "Whole"])
def test_a_sound_renderer_keeps_all_of_it(pytester: pytest.Pytester, renderer: str) -> None:
    counts = run(pytester, renderer).parseoutcomes()
    assert set(counts) == {"passed", "skipped"}
    assert counts["passed"] > 40
    assert counts["skipped"] == 6  # three scripts that no font of the plain stationery has, in two letters


BROKEN = [
    ("NeedsArguments", "keeps_the_protocol", r"NeedsArguments (.txt):", "it cannot be made without arguments: TypeError"),
    ("Unreadable", "can_be_read_back", "letterforge cannot read application/x-acme back; a renderer for it must offer text"),
    ("NoPassages", "can_be_read_back", "text(content) must give letterforge.passages.Passage objects", "[read-back]"),
    ("DoesNotPickle", "it_pickles", "it does not pickle: TypeError", "[pickle]"),
    ("Raises", "takes_its_file", "the letter in Word:", "RenderError: the renderer Raises failed with ValueError"),
    ("DropsNotes", "every_note", "note 1, a footnote (field noted): the words of this note are not in the file, or not whole: 'A footnote that names Kilimanjaro.' [lost-note]"),
    ("DropsValue", "every_value", "quoted: the value is not in the file, or not whole: 'Umberto' [lost-value]"),
    ("Doubles", "stands_twice", "quoted: the value stands in the file 2 times, in the letter 1: 'Umberto' [doubled-value]"),
    ("KeepsMark", "no_mark", "{{ quoted }} [template-mark, certain]", "line "),
    ("KeepsMark", "takes_its_file", "quoted: error: the finished file does not hold this value"),
    ("Disorders", "in_order", "these words stand in the file before those that precede them: ", "[order]"),
    ("DropsTable", "in_order", "these words are not in the file as the letter has them: 'Opening words'", "[lost-text]"),
    ("NoTitle", "nobody_reads_aloud", "the title of the letter is not in the file: 'Contract letter to", "[lost-link]", "[lost-picture]"),
    ("WholeWithoutTitle", "nobody_reads_aloud", "the title of the letter is not in the file: 'Contract letter to", "[lost-title]"),
    ("WholeWithoutLinks", "nobody_reads_aloud", "the target of a link is not in the file: 'https://example.org/guide' [lost-link]"),
    ("WholeWithoutPictures", "nobody_reads_aloud", "the alternative text of a picture is not in the file: 'A plan of the rooms at Fjordwick'"),
    ("WholeWithoutFollowing", "follow_have_their_margins", "header of the pages that follow, paragraph 1", "[lost-furniture]"),
    ("Adds", "nothing_is_added", "characters are in neither the letter nor what the renderer declares in `adds`: 'PrintedbyAcme7' [surplus-text]"),
    ("ReadsMemory", "planted_mark", "reading the file back did not tell", "[template-mark]"),
    ("ReadsMemory", "dropped_value", "reading the file back did not tell", "[lost-value]"),
    ("ReadsMemory", "sentence_too_many", "a sentence was added, and reading the file back did not tell", "[surplus-text]"),
    ("ReadsOnce", "doubled_value", "a value that was written twice reads as one", "[doubled-value]"),
    ("Counts", "same_letter", "rendered again it differs from byte", "[same-bytes]"),
    ("Stamps", "another_process", "in another process, time zone, hash seed and second it differs from byte"),
    ("HashSeed", "another_process", "in another process, time zone, hash seed and second it differs from byte"),
    ("Folder", "another_folder", "in another working folder it differs from byte"),
    ("SharesState", "threads", "files of 8 threads differ from those made alone [threads]"),
    ("Escapes", "awkward_characters_come_back and markup", "ReadBackError: the file that Escapes made is not the whole letter"),
    ("Ascii", "awkward_characters_come_back and Greek", "strong: error: the finished file does not hold this value"),
    ("CutsWords", "very_long_word", "strong: error: the finished file does not hold this value"),
    ("MindsEmpty", "empty_list", "characters are in neither the letter nor what the renderer declares"),
    ("CutsTables", "two_hundred_rows", "the finished file does not hold this value, or not whole [lost-value]"),
]  # fmt: skip


@pytest.mark.parametrize(("renderer", "test", "messages"), [(one[0], one[1], one[2:]) for one in BROKEN])
def test_a_renderer_that_is_wrong_fails_with_a_message_that_says_so(
    pytester: pytest.Pytester, renderer: str, test: str, messages: tuple[str, ...]
) -> None:
    result = run(pytester, renderer, "-k", test)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert "error" not in result.parseoutcomes()
    for message in messages:
        assert message in result.stdout.str()


def test_each_test_of_the_contract_was_seen_to_fail() -> None:
    tests = [name for name in vars(RendererContract) if name.startswith("test_")]
    unproven = [name for name in tests if not any(words.split(" and ")[0] in name for _, words, *_ in BROKEN)]
    assert (len(tests), unproven) == (24, [])


def test_a_failure_shows_which_words_are_lost(pytester: pytest.Pytester) -> None:
    words = run(pytester, "DropsValue", "-k", "every_value or in_order").stdout.str()
    assert "lost-value" in words
    assert f"whole: {str(subjects.DATA['quoted'])!r}" in words
    assert "'Words of somebody else, said of Umberto.' [lost-text]" in words


def test_only_what_a_format_may_lack_can_be_declared(pytester: pytest.Pytester) -> None:
    result = run(pytester, "Good", "-k", "every_value", lacks=("titel",))
    result.stdout.fnmatch_lines(["*lacks may name title, links, pictures, following; there is no titel"])


def test_what_a_format_adds_can_be_declared(pytester: pytest.Pytester) -> None:
    assert run(pytester, "Adds", "-k", "nothing_is_added", adds=(r"Printed by Acme \d",)).parseoutcomes()["passed"] == 2


def test_the_letters_of_the_contract_hold_every_kind_of_node_and_no_loss() -> None:
    letters = [subjects.letter(source) for source in subjects.SOURCES]
    seen: set[str] = set()
    for letter in letters:
        whole = letter.document
        margins = (*whole.first.header, *whole.first.footer, *whole.following.header, *whole.following.footer)
        nodes = list(walk((*whole.blocks, *margins)))
        seen |= {type(node).__name__ for node in nodes}
        seen |= {f"{type(v).__name__}.{v.name}" for n in nodes for v in _enums(n)}
        seen |= {"spans" for n in nodes if isinstance(n, document.Cell) and n.column_span > 1}
        seen |= {"reaches" for n in nodes if isinstance(n, document.Cell) and n.row_span > 1}
        seen |= {"start" for n in nodes if isinstance(n, document.List) and n.start > 1}
        seen |= {"head" for n in nodes if isinstance(n, document.Row) and n.header}
        seen |= {f"level {n.level}" for n in nodes if isinstance(n, document.Heading)}
        assert (letter.losses, letter.template.findings) == ((), ())
        assert whole.first != whole.following
    kinds = {"Text", "LineBreak", "PageNumber", "PageCount", "Strong", "Emphasis", "Underline", "Note", "Link", "Image"}
    kinds |= {
        "Heading",
        "Paragraph",
        "List",
        "Item",
        "Table",
        "Row",
        "Cell",
        "BlockQuote",
        "Reply",
        "ThematicBreak",
        "PageBreak",
    }
    values = [*document.Role, *document.NumberStyle, *document.NoteKind]
    wanted = kinds | {f"{type(value).__name__}.{value.name}" for value in values}
    wanted |= {"spans", "reaches", "start", "head", *(f"level {n}" for n in range(1, 7))}
    assert wanted <= seen


def _enums(node: object) -> list[document.Role | document.NumberStyle | document.NoteKind]:
    values = [getattr(node, name, None) for name in ("role", "style", "kind")]
    return [value for value in values if isinstance(value, (document.Role, document.NumberStyle, document.NoteKind))]
