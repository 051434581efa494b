"""`Evaluation`: what is known and noted while one letter is filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import EllipsisType
from typing import Any

from letterforge.decisions import Decisions
from letterforge.document import Picture, Text
from letterforge.filling.meant import NOTHING_MEANT, Meant
from letterforge.findings import Finding, Findings, Place, Rule
from letterforge.loading.tree import Tag
from letterforge.models.data_picture import DataPicture
from letterforge.models.text_rules import SHORT, Judged, TextRule, judged
from letterforge.rules.reading import TOO_LONG

ROOM = 5_000_000
"""Characters of a letter, a node of its tree counted as a few: loops within loops make a short template endless."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where the items of a list come from, which of them a loop takes, and the number of its turn."""

    at: Callable[[int], str | None]
    taken: Sequence[int]
    turn: int

    def beside(self, step: int) -> str | None:
        """Where the item comes from that is so many turns away; None where there is none."""
        turn = self.turn + step
        return self.at(self.taken[turn]) if 0 <= turn < len(self.taken) else None


@dataclass
class Evaluation:
    """One filling: the plain data in scope, the data paths of loop variables, what was printed, what went wrong."""

    scope: Mapping[str, Any]
    paths: Mapping[str, tuple[str, int] | str | None] = field(default_factory=dict)
    """Of each loop variable the path of its list, and its place in it, or its own path; None where it has none."""
    neighbours: Neighbours | None = None
    """The items beside that of the loop whose `loop` is in scope."""
    printed: list[Text] = field(default_factory=list)
    """The texts of the document that is made, if one is."""
    findings: Findings = field(default_factory=Findings)
    wordless: list[Place] = field(default_factory=list)
    """Where a value without words was to be printed: a picture, which only a Word file can show."""
    uneven: bool = False
    """Whether some value made more or less than one text without a blank at its end: blanks may have to be tidied."""
    decisions: Decisions = field(default_factory=Decisions)
    """What was decided at the tags that are numbered."""
    room: int = ROOM
    """What is left of `ROOM`."""
    meant: Meant = NOTHING_MEANT
    """What template and model allow, though it looks like something to be filled in."""
    signs: int = 0
    """How often something was printed that holds a sign of what a scan looks for, or nothing: what is around it counts."""
    replies: int = 0
    """How many stretches for the recipient are around what is filled now: nothing in them is a leftover."""
    gaps: int = 0
    """How often a condition or a loop has left nothing."""
    allowed: list[str] = field(default_factory=list)
    """The texts of values that look like something to be filled in, and are allowed."""
    suspects: list[Tag] = field(default_factory=list)
    """The first tags of paragraphs of which only the words are known, and that look as if they waited to be filled."""
    warnings: list[Finding] = field(default_factory=list)
    """What a person should look at."""

    picture: DataPicture | None = None
    """What the placeholder that was just asked shows, where that is no words."""
    pictures: dict[str, Picture] = field(default_factory=dict)
    """The pictures of the data that the document shows, by their digests."""

    judgements: dict[str, Judged] = field(default_factory=dict)
    """What is to be known of long texts, which takes its time: a loop may print one again and again."""

    def judge(self, text: str) -> Judged:
        """What is to be known of a text before it is printed."""
        if len(text) < SHORT:
            return judged(text)
        known = self.judgements.get(text)
        if known is None:
            known = self.judgements[text] = judged(text)
        return known

    def spend(self, cost: int, tag: Tag) -> bool:
        """Whether there is room for so much more; where there is none, that is said once."""
        before, self.room = self.room, self.room - cost
        if before >= 0 > self.room:
            message = f"the letter grows beyond {ROOM:,} characters here; no letter is that long"
            self.refuse(TOO_LONG, None, tag, message=message)
        return self.room >= 0

    def refuse(
        self, rule: Rule, path: str | None, tag: Tag, *, message: str, hint: str | EllipsisType | None = ...
    ) -> tuple[()]:
        """Note what went wrong: at the field of the data, or at the tag where no field is named."""
        place = Place(path=path) if path else tag.place
        if isinstance(hint, EllipsisType):
            hint = rule.mend + self.meant.how(rule, path)
        self.findings.add(rule.at(place, message=message, hint=hint))
        return ()

    def permits(self, rule: TextRule, path: str | None, text: str) -> bool:
        """Whether a text may break a rule in its field."""
        if not self.meant.by_field(rule, path, text):
            return False
        self.allowed.append(text)
        return True
