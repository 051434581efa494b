"""Fields and content controls of Word that still wait to be filled."""

from __future__ import annotations

import re

from letterforge.office.xml import OFF, Element, attribute, child, local, value
from letterforge.passages import Nature

_MERGED = re.compile(r"\s*(MERGEFIELD|ADDRESSBLOCK|GREETINGLINE)\b\s*(?:\"([^\"]*)\"|(\S*))")
_ASKED = re.compile(r"\s*(?:FORMTEXT|FILLIN)\b")
_REPLY = re.compile(r"letter[ _-]?reply", re.IGNORECASE)
_BUTTON = re.compile(r"\s*MACROBUTTON\s+(?:NoMacro|AcceptAllChangesShown)\b", re.IGNORECASE)
_CHOOSE = re.compile(r"\W*\Z|\W*(?:choose|select|pick|please|click)\b", re.IGNORECASE)


def shows_prompt(control: Element) -> bool:
    """Whether a content control still shows what it asks for (ECMA-376 part 1, 17.5.2.39)."""
    showing = child(child(control, "sdtPr"), "showingPlcHdr")
    return showing is not None and attribute(showing) not in OFF


def is_reply(control: Element) -> bool:
    """Whether a content control is for the recipient to fill in: its tag says so (ECMA-376 part 1, 17.5.2.42)."""
    return (value(child(control, "sdtPr"), "tag") or "").strip().casefold() == "reply"


def for_reply(root: Element) -> frozenset[Element]:
    """The paragraphs of a story that the recipient is to fill in: by their style, or in a control whose tag says so."""
    found = [one for one in root.iter() if local(one.tag) == "p" and _REPLY.fullmatch(_style(one))]
    controls = [one for one in root.iter() if local(one.tag) == "sdt" and is_reply(one)]
    found += [one for control in controls for one in control.iter() if local(one.tag) == "p"]
    return frozenset(found)


def prompted(root: Element) -> frozenset[Element]:
    """The paragraphs that content controls around them show as their prompts."""
    controls = (one for one in root.iter() if local(one.tag) == "sdt" and shows_prompt(one))
    return frozenset(one for control in controls for one in control.iter() if local(one.tag) == "p")


def _style(paragraph: Element) -> str:
    return value(child(paragraph, "pPr"), "pStyle") or ""


def unfilled(code: str, result: str, data: Element | None) -> Nature | None:
    """What kind of field it is, if it still waits to be filled: by its code, and by what it shows.

    ``data`` are those of a field of an old form (``w:ffData``).
    """
    shown = result.strip()  # of en spaces, too, which an empty form field is made of
    if merged := _MERGED.match(code):
        name = merged[2] or merged[3] or merged[1]
        waits = not shown or (shown[0] in "«<" and shown[-1] in "»>") or _letters(shown) == _letters(name)
        return Nature.MERGE if waits else None
    if _ASKED.match(code):
        return None if shown else Nature.FORM
    # The oldest way to ask for something in a Word template: a button that does nothing, and shows a prompt.
    if _BUTTON.match(code):
        return Nature.FORM
    if data is not None and "FORMDROPDOWN" in code:
        return Nature.FORM if _CHOOSE.match(_chosen(data)) else None
    return None


def asks_to_choose(text: str) -> bool:
    """Whether an entry of a list says what to do, and is none to choose: "Choose an item."."""
    return _CHOOSE.match(text) is not None


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _chosen(data: Element) -> str:
    """The entry of a drop-down list that is chosen, the first one if none is (ECMA-376 part 1, 17.16.28)."""
    entries = [attribute(one) or "" for one in data.iter() if local(one.tag) == "listEntry"]
    numbers = {local(one.tag): attribute(one) or "" for one in data.iter() if local(one.tag) in {"result", "default"}}
    number = numbers.get("result", numbers.get("default", "0"))
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""
