"""Where the recipient of a letter is to write or to tick: controls and form fields that still ask, as lines and boxes.

In the Word file they stay what they are. On paper nobody can click them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from letterforge.loading.tree import Answer
from letterforge.loading.word.fields.faults import name_of
from letterforge.loading.word.looks import PLAIN
from letterforge.loading.word.raw_blocks import RawParagraph, Segment
from letterforge.loading.word.reading import OpenField, Shared
from letterforge.loading.word.text import OBJECT
from letterforge.office.fields import is_reply, shows_prompt, unfilled
from letterforge.office.xml import OFF, Element, attribute, child
from letterforge.passages import Nature

LINE = "_" * 24
BOX, TICKED = "\u2610", "\u2612"


@dataclass(slots=True)
class Answers:
    """Follows the segments of one paragraph, and puts an answer in the place of those that only ask for one."""

    raw: RawParagraph
    shared: Shared
    texts: list[str] = field(default_factory=list)
    """What each segment of the paragraph says."""
    _controls: list[tuple[int, bool, bool]] = field(default_factory=list)
    """The controls that are open: which segment each begins with, whether it is for the recipient, and whether it asks."""

    def opens(self, control: Element) -> None:
        """A content control begins."""
        for_recipient = self.for_recipient or is_reply(control)
        self._controls.append((len(self.raw.segments), for_recipient, for_recipient and shows_prompt(control)))

    @property
    def for_recipient(self) -> bool:
        """Whether what comes next is for the recipient to fill in."""
        return self.raw.reply or any(one[1] for one in self._controls)

    def closes(self) -> None:
        """The control that was opened last ends."""
        start, _, asks = self._controls.pop()
        if asks and len(self.raw.segments) > start and not any(one[2] for one in self._controls):
            self.replace(start)

    def of_field(self, fields: Sequence[OpenField]) -> bool:
        """Whether the innermost field, which ends, asks for an answer and is not a text: only Word shows what it holds."""
        *around, found = fields
        shown = shown_for(found.code, "".join(found.said), found.data) if self.for_recipient and not around else None
        if shown is None or found.begins is None or found.begins[0] is not self.raw:
            return False
        return self.replace(found.begins[1], shown) and name_of(found.code) != "FORMTEXT"

    def replace(self, start: int, shown: str = LINE) -> bool:
        """Put an answer in the place of the segments from one on; not where they are filled, or pictures."""
        segments = self.raw.segments[start:]
        said = "".join(self.texts[start:])
        if "{" in said or any(one.node is not None for one in segments):
            return False
        begin, end = (segments[0].start, segments[-1].end) if segments else self.shared.writing.add(OBJECT)
        one = Segment(begin, end, PLAIN, self.shared.runs, None, Answer(said, shown))
        self.raw.segments[start:], self.texts[start:] = [one], [said]
        return True


def shown_for(code: str, result: str, data: Element | None) -> str | None:
    """What stands for a field of a form on paper; None where it says something."""
    name = name_of(code)
    if name == "FORMCHECKBOX":
        return TICKED if _is_ticked(child(data, "checkBox")) else BOX
    if name == "FORMDROPDOWN":
        return LINE
    return LINE if unfilled(code, result, data) is Nature.FORM else None


def _is_ticked(box: Element | None) -> bool:
    """By whoever last filled the form in, else from the outset (ECMA-376 part 1, 17.16.7 and 17.16.12)."""
    for name in ("checked", "default"):
        found = child(box, name)
        if found is not None:
            return attribute(found) not in OFF
    return False
