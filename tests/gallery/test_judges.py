"""What each judge says of each letter of the gallery in each format. Run by ``make conformance``."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.gallery.files import Files
from tests.gallery.judges import JUDGES
from tests.gallery.letters import gallery

pytestmark = pytest.mark.conformance
AT_LEAST = 28


def test_the_gallery_is_as_large_as_it_should_be() -> None:
    """At least 28 letters; of at least ten Word templates half or more were not written by us."""
    templates = [one.made_by for one in gallery().values()]
    word = [by for by in templates if by != "markdown"]
    assert len(templates) >= AT_LEAST
    assert len(word) >= 10
    assert sum(by != "us" for by in word) * 2 >= len(word)


@pytest.mark.parametrize(("to", "judge"), [(to, judge) for to, judges in JUDGES.items() for judge in judges])
def test_a_judge_finds_nothing(files: Files, to: str, judge: str) -> None:
    found = JUDGES[to][judge](files.paths(gallery().values(), to))
    failed = {name: faults[:3] for name, faults in found.items() if faults}
    print(f"{judge} of {to}: {len(found) - len(failed)} of {len(found)}")
    assert len(found) == len(gallery())
    assert failed == {}


SPOILT = {
    "Nu": (b"<main>", b"<main><p><p id=a></main>"),
    "html-validate": (b"<main>", b"<main><button>x"),
    "axe": (b"<main>", b"<main><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"),
}


@pytest.mark.parametrize("judge", SPOILT)
def test_a_judge_of_pages_notices(files: Files, judge: str, tmp_path: Path) -> None:
    """That it finds nothing says something only if it finds what is wrong."""
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_bytes(files.content("whole_letter", "html").replace(*SPOILT[judge]))
    assert JUDGES["html"][judge]([spoilt])["spoilt.html"]
