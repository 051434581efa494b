"""What the tests of Word files share: the plain stationery, filling a document, taking a file apart."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from word_files import at_letterhead

from letterforge import stationery
from letterforge.document import Document
from letterforge.stationery import Stationery
from letterforge_docx.letterhead.filling import Filling
from letterforge_docx.letterhead.preparation import prepare

Fill = Callable[..., dict[str, str]]


def parts_of(content: bytes) -> dict[str, str]:
    """The XML parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))}


@pytest.fixture(scope="session")
def plain() -> Stationery:
    """The plain stationery."""
    return stationery.plain()


@pytest.fixture
def letterhead(plain: Stationery) -> bytes:
    """The letterhead of the plain stationery."""
    assert plain.letterhead is not None
    return plain.letterhead


@pytest.fixture
def filled(plain: Stationery) -> Callable[..., bytes]:
    """Fill the plain letterhead, or another one, with a document."""

    def fill(
        filling: Document,
        values: Mapping[str, Any] | None = None,
        *,
        on: bytes | None = None,
        family: int = 0,
    ) -> bytes:
        chosen = plain if on is None else dataclasses.replace(plain, letterhead=on)
        return Filling(prepare(chosen, plain.families[family], filling.language)).fill(
            filling, at_letterhead(chosen, filling.language, values or {})
        )

    return fill


@pytest.fixture
def parts(filled: Callable[..., bytes]) -> Fill:
    """The parts of a filled letterhead."""
    return lambda *args, **kwargs: parts_of(filled(*args, **kwargs))
