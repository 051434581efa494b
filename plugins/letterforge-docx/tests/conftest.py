"""What the tests of Word files share: the plain stationery, filling a document, taking a file apart."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from letterforge import stationery
from letterforge.document import Block, Document, Paragraph, Text
from letterforge.stationery import Stationery
from letterforge_docx.filling import Filling
from letterforge_docx.letterhead import prepare

Fill = Callable[..., dict[str, str]]


def words(text: str, field: str | None = None, **more: Any) -> Paragraph[Any]:
    """A paragraph of one text."""
    return Paragraph((Text(text, field),), **more)


def document(*blocks: Block, **more: Any) -> Document:
    """A document in English."""
    return Document("en-GB", "A letter", blocks, **more)


def parts_of(content: bytes) -> dict[str, str]:
    """The XML parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))}


def changed(letterhead: bytes, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    """A letterhead with some of its parts changed; a part that becomes empty is left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letterhead)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = changes[name](old.read(name).decode()).encode() if name in changes else old.read(name)
            if content:
                new.writestr(name, content)
    return target.getvalue()


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
        return Filling(prepare(chosen, plain.families[family], filling.language)).fill(filling, values or {})

    return fill


@pytest.fixture
def parts(filled: Callable[..., bytes]) -> Fill:
    """The parts of a filled letterhead."""
    return lambda *args, **kwargs: parts_of(filled(*args, **kwargs))
