"""No letter that can be made has a certain leftover in its own scan: over templates that hold what is left in templates.

What is drawn: marks, prompts, masks and promises, whole and in pieces, in the wording, in values and across the seams
between them, under conditions, in titles, lists, tables, links and slips; Markdown, and Word files with fields, controls, notes,
text boxes and properties; and documents by others, with placeholders in the place of what waits in them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from itertools import chain
from random import Random
from unittest import mock

import pytest
from hypothesis import given
from tests.property import filled_corpus
from tests.property.examples import PROVE, examples, seeds
from tests.property.left_in_word import word_template
from tests.property.shares import SHARES

from letterforge import Letter, render, scan
from letterforge import load as load_template
from letterforge.errors import LetterforgeError, ReadBackError, TemplateError
from letterforge.models.text_rules import short_judged
from letterforge.rendering import render as rendering
from letterforge.scanning.leftovers import search
from letterforge.scanning.leftovers.certain import certain
from letterforge.scanning.leftovers.detector import Certainty

PIECES = (
    "[insert date]", "[", "]", "insert", "date", "XXXX", "XX", "X", "TBC", "TB", "C", "{Telefon}", "{", "}", "<<Surname>>",
    "<<", ">>", "Surname", "((ref))", "${ref}", "XX/XX/XXXX", "/", "dd/mm/yyyy", "20XX", "TODO", "lorem ipsum", "#N/A", "%NAME%",
    "__", "####", "Error! Reference source not found.", "Click here to enter text.", "(insert date)", "Dear", ",", "name",
    "Ann Lee", "the council", "3 March 2026", "and", "we", "you", ".", ":", "10 %", "(as agreed)", "[redacted]", "N.N.", "None",
)  # fmt: skip
"""What authors, programs and values leave, whole and in pieces, among ordinary words."""
FIELDS = ("a", "b", "c")
PDF = 10 if PROVE else 40
"""One letter in so many is made as a PDF, too."""


def _words(random: Random, most: int) -> str:
    return "".join(random.choice(PIECES) + random.choice(("", " ", " ")) for _ in range(random.randint(1, most)))


def _inline(random: Random) -> str:
    parts = []
    for _ in range(random.randint(1, 4)):
        kind = random.random()
        field = random.choice(FIELDS)
        if kind < 0.4:
            parts.append(f"{{{{ {field} }}}}")
        elif kind < 0.5:
            parts.append(f'{{{{ {field} or "" }}}}')
        elif kind < 0.6:
            parts.append(f"{{% if {field} %}}{{{{ {field} }}}}{{% endif %}}")
        else:
            parts.append(random.choice(("we", "Dear", "on", "[", "]", "{", "T", "X", "(", "<<", ">>", "/", ",")))
        parts.append(random.choice(("", " ", ", ")))
    return "".join(parts).strip() or "we"


def source(seed: int) -> str:
    """A template: most of its own words are sound, so that letters come of it."""
    random = Random(seed)  # noqa: S311  (nothing here is a secret)
    blocks = []
    for _ in range(random.randint(1, 3)):
        text = _inline(random)
        blocks.append(
            random.choice((f"{text}", f"- {text}", f"# {text}", f"**{text}**", f"| A | B |\n|---|---|\n| {text} | x |"))
        )
    if random.random() < 0.1:
        blocks.append(_words(random, 2))
    if random.random() < 0.2:  # after that, so that what a seed made before it makes still
        blocks.insert(
            random.randint(0, len(blocks)),
            f"{{% reply %}}\n\n{_inline(random)} {_words(random, 3)}\n\n{{% endreply %}}",
        )
    title = random.choice(("A letter", "'{{ a }}'", "'[{{ a }}]'"))
    return f"---\ntitle: {title}\nlang: en-GB\n---\n" + "\n\n".join(blocks) + "\n"


def word_source(seed: int) -> bytes:
    """A Word template, of lines as those of `source`."""
    return word_template(Random(seed), _inline)  # noqa: S311  (as above)


def values(seed: int) -> dict[str, str]:
    """Values, some of them pieces of what is left."""
    random = Random(seed + 1)  # noqa: S311  (as above)
    return {field: random.choice(("Ann Lee", "", _words(random, 1), _words(random, 2))).strip() for field in FIELDS}


def letter_of(seed: int, *, word: bool = False) -> Letter | None:
    """The letter of a seed; None where template or values are refused."""
    try:
        return Letter(load_template(word_source(seed) if word else source(seed).encode()), values(seed))
    except LetterforgeError:
        return None


def formats(seed: int) -> tuple[str, ...]:
    """HTML and DOCX, and for some PDF, which takes as long as a hundred of the others."""
    return ("html", "docx", "pdf") if seed % PDF == 0 else ("html", "docx")


def leftovers(letter: Letter, to_each: tuple[str, ...] = ("html", "docx")) -> list[str]:
    """What is certain in the letter's own scan with its template, in each format; a renderer's last gate must have had nothing to stop."""
    found = []
    for to in to_each:
        try:
            content = render(letter, to=to, allow_loss=True)
        except (
            TemplateError
        ) as refused:  # a Word file has fonts of its own, and only a page of ours needs those that we have
            if to == "docx" or "no font of the stationery" not in str(refused):
                raise
            continue
        except ReadBackError as refused:
            # A page has no paragraphs and cells: what the words of neighbours make there together, only the gate can see.
            if to != "pdf" or "words that stand side by side" not in str(refused):
                raise
            SHARES.counts["PDF refused for words that stand side by side"] += 1
            continue
        found += [
            f"{to}: {one.rule}: {one.text}"
            for one in scan(content, template=letter.template)
            if one.certainty is Certainty.CERTAIN
        ]
    return found


@examples(300, 20_000)
@given(seeds)
def test_no_letter_has_a_certain_leftover_in_its_own_scan(seed: int) -> None:
    """No letter that can be made has a certain leftover in its own scan."""
    letter = letter_of(seed)
    SHARES.counts["letters scanned" if letter else "refused for what waits to be filled"] += 1
    if letter is not None:
        assert leftovers(letter, formats(seed)) == [], (source(seed), values(seed))


@examples(25, 4_000)
@given(seeds)
def test_no_word_file_has_one(seed: int) -> None:
    """Else of a Word template: with fields, controls, a slip, notes, text boxes and properties."""
    letter = letter_of(seed, word=True)
    SHARES.counts["letters of Word files scanned" if letter else "Word files refused for what waits"] += 1
    if letter is not None:
        assert leftovers(letter, formats(seed)) == [], (seed, values(seed))


def filled(seed: int) -> Letter | None:
    """Some paragraphs of a document by others, as a template, with values for what waited in it; None where they are refused."""
    random = Random(seed)  # noqa: S311  (as above)
    lines = filled_corpus.drawn(random)
    content = filled_corpus.word(random, lines) if random.random() < 0.4 else filled_corpus.markdown(lines)
    most = 1 + max((text.count("{{ f") for text in lines), default=0)
    said = {
        f"f{n}": random.choice(("Ann Lee", "3 March 2026", _words(random, 2))).strip() or "x" for n in range(1, most)
    }
    try:
        return Letter(load_template(content), said)
    except LetterforgeError:
        return None


@examples(60, 10_000)
@given(seeds)
def test_no_document_by_others_has_one_once_it_is_filled(seed: int) -> None:
    """Else of what nobody has drawn: agreements, letters and forms, whose words look like leftovers in their own ways."""
    letter = filled(seed)
    SHARES.counts["letters of others' documents scanned" if letter else "others' documents refused for what waits"] += 1
    if letter is not None:
        assert leftovers(letter, formats(seed)) == [], seed


@pytest.mark.skipif(not PROVE, reason="takes a minute; `make prove` asks for it")
def test_no_word_file_by_others_has_one() -> None:
    """Else of whole Word files by others, with the data that they come with, or with names."""
    tried = 0
    for name, content, data in filled_corpus.word_templates():
        try:
            letter = Letter(
                load_template(content), {"f1": "Ann Lee", "f2": "3 March 2026", "f3": "the council", **data}
            )
        except LetterforgeError:
            continue
        tried += 1
        assert leftovers(letter, ("html", "docx", "pdf")) == [], name
    SHARES.counts["whole Word files of others scanned"] += tried
    assert tried > 5


RULES = ("template-mark", "bracketed-prompt", "date-mask", "promise-word", "error-result", "content-control")
"""The rules that what is drawn in Markdown breaks."""
OF_WORD = ("merge-field", "form-field", "nameless-greeting")
"""Those that are broken by what is drawn in Word files; `blank` finds nothing that is certain."""

KNOWN = {"promise-word": 54, "content-control": 58, "merge-field": 253, "nameless-greeting": 64}
"""Where a counterexample was found last, tried first: it is one as long as what is drawn stays the same."""


def counterexample(rule: str) -> int | None:
    """A seed whose letter has a certain leftover, once no template, value or file is asked for one rule."""

    def without(found: tuple[search.Found, ...] | list[search.Found]) -> list[search.Found]:
        return [one for one in found if one.rule != rule]

    whole = search.search

    def blind(text: str) -> tuple[object, ...]:
        return tuple(one for one in certain(text) if one.rule.code != rule)

    with (
        mock.patch("letterforge.filling.seams.certain", blind),
        mock.patch("letterforge.models.text_rules.certain", blind),
        _judged_anew(),
        mock.patch("letterforge.loading.own_words.search", lambda passages: without(whole(passages))),
        mock.patch("letterforge.scanning.read_back.search", lambda passages: without(whole(passages))),
    ):
        for seed in chain((KNOWN.get(rule, 0),), range(20_000 if PROVE else 3_000)):
            letter = letter_of(seed, word=rule in OF_WORD)
            try:
                if letter is not None and any(f": {rule}: " in one for one in leftovers(letter)):
                    return seed
            except ReadBackError:
                continue
    return None


@contextlib.contextmanager
def _judged_anew() -> Iterator[None]:
    """What is known of texts was judged by the whole detector, and afterwards by less than that."""
    short_judged.cache_clear()
    yield
    short_judged.cache_clear()


@pytest.mark.parametrize("rule", [*RULES, *OF_WORD])
def test_with_one_rule_of_the_detector_off_a_letter_has_one(rule: str) -> None:
    """With any one rule of the detector switched off, a letter has one."""
    assert counterexample(rule) is not None


def test_the_gate_looks_at_files_of_others() -> None:
    """Else a renderer that adds what waits to be filled is stopped, whatever its letter says."""
    letter = Letter(load_template(b"---\ntitle: T\nlang: en-GB\n---\nDear {{ a }},\n"), {"a": "Ann Lee"})
    for to, mark in (("html", b"</body>"), ("docx", None)):
        content = render(letter, to=to).content
        if mark is None:
            continue
        spoilt = content.replace(mark, b"<p>Call [insert number].</p>" + mark, 1)
        found = rendering.read_back_letter(spoilt, "text/html", letter)
        assert [one.rule for one in found] == ["bracketed-prompt"]
