"""A whole renderer: the letter as plain text, a paragraph a line."""

from letterforge.document import passages
from letterforge.letter import Letter


class Renderer:
    """Writes the words of a letter."""

    media_type = "text/plain"
    suffix = ".txt"

    def render(self, letter: Letter) -> bytes:
        """The words, as UTF-8."""
        return "\n\n".join(passages(letter.document.blocks)).encode()
