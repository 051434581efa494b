"""Three renderers of strangers, each with one fault, and one without: plain text, an empty line between paragraphs."""

from dataclasses import replace
from typing import Any

from letterforge import Letter
from letterforge.document import Block, Note, passages


class Sound:
    media_type = "text/plain"
    suffix = ".txt"

    def render(self, letter: Letter) -> bytes:
        document = letter.document
        return self.written(letter, (*document.first.header, *document.blocks, *document.first.footer)).encode()

    def written(self, letter: Letter, blocks: tuple[Block, ...]) -> str:
        return "\n\n".join(passages(blocks))


class DropsNotes(Sound):
    def written(self, letter: Letter, blocks: tuple[Block, ...]) -> str:
        return super().written(letter, tuple(map(without_notes, blocks)))


class DoublesValue(Sound):
    def written(self, letter: Letter, blocks: tuple[Block, ...]) -> str:
        value = letter.values["quoted"]
        return super().written(letter, blocks).replace(value, f"{value} {value}")


class KeepsMark(Sound):
    def written(self, letter: Letter, blocks: tuple[Block, ...]) -> str:
        return super().written(letter, blocks).replace(letter.values["quoted"], "{{ quoted }}")


def without_notes(node: Any) -> Any:
    if not node.children:
        return node
    return replace(node, children=tuple(without_notes(one) for one in node.children if not isinstance(one, Note)))
