"""A model whose validators do to a worker what a fault in a library would; workers import it by name."""

from __future__ import annotations

import os
import signal
import time

from pydantic import field_validator

from letterforge import LetterData, Line

TEMPLATE = b"---\nlang: en-GB\ntitle: To {{ name }}\n---\nDear {{ name }},\n\nwe write about {{ case }}.\n"


class Poison(LetterData):
    """Two texts, of which the first can be poison."""

    name: Line
    case: Line

    @field_validator("name")
    @classmethod
    def _act(cls, name: str) -> str:
        if name == "killer":
            os.kill(os.getpid(), signal.SIGKILL)
        if name == "sleeper":
            time.sleep(1000)
        if name == "eater":
            bytearray(8 << 30)
        return name
