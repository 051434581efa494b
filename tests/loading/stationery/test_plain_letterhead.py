"""The letterhead of the plain stationery: what is known of it by its bytes is what reading it finds."""

from __future__ import annotations

import dataclasses
import io
import zipfile

import pytest

from letterforge.formatting.printer import Printer
from letterforge.loading.stationery import plain_letterhead
from letterforge.loading.stationery.letterhead import furnish
from letterforge.stationery import Stationery, plain


@pytest.fixture
def letterhead() -> bytes:
    found = plain().letterhead
    assert found is not None
    return found


def with_footer(letterhead: bytes, text: str) -> Stationery:
    """The plain stationery with more words in the footers of its letterhead."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letterhead)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("word/footer"):
                content = content.replace(b"</w:ftr>", f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:ftr>".encode())
            new.writestr(name, content)
    return dataclasses.replace(plain(), letterhead=target.getvalue(), digest=text)


def test_it_is_known_by_its_bytes(letterhead: bytes) -> None:
    """Where `tools/make_letterhead.py` has made another, what is known of it is the new one's digest."""
    assert plain_letterhead.is_plain(letterhead)
    assert not plain_letterhead.is_plain(letterhead + b"\0")


@pytest.mark.parametrize("language", ["en-GB", "cy", "de"])
def test_it_says_nothing_and_has_a_place_for_all(language: str) -> None:
    """Read in full, it gives what is had without reading it, but for its title, which Word replaces by the letter's."""
    stationery, printer = plain(), Printer(language)
    drawn = stationery.drawn(printer)
    assert drawn is not None
    assert drawn.sheet is not None
    assert repr(drawn.sheet.page) == repr(plain_letterhead.PAGE) == repr(stationery.page)
    assert (drawn.own, drawn.allow, drawn.losses, drawn.has_tags) == ((), (), (), False)
    assert drawn.content == stationery.letterhead
    assert drawn.slots == {"body": 1, "header": 2, "footer": 2}
    read = furnish(stationery._furniture, drawn, folder=str(stationery.file), printer=printer)
    known = stationery.furnished(printer)
    assert stationery.speaking(printer) is None
    assert [one.text for block in read.unseen for one in block.children] == ["Letter"]  # type: ignore[union-attr]
    assert dataclasses.replace(read, unseen=()) == known
    assert known.slots == (known.first, known.following)


def test_any_other_is_read(letterhead: bytes) -> None:
    stationery, printer = with_footer(letterhead, "Charity 123"), Printer("en-GB")
    assert stationery.speaking(printer) is stationery.drawn(printer)
    assert "Charity 123" in str(stationery.furnished(printer).following.footer)


def test_it_is_read_once_for_all_languages_unless_they_change_it(letterhead: bytes) -> None:
    without = with_footer(letterhead, "Charity 123")
    assert without.drawn(Printer("en-GB")) is without.drawn(Printer("cy"))
    dated = with_footer(letterhead, "{{ day|date }}")
    british, welsh = dated.drawn(Printer("en-GB")), dated.drawn(Printer("cy"))
    assert british is not None
    assert british.has_tags
    assert british is not welsh
    assert dated.drawn(Printer("cy")) is welsh
