"""Where the faults of a row stand: in a cell, with row, column, heading and field; in no cell, once for all rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from letterforge.data.data_file import DataFile
from letterforge.expressions.paths import parse_path
from letterforge.findings import Finding, Place
from letterforge.recipients.assembly import ABSENT, looked_up
from letterforge.recipients.columns import Column, Step


class Placement:
    """Gives each finding about the data of a row its place, and keeps those apart that are about no cell."""

    def __init__(self, file: str | None, columns: Sequence[Column], shared: DataFile) -> None:
        self.file, self.shared = file, shared
        self.columns = {column.target.path: column for column in columns}
        self.rows = set[int]()
        """Those with an error that is about no cell."""
        self._elsewhere: dict[Finding, list[int]] = {}

    def in_cells(self, findings: Iterable[Finding], row: int) -> Iterator[Finding]:
        """Those that are about a cell, at it; the others are kept."""
        for finding in findings:
            column = self.column_of(finding.place.path)
            if column is None:
                self._elsewhere.setdefault(finding, []).append(row)
                self.rows |= {row} if finding.is_error else set()
            else:
                yield finding.at(Place(self.file, row, column.number, column.label))

    def placed(self, findings: Iterable[Finding], row: int) -> tuple[Finding, ...]:
        """All of them, those about no cell at their row."""
        out = []
        for finding in findings:
            column = self.column_of(finding.place.path)
            path = finding.place.path if column is None else column.label
            out.append(finding.at(Place(self.file, row, column.number if column else None, path)))
        return tuple(out)

    def elsewhere(self, rows: int, missing: frozenset[str]) -> Iterator[Finding]:
        """Those about no cell: once where all rows have it of what they share, not at all where its column is missing."""
        for finding, at in self._elsewhere.items():
            path = finding.place.path
            if path is not None and any(_holds(path, one) or _holds(one, path) for one in missing):
                continue
            steps = [Step(one, (one,) if isinstance(one, str) else ()) for one in parse_path(path or "")]
            if path is not None and len(at) == rows and looked_up(self.shared.values, steps) is not ABSENT:
                yield finding.at(self.shared.place(tuple(step.name for step in steps), path))
            else:
                yield from (finding.at(Place(self.file, row, None, path)) for row in at)

    def column_of(self, path: str | None) -> Column | None:
        """The column that gives a field, an item or group that holds it, or else the first below it."""
        if path is None:
            return None
        steps = path
        while steps:
            if steps in self.columns:
                return self.columns[steps]
            steps = steps[: max(steps.rfind("."), steps.rfind("["), 0)]
        return next((one for name, one in self.columns.items() if _holds(path, name)), None)


def _holds(path: str, other: str) -> bool:
    """Whether a path is another, or that of what holds it."""
    return other == path or other.startswith((f"{path}.", f"{path}["))
