"""What stands under the keys of a model file: texts, numbers, answers and lists, each fault with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from letterforge.data.data_file import KEY, DataFile, Steps
from letterforge.findings import Findings
from letterforge.model_files.description import Names
from letterforge.rules.reading import MODEL_FILE

_ANSWERS = {"yes": True, "true": True, "y": True, "no": False, "false": False, "n": False}
_MOST_ITEMS = 9  # digits of a number of items


@dataclass(slots=True)
class FileValues:
    """The values of one file, and what was found wrong with it."""

    data: DataFile
    findings: Findings = field(default_factory=Findings)

    def fault(self, steps: Steps, message: str, hint: str | None = None, *, at_key: bool = False) -> None:
        """One more finding, at a value or at its key."""
        place = self.data.place((*steps, KEY) if at_key else steps, None)
        self.findings.add(MODEL_FILE.at(place, message=message, hint=hint))

    def keys(self, steps: Steps, value: object, known: tuple[str, ...]) -> dict[str, Steps] | None:
        """The steps to what stands under each key, by the name of the key; None where there are no keys."""
        if not isinstance(value, dict):
            self.fault(steps, "no list of names with a colon each", f"Write one of: {', '.join(known)}.")
            return None
        found: dict[str, Steps] = {}
        for key in value:
            folded = re.sub(r"[\s_-]+", " ", key.casefold()).strip()
            if folded not in known:
                close = get_close_matches(folded, known, n=1)
                hint = f"Did you mean {close[0]}?" if close else f"The keys here are: {', '.join(known)}."
                if "fields" in known and "type" in known and not close:
                    hint += " The fields of a group stand under fields:, or are written with a dot: meeting.date"
                self.fault((*steps, key), f"the key {shown(key)} is not known here", hint, at_key=True)
            elif folded in found:
                self.fault((*steps, key), f"{folded} is given twice", "Leave one of them out.", at_key=True)
            else:
                found[folded] = (*steps, key)
        return found

    def value(self, steps: Steps | None) -> Any:  # noqa: ANN401  (what YAML can hold)
        """What the steps lead to; None where nothing is said."""
        value: Any = self.data.values
        for step in steps or ():
            value = value[step]
        return value if steps is not None else None

    def text(self, steps: Steps | None) -> str:
        """A text; what is empty or several is none."""
        value = self.value(steps)
        if steps is not None and not isinstance(value, str):
            self.fault(
                steps, "this is not a text", "Write words behind the colon; in quotes, if there is a colon in them."
            )
        # What YAML folds into one line is written on several; only | keeps them apart, and that is a fault.
        return value.strip() if isinstance(value, str) else ""

    def scalar(self, steps: Steps | None) -> str | None:
        """A text, None where there is none."""
        return None if steps is None else self.text(steps) or None

    def yes(self, steps: Steps | None) -> bool:
        """Whether the answer is yes; no unless it is given."""
        if steps is None:
            return False
        value = self.value(steps)
        answer = _ANSWERS.get(value.casefold()) if isinstance(value, str) else None
        if answer is None:
            self.fault(steps, "neither yes nor no", "Write yes or no.")
        return bool(answer)

    def number(self, steps: Steps | None) -> int | None:
        """A number of items."""
        if steps is None:
            return None
        value = self.value(steps)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < _MOST_ITEMS:
            return int(value)
        self.fault(steps, "no number of items", "Write a whole number.")
        return None

    def texts(self, steps: Steps | None, what: str = "a list in brackets: [one, another]") -> Names:
        """Some texts."""
        if steps is None:
            return ()
        value = self.value(steps)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value) or not value:
            self.fault(steps, "no list of words", f"Write {what}, or one on each line behind a hyphen.")
            return ()
        return tuple(value)


_LONGEST = 60


def shown(words: str) -> str:
    """A name of the file as a message shows it."""
    return repr(words if len(words) <= _LONGEST else f"{words[:_LONGEST]}...")
