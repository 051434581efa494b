"""What WeasyPrint complains of: its log, heard by us and by nobody else."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator

_LOGGER = logging.getLogger("weasyprint")


class _Ear(logging.Filter):
    """Takes the records of one thread off the log: they may hold words of the letter, or whole pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self._thread = threading.get_ident()

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record out of the application's log, and its message here."""
        if record.thread != self._thread:
            return True
        if record.levelno >= logging.WARNING:
            self.heard.append(record.getMessage())
        return False


@contextlib.contextmanager
def listening() -> Iterator[list[str]]:
    """Collect what this thread makes WeasyPrint log from WARNING up, whatever the application set up.

    A logger can be disabled (``logging.config`` does so by default), set to a level, or silenced for the
    whole process: a fault that is only logged would go unheard, and the letter out with a hole. Each is
    lifted while one letter is printed. Not for two threads at once: the caller holds a lock.
    """
    ear = _Ear()
    disabled, level, silenced = _LOGGER.disabled, _LOGGER.level, logging.root.manager.disable
    _LOGGER.disabled = False
    if _LOGGER.getEffectiveLevel() > logging.WARNING:
        _LOGGER.setLevel(logging.WARNING)
    if silenced >= logging.WARNING:
        logging.disable(logging.NOTSET)
    _LOGGER.addFilter(ear)
    try:
        yield ear.heard
    finally:
        _LOGGER.removeFilter(ear)
        _LOGGER.setLevel(level)
        _LOGGER.disabled = disabled
        if silenced >= logging.WARNING:
            logging.disable(silenced)


# What a message of WeasyPrint is about, by words in it. Its own words may quote the letter.
_KINDS = (
    ("load image", "a picture cannot be read"),
    ("Font-face", "a font cannot be read"),
    ("anchor", "a link leads nowhere within the letter"),
)


def about(messages: list[str]) -> str:
    """What went wrong, in words of ours."""
    kinds = {next((words for sign, words in _KINDS if sign in message), "it gave a warning") for message in messages}
    return "; ".join(sorted(kinds))
