"""What can be wrong with a file that a renderer made, when it is read back."""

from __future__ import annotations

from letterforge.findings import Rule, Severity

LOST_VALUE = Rule(
    "lost-value",
    Severity.ERROR,
    meaning="The finished file does not hold a value of the letter, or not whole.",
    mend="Tell the authors of the renderer.",
)
LOST_TEXT = Rule(
    "lost-text",
    Severity.ERROR,
    meaning="The finished file does not hold all of the wording.",
    mend="Tell the authors of the renderer.",
)
SURPLUS_TEXT = Rule(
    "surplus-text",
    Severity.ERROR,
    meaning="The finished file says more than the letter.",
    mend="Tell the authors of the renderer; words of its own are declared in `own_words`.",
)
WINDOW = Rule(
    "window",
    Severity.ERROR,
    meaning="The address does not stand whole in the window of its envelope, or something else stands around it.",
    mend="Shorten it, or set it smaller: size and line-height of [window] in stationery.toml.",
)
