"""What the check refuses though no data make it fail: each reason, with a template that could be filled all the same.

`docs/promises.md` says of each why it is right, and a test holds the two together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from letterforge.findings import Finding


@dataclass(frozen=True)
class Reason:
    """One reason: the rules, what their messages say, and what is written in every template of which it is the reason."""

    name: str
    rules: tuple[str, ...]
    message: str
    written: str = ""

    def explains(self, finding: Finding, source: str) -> bool:
        """Whether an error of a template is of this reason."""
        if finding.rule not in self.rules or re.search(self.message, finding.message) is None:
            return False
        return not self.written or re.search(self.written, source) is not None


REASONS: tuple[Reason, ...] = (
    Reason("never equal", ("comparison",), r" is never equal to "),
    Reason("never in it", ("comparison",), r" is never in "),
    Reason("no order", ("comparison",), r"^these two cannot be ordered: one is "),
    Reason("a picture, compared", ("comparison",), r"^a picture is compared with nothing$"),
    Reason(
        "one clock", ("comparison",), r"^these two cannot be ordered: one may have a time zone", r"(\S+) (?:<|>)=? \1"
    ),
    Reason("an empty list, joined", ("unprintable",), r"is a list that may be empty$", r"\| join"),
    Reason("lists in a list, joined", ("filter",), r"^the filter 'join' takes a list of texts", r"\| join"),
    Reason("not there, and asked", ("unknown-field",), r"(?:has|is) no field ", r"\{%"),
    Reason("a list in an order", ("unprintable",), r"is a list that may be empty$", r"[<>]=? [\[(]|[\])] [<>]"),
    Reason(
        "asked in a list",
        ("may-be-absent", "unprintable"),
        r"(?: may be absent here|is a list that may be empty)$",
        r"\{% .*[\[(][\w.\[\]]+\](?:\[0\]| \| first)",
    ),
    Reason(
        "a piece of a text",
        ("may-be-absent", "unprintable"),
        r"(?:\]|replace\(.*\)) may be absent here$|\] is a list that may be empty$",
        r"\[[-\w.:]*\]|replace\(",
    ),
    Reason(
        "what a loop leaves",
        ("may-be-absent", "unprintable"),
        r"^\w+\.\w+ (?:may be absent here|is a list )",
        r"= namespace\(.*\{% for ",
    ),
)
"""Every reason but one: that no data reach the place where the error stands."""
UNREACHED = "never reached"
