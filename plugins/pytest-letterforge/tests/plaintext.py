"""A renderer that keeps the contract, and others that break it in one way each: real ones, which write text."""

from __future__ import annotations

import html
import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from letterforge import Letter
from letterforge.document import Image, Link, Note, PageBreak, Table, passages, walk
from letterforge.findings import Place
from letterforge.passages import Passage


class Good:
    """Text in UTF-8, an empty line between paragraphs."""

    media_type = "text/plain"
    suffix = ".txt"

    def render(self, letter: Letter) -> bytes:
        return "\n\n".join(self.lines(letter)).encode()

    def lines(self, letter: Letter) -> list[str]:
        document = letter.document
        return list(passages((*document.first.header, *document.blocks, *document.first.footer)))


def without(node: Any, kind: type) -> Any:
    if not node.children:
        return node
    return replace(node, children=tuple(without(child, kind) for child in node.children if not isinstance(child, kind)))


class NeedsArguments(Good):
    def __init__(self, page_size: str) -> None:
        self.page_size = page_size


class Unreadable(Good):
    media_type = "application/x-acme"


class NoPassages(Good):
    def text(self, content: bytes) -> Iterator[str]:
        return iter(content.decode().splitlines())


class DoesNotPickle(Good):
    def __init__(self) -> None:
        self.lock = threading.Lock()


class Raises(Good):
    def lines(self, letter: Letter) -> list[str]:
        if letter.template.word is not None:
            message = "only Markdown"
            raise ValueError(message)
        return super().lines(letter)


class DropsNotes(Good):
    def lines(self, letter: Letter) -> list[str]:
        return list(passages(tuple(without(block, Note) for block in letter.document.blocks)))


class DropsValue(Good):
    def lines(self, letter: Letter) -> list[str]:
        return [line.replace(str(letter.values["quoted"]), "") for line in super().lines(letter)]


class Doubles(Good):
    def lines(self, letter: Letter) -> list[str]:
        value = str(letter.values["quoted"])
        return [line.replace(value, f"{value} {value}") for line in super().lines(letter)]


class KeepsMark(Good):
    def lines(self, letter: Letter) -> list[str]:
        return [line.replace(str(letter.values["quoted"]), "{{ quoted }}") for line in super().lines(letter)]


class Disorders(Good):
    def lines(self, letter: Letter) -> list[str]:
        return super().lines(letter)[::-1]


class DropsTable(Good):
    def lines(self, letter: Letter) -> list[str]:
        kept = tuple(block for block in letter.document.blocks if not isinstance(block, (Table, PageBreak)))
        return list(passages(kept))


class Adds(Good):
    def lines(self, letter: Letter) -> list[str]:
        return [*super().lines(letter), "Printed by Acme 7"]


class Counts(Good):
    made = 0

    def lines(self, letter: Letter) -> list[str]:
        Counts.made += 1
        return [*super().lines(letter), "\t" * (Counts.made % 50)]


class Stamps(Good):
    def lines(self, letter: Letter) -> list[str]:
        return [*super().lines(letter), "\t" * (int(time.time()) % 600)]


class HashSeed(Good):
    def lines(self, letter: Letter) -> list[str]:
        return [*super().lines(letter), "\t" * (hash("seed") % 50)]


class Folder(Good):
    def lines(self, letter: Letter) -> list[str]:
        return [*super().lines(letter), "\t" * len(str(Path.cwd()))]


class SharesState(Good):
    def render(self, letter: Letter) -> bytes:
        self.letter = letter
        time.sleep(0.002)
        return super().render(self.letter)


class Escapes(Good):
    def lines(self, letter: Letter) -> list[str]:
        return [html.escape(line) for line in super().lines(letter)]


class Ascii(Good):
    def render(self, letter: Letter) -> bytes:
        return super().render(letter).decode().encode("ascii", "replace")


class CutsWords(Good):
    def lines(self, letter: Letter) -> list[str]:
        return [" ".join(word[:80] for word in line.split(" ")) for line in super().lines(letter)]


class CutsTables(Good):
    def lines(self, letter: Letter) -> list[str]:
        blocks = tuple(
            replace(block, children=block.children[:60]) if isinstance(block, Table) else block
            for block in letter.document.blocks
        )
        return list(passages((*letter.document.first.header, *blocks, *letter.document.first.footer)))


class MindsEmpty(Good):
    def lines(self, letter: Letter) -> list[str]:
        return [*super().lines(letter), *([] if letter.values["points"] else ["There are no points."])]


class Json(Good):
    """A format that letterforge does not read, and keeps the contract."""

    media_type = "application/json"
    suffix = ".json"

    def render(self, letter: Letter) -> bytes:
        return json.dumps(self.lines(letter)).encode()

    def text(self, content: bytes) -> Iterator[Passage]:
        for number, words in enumerate(json.loads(content), 1):
            yield Passage(words, Place(path=f"text {number}"))


class Whole(Json):
    """As `Json`, with all that a letter says beside its paragraphs."""

    def lines(self, letter: Letter) -> list[str]:
        document = letter.document
        margins = (document.first, document.following)
        nodes = list(walk((*document.blocks, *(one for page in margins for one in (*page.header, *page.footer)))))
        return [
            *self.title(letter),
            *super().lines(letter),
            *self.following(letter),
            *(node.alt for node in nodes if isinstance(node, Image) and self.pictures),
            *(node.target for node in nodes if isinstance(node, Link) and self.links),
        ]

    pictures = links = True

    def title(self, letter: Letter) -> list[str]:
        return [letter.document.title]

    def following(self, letter: Letter) -> list[str]:
        return list(passages((*letter.document.following.header, *letter.document.following.footer)))


class WholeWithoutTitle(Whole):
    def title(self, letter: Letter) -> list[str]:
        del letter
        return []


class WholeWithoutFollowing(Whole):
    def following(self, letter: Letter) -> list[str]:
        del letter
        return []


class WholeWithoutPictures(Whole):
    pictures = False


class WholeWithoutLinks(Whole):
    links = False


class ReadsOnce(Json):
    """Its reader gives each word once, whatever the file holds."""

    def text(self, content: bytes) -> Iterator[Passage]:
        for passage in super().text(content):
            yield replace(passage, text=" ".join(dict.fromkeys(passage.text.split(" "))))


_told: dict[str, list[str]] = {}


class ReadsMemory(Json):
    """Its reader tells what an honest letter would hold, and does not look into the file."""

    def render(self, letter: Letter) -> bytes:
        word = letter.template.word is not None
        made = super().render(letter)
        _told.setdefault(f"{word}", json.loads(made))
        _told["last"] = _told[f"{word}"]
        return made

    def text(self, content: bytes) -> Iterator[Passage]:
        del content
        for words in _told["last"]:
            yield Passage(words, Place())


class NoTitle(Good):
    """A page of HTML without a title, and without the targets of its links."""

    media_type = "text/html"
    suffix = ".html"

    def render(self, letter: Letter) -> bytes:
        body = "".join(f"<p>{html.escape(line).replace(chr(10), '<br>')}</p>" for line in self.lines(letter))
        return f"<!doctype html><html><body>{body}</body></html>{os.linesep}".encode()
