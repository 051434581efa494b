"""Every exception that letterforge raises. They take positional arguments and pickle.

A message says what is wrong and where, what was looked for, and what to do now; it never shows a value
from the data. `exit_code` is what the command line returns for it.
"""

from __future__ import annotations

from letterforge.findings import Finding


class LetterforgeError(Exception):
    """Anything that letterforge refuses to do, with the reason."""

    exit_code = 1

    def to_dict(self) -> dict[str, object]:
        """As plain data for JSON: the name of its class as ``error``, its ``message``, and ``findings``, if it has any."""
        return {"error": type(self).__name__, "message": str(self), "findings": []}


class UsageError(LetterforgeError):
    """It was asked for in a way that cannot be done: a wrong name, a wrong path, a file in the way."""

    exit_code = 2


class MissingResourceError(LetterforgeError):
    """Something that is needed is not on this machine: a library, a font, room on the disk."""

    exit_code = 3


class FindingsError(LetterforgeError):
    """Something does not fit; `findings` holds all that was found, not the first thing only."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(findings)
        self.findings = findings

    def to_dict(self) -> dict[str, object]:
        """As any error's, with each finding as `Finding.to_dict` gives it."""
        return {**super().to_dict(), "findings": [finding.to_dict() for finding in self.findings]}

    def __str__(self) -> str:
        """One finding after the other, and how many."""
        errors = sum(finding.is_error for finding in self.findings)
        count = f"{errors} error" + ("" if errors == 1 else "s")
        return "\n".join([*map(str, self.findings), count])


class TemplateError(FindingsError):
    """The template cannot be read, or does not fit its model."""


class ModelError(FindingsError):
    """A model file cannot be read, or says what no model can."""


class DataError(FindingsError):
    """The data do not fit the model, or cannot be printed."""


class StationeryError(FindingsError):
    """The stationery cannot be read, or does not fit the letter."""


class RenderError(LetterforgeError):
    """A renderer could not write the letter whole; nothing was written."""


class ReadBackError(RenderError):
    """The finished file does not hold all of the letter, or still holds a mark of a template."""


class UnreadableFileError(LetterforgeError):
    """A file is not what it claims to be, is damaged, or is built to do harm."""


class RendererError(LetterforgeError):
    """A renderer that was asked for by name cannot be used."""

    exit_code = 2


class UnknownNameError(RendererError):
    """No installed package offers that name."""


class BrokenPluginError(RendererError):
    """A package offers the name, but importing it or calling it failed."""


class WrongShapeError(RendererError):
    """A package offers the name, but what it offers is not what the protocol asks for."""


class NameClashError(RendererError):
    """Two packages offer the same name."""
