"""Texts of awkward Unicode, and how the text that a finished file gives back is held against the one that went in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from tests.property import written
from tests.property.cases import SIGN, read

from letterforge import Letter, LetterData, Line, render
from letterforge.errors import DataError, ReadBackError
from letterforge.template import Template

A_LETTER = 200  # values
FORMATS = ("docx", "pdf", "html")
BODY = "{% for one in items %}\nQa{{ loop.index }}q {{ one }} Qb{{ loop.index }}q\n{% endfor %}\n"


class Values(LetterData):
    """Many texts."""

    items: list[Line]


def _letters(*blocks: tuple[int, int]) -> str:
    every = (chr(code) for first, last in blocks for code in range(first, last + 1))
    return "".join(one for one in every if unicodedata.category(one) in ("Lu", "Ll"))


LATIN = _letters((0x41, 0x7A), (0xC0, 0x24F), (0x1E00, 0x1EFF))
GREEK = _letters((0x386, 0x3CE))
CYRILLIC = _letters((0x400, 0x4FF))
AWKWARD = (
    *(
        "\u0301",
        "\u0327",
        "\u0345",
        "e\u0301\u0323",
        "\u200b",
        "\u200c",
        "\u200d",
        "\u2060",
        "\u00ad",
        "\u034f",
        "\ufe0f",
    ),
    *(
        "\u00a0",
        "\u202f",
        "\u2009",
        "\u3000",
        "\t",
        "\n",
        "\r\n",
        "\x0b",
        "\x0c",
        "\x85",
        "\u2028",
        "\u2029",
        " ",
        "   ",
    ),
    *(
        "\u200e",
        "\u200f",
        "\u202a",
        "\u202e",
        "\u2066",
        "\u2069",
        "\ufeff",
        "\ufffd",
        "\ufffe",
        "\uffff",
        "\x00",
        "\x1b",
    ),
    *("\ud800", "\udfff", "\ue000", "\U000f0000", "\U0010ffff", "\U000e0041", "\U0001f600", "\U0001d400", "\U00020000"),
    *("ﬁ", "ﬂ", "ﬃ", "ĳ", "ǆ", "ſ", "ẞ", "K", "Å", "Ω", "½", "²", "™", "№", "…", "㎏", "Ａ", "ｶ", "º", "ŉ", "İ", "ı"),
    *("א", "ب", "भ", "ไ", "漢", "한", "\u1100\u1161", "あ", "ა", "Ա", "ᚠ", "ꙮ", "Ꭰ", "ⴰ"),
    *(
        "<b>",
        "&amp;",
        "&",
        "]]>",
        "<!--",
        "</w:t>",
        '"',
        "'",
        "\\",
        "{",
        "}",
        "{{",
        "%}",
        "{#",
        "$x$",
        "#",
        "|",
        "*",
        "_x_",
    ),
    *(
        "-",
        "\u2010",
        "\u2011",
        "\u2013",
        "\u2212",
        "‘",
        "’",
        "“",
        "”",
        "«",
        "„",
        "•",
        "€",
        "£",
        "°",
        "†",
        "∞",
        "→",
        "□",
        "■",
    ),
    *("fi", "ffl", "fj", "Th", "tt", "AV", "TBC", "[x]", "long" * 40, "a" * 90),
)


@dataclass(frozen=True)
class Value:
    """A text; ``must`` says that every letter takes it."""

    text: str
    must: bool


def values(seed: int, count: int) -> list[Value]:
    """So many texts; a third of them are words of Latin, Greek or Cyrillic letters, which must pass."""
    random = Random(seed)  # noqa: S311  (nothing here is a secret)
    return [_value(random) for _ in range(count)]


def _value(random: Random) -> Value:
    alphabet = random.choice((LATIN, GREEK, CYRILLIC))
    if random.random() < 1 / 3:
        return Value("A" + "".join(random.choices(alphabet, k=random.randint(3, 12))), must=True)
    pieces = []
    for _ in range(random.randint(1, 4)):
        kind = random.random()
        if kind < 0.6:
            pieces.append(random.choice(AWKWARD))
        elif kind < 0.7:
            pieces.append(chr(random.randint(0, 0x2FFFF)))
        else:
            pieces.append("".join(random.choices(alphabet, k=random.randint(1, 4))))
    random.shuffle(pieces)
    return Value(random.choice(("", "x", "Word ")) + "".join(pieces), must=False)


@dataclass
class Passed:
    """What became of texts: refused by the name of their field, the same in every format, or altered."""

    counts: Counter[str] = field(default_factory=Counter)
    altered: list[str] = field(default_factory=list)
    """What must not be: where, and the code points."""


def sent(some: Sequence[Value], passed: Passed, formats: Sequence[str] = FORMATS) -> None:
    """Put texts through letters of `A_LETTER` texts each."""
    template = written.template(written.FRONT + BODY, Values)
    for start in range(0, len(some), A_LETTER):
        _one_letter(template, list(some[start : start + A_LETTER]), passed, formats)


def _one_letter(template: Template, left: list[Value], passed: Passed, formats: Sequence[str]) -> None:
    letter = None
    while letter is None and left:
        try:
            letter = Letter(template, {"items": [one.text for one in left]})
        except DataError as fault:
            refused = {_number(str(one.place.path)): one.rule for one in fault.findings}
            for number, rule in refused.items():
                passed.counts[f"refused: {rule}"] += 1
                if left[number].must and len(left) > 1:  # by itself: one typeface has no letters of all its neighbours
                    _one_letter(template, [left[number]], passed, formats)
                elif left[number].must:
                    passed.altered.append(f"refused ({rule}): {left[number].text!a}")
            left = [one for number, one in enumerate(left) if number not in refused]
    if letter is None:
        return
    for name in formats:
        try:
            artifact = render(letter, to=name)
        except DataError as fault:  # a renderer can refuse a value by its field, too
            refused_here = {_number(str(one.place.path)) for one in fault.findings}
            passed.counts[f"{name}: refused by field"] += len(refused_here)
            passed.altered += [
                f"{name}: refused: {left[number].text!a}" for number in refused_here if left[number].must
            ]
            rest = [one for number, one in enumerate(left) if number not in refused_here]
            _one_letter(template, rest, passed, (name,))
            continue
        except ReadBackError:  # no file was written; which text it was is found by halves
            if len(left) == 1:
                passed.altered.append(f"{name}: not written, and no field named: {left[0].text!a}")
            else:
                _one_letter(template, left[: len(left) // 2], passed, (name,))
                _one_letter(template, left[len(left) // 2 :], passed, (name,))
            continue
        text = read(artifact.content, artifact.media_type)
        found = dict(SIGN.findall(_without_blanks(text) if name == "pdf" else text))
        for number, one in enumerate(left, 1):
            wanted, got = one.text, found.get(str(number), "nothing at all")
            same = _bare(wanted) == _bare(got) if name == "pdf" else _folded(wanted) == _folded(got)
            passed.counts[f"{name}: the same"] += same
            if not same:
                passed.altered.append(f"{name}: {wanted!a} came back as {got!a}")
    if formats == FORMATS:
        passed.counts["came back"] += len(left)


def _number(path: str) -> int:
    """The item that a finding names; a finding that names none is a mistake."""
    found = re.fullmatch(r"items\[(\d+)\]", path)
    assert found is not None, path
    return int(found[1])


def _folded(text: str) -> str:
    """NFKC, with every run of blanks as one."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _without_blanks(text: str) -> str:
    # The foot of a page stands in the middle of a text that goes on behind it.
    return re.sub(r"Page\d+of\d+", "", "".join(text.split()))


def _bare(text: str) -> str:
    """For PDF: no blanks either, no hyphens (a line end has one of its own, read back as U+0002), and nothing that has no
    glyph (soft hyphens, joiners, variation selectors): of all these a page keeps no trace that can be read back."""
    normal = unicodedata.normalize("NFKC", text)
    kept = (c for c in normal if unicodedata.category(c) != "Cf" and not "\ufe00" <= c <= "\ufe0f" and c != "\u034f")
    bare = "".join("".join(kept).split()).translate(dict.fromkeys(map(ord, "-\u2010\u2011\u0002\ufffe")))
    return unicodedata.normalize("NFKC", bare)  # a mark that stood behind a blank now stands behind a letter
