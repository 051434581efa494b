"""All stories of a Word file, part by part: what pages show, what is called from them, and what no page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letterforge.errors import UnreadableFileError
from letterforge.loading.word.origins import of_key, of_text
from letterforge.loading.word.page import staying_on_page
from letterforge.loading.word.raw_blocks import RawBlock, Span
from letterforge.loading.word.reading import Shared
from letterforge.loading.word.stories import Story
from letterforge.office.custom_xml import stores, words
from letterforge.office.parts import ALLOW_PROPERTY, Parts, drawn_texts, furniture_names, notes, properties
from letterforge.office.relationships import relationships
from letterforge.office.xml import Element, attribute, child, local


@dataclass(slots=True)
class FileStories:
    """All stories of a file, raw. ``unseen`` are spans of text that no page shows."""

    body: list[RawBlock]
    furniture: dict[str, list[RawBlock]]
    notes: dict[tuple[str, str], list[RawBlock]]
    hidden: list[list[RawBlock]]
    unseen: list[Span]
    title: Span | None = None


def stories_of(shared: Shared, main: Element, parts: Parts) -> FileStories:
    """Read the stories of a file, whose main part is parsed."""
    archive = shared.archive
    names = furniture_names(main, relationships(archive, parts.main))
    furniture: dict[str, list[RawBlock]] = {}

    def read_furniture(kind: str, some: Sequence[str]) -> None:
        for part in some:
            story = Story(shared, part)
            furniture[part] = story.blocks(archive.xml(part), names.get(part, f"unused {kind}"))

    body_element = child(main, "body")
    if body_element is None:
        message = "the file is damaged: it has no body"
        raise UnreadableFileError(message)
    shared.staying = staying_on_page([one for one in main.iter() if local(one.tag) == "sectPr"])
    read_furniture("header", parts.headers)  # in the order in which people read, which findings are said in, too
    body = Story(shared, parts.main).blocks(body_element, "")
    read_furniture("footer", parts.footers)
    stories = FileStories(body, furniture, {}, [], [])
    for part, kind in parts.others:
        _others(shared, part, kind, stories)
    _properties(shared, stories)
    _bound(shared, parts.main, stories)
    return stories


def _others(shared: Shared, part: str, kind: str, stories: FileStories) -> None:
    root = shared.archive.xml(part)
    for path, text, element in drawn_texts(root, kind):
        if "{" in text:
            stories.unseen.append(Span(*shared.aside(part, path, text, of_text(element))))
    gone = shared.dropped_notes - shared.called_notes
    for path, element in notes(root, kind):
        if (kind, attribute(element, "id") or "") in gone:
            continue
        blocks = Story(shared, part).blocks(element, path)
        if kind == "comments":
            stories.hidden.append(blocks)
        else:
            stories.notes[kind, attribute(element, "id") or ""] = blocks


def _properties(shared: Shared, stories: FileStories) -> None:
    for one in properties(shared.archive):
        if one.name == ALLOW_PROPERTY:
            continue
        for text, element in one.said:
            if "{" in text or one.is_title:
                span = Span(*shared.aside(one.part, one.path, text, of_text(element)))
                stories.unseen.append(span)
                stories.title = span if one.is_title else stories.title


def _bound(shared: Shared, main: str, stories: FileStories) -> None:
    """The data in the file that controls are bound to."""
    known = {one.part for one in properties(shared.archive)}
    for part in dict.fromkeys(stores(shared.archive, main).values()):
        if part in known or b"{" not in shared.archive.read(part):
            continue
        for path, text, element, key in words(shared.archive.xml(part)):
            if "{{" in text or "{%" in text:
                sources = of_text(element) if key is None else of_key(element, key)
                stories.unseen.append(Span(*shared.aside(part, path, text, sources)))
