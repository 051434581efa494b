"""One letter as one file: what `render` takes, what it refuses, and that no renderer can harm it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import letterforge
from letterforge import Artifact, Letter, LetterData, Line
from letterforge.document import passages
from letterforge.errors import (
    MissingResourceError,
    ReadBackError,
    RenderError,
    UnknownNameError,
    UsageError,
    WrongShapeError,
)
from letterforge.findings import Place
from letterforge.passages import Passage
from letterforge.template import Template

Make = Callable[..., Template]


class Model(LetterData):
    name: Line


@pytest.fixture
def letter(template: Make) -> Letter:
    return Letter(template("Dear {{ name }},\n\nwelcome.", Model), {"name": "CANARY Smith"})


class Plain:
    """A sound renderer of text."""

    media_type = "text/plain"
    suffix = ".txt"

    def render(self, letter: Letter) -> bytes:
        return "\n\n".join(passages(letter.document.blocks)).encode()


class Own(Plain):
    """A renderer of a format that letterforge does not read."""

    media_type = "application/x-own"
    suffix = ".own"

    def text(self, content: bytes) -> Iterator[Passage]:
        yield Passage(content.decode(), Place())


def test_a_renderer_is_given_by_name_or_as_an_object(letter: Letter) -> None:
    assert letterforge.render(letter, to="html").media_type == "text/html"
    assert letterforge.render(letter, to=Plain()) == Artifact(b"Dear CANARY Smith,\n\nwelcome.", "text/plain", ".txt")
    assert letterforge.render(letter, to=Own()).suffix == ".own"


class Raises(Plain):
    def render(self, letter: Letter) -> bytes:
        message = f"no room for {letter.values['name']}"
        raise ValueError(message)


class Exits(Plain):
    def render(self, letter: Letter) -> bytes:
        sys.exit(3)


class Empty(Plain):
    def render(self, letter: Letter) -> bytes:
        return b""


class Words(Plain):
    def render(self, letter: Letter) -> bytes:
        return "text"  # type: ignore[return-value]  # that is the fault


class Loses(Plain):
    def render(self, letter: Letter) -> bytes:
        return b"Dear Smith,\n\nwelcome."


class Marks(Plain):
    def render(self, letter: Letter) -> bytes:
        return super().render(letter) + b" {{ name }}"


class Refuses(Plain):
    def render(self, letter: Letter) -> bytes:
        message = "no font"
        raise MissingResourceError(message)


class Unread(Plain):
    media_type = "application/x-nobody-reads"


class ReadsBadly(Own):
    def text(self, content: bytes) -> Iterator[Passage]:
        raise ValueError(content)


class ReadsAndExits(Own):
    def text(self, content: bytes) -> Iterator[Passage]:
        yield Passage(content.decode(), Place())
        sys.exit(3)


@pytest.mark.parametrize(
    ("renderer", "kind", "message"),
    [
        (Raises(), RenderError, "the renderer Raises failed with ValueError; nothing was written; tell its authors"),
        (Exits(), RenderError, "the renderer Exits failed with SystemExit; nothing was written; tell its authors"),
        (Empty(), RenderError, "the renderer Empty gave no bytes"),
        (Words(), RenderError, "the renderer Words gave no bytes"),
        (Refuses(), MissingResourceError, "no font"),
        (
            Unread(),
            UsageError,
            "letterforge cannot read application/x-nobody-reads back; a renderer for it must offer text(content)",
        ),
        (ReadsBadly(), ReadBackError, "what ReadsBadly made could not be read back: ValueError; nothing was written"),
        (
            ReadsAndExits(),
            ReadBackError,
            "what ReadsAndExits made could not be read back: SystemExit; nothing was written",
        ),
        (
            object(),
            WrongShapeError,
            "object does not keep the protocol of a renderer: media_type is not a text such as application/pdf",
        ),
    ],
)
def test_a_renderer_that_fails(letter: Letter, renderer: Any, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind) as caught:
        letterforge.render(letter, to=renderer)
    assert str(caught.value) == message
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


@pytest.mark.parametrize("renderer", [Loses(), Marks()])
def test_a_file_that_is_not_the_whole_letter(letter: Letter, renderer: Plain) -> None:
    with pytest.raises(ReadBackError) as caught:
        letterforge.render(letter, to=renderer)
    first, *rest = str(caught.value).splitlines()
    assert first == f"the file that {type(renderer).__name__} made is not the whole letter; nothing was written"
    assert rest
    assert "CANARY" not in str(caught.value)
    assert "Smith" not in str(caught.value)


def test_an_unknown_format(letter: Letter) -> None:
    with pytest.raises(UnknownNameError, match="no renderer is called 'pfd'"):
        letterforge.render(letter, to="pfd")
