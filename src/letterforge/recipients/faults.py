"""Where the faults of a row stand: in a cell, with row, column, heading and field; in no cell, once for all rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from letterforge.data.data_file import DataFile
from letterforge.expressions.paths import parse_path
from letterforge.findings import Finding, Place
from letterforge.recipients.assembly import ABSENT, looked_up
from letterforge.recipients.columns import Column, Step, column_at, holds
from letterforge.recipients.lists import Joined


class Placement:
    """Gives each finding about the data of a row its place, and keeps those apart that are about no cell."""

    def __init__(
        self, file: str | None, columns: Sequence[Column], shared: DataFile, joined: Joined | None = None
    ) -> None:
        self.file, self.shared, self.joined = file, shared, joined
        self.columns = {column.target.path: column for column in columns}
        self.rows = set[int]()
        """Those with an error that is about no cell."""
        self._elsewhere: dict[Finding, list[int]] = {}

    def in_cells(self, findings: Iterable[Finding], row: int) -> Iterator[Finding]:
        """Those that are about a cell, at it; the others are kept."""
        for finding in findings:
            column = column_at(self.columns, finding.place.path)
            item = self._item(row, finding)
            if item is not None:
                yield finding.at(item)
            elif column is None:
                self._elsewhere.setdefault(finding, []).append(row)
                self.rows |= {row} if finding.is_error else set()
            else:
                yield finding.at(Place(self.file, row, column.number, column.label))

    def placed(self, findings: Iterable[Finding], row: int) -> tuple[Finding, ...]:
        """All of them, those about no cell at their row."""
        out = []
        for finding in findings:
            column = column_at(self.columns, finding.place.path)
            path = finding.place.path if column is None else column.label
            place = Place(self.file, row, column.number if column else None, path)
            out.append(finding.at(self._item(row, finding) or place))
        return tuple(out)

    def _item(self, row: int, finding: Finding) -> Place | None:
        """Where another table has what a finding is about."""
        return None if self.joined is None else self.joined.place(row, finding.place.path)

    def elsewhere(self, rows: int, missing: frozenset[str]) -> Iterator[Finding]:
        """Those about no cell: once where all rows have it of what they share, not at all where its column is missing."""
        for finding, at in self._elsewhere.items():
            path = finding.place.path
            if path is not None and any(holds(path, one) or holds(one, path) for one in missing):
                continue
            steps = [Step(one, (one,) if isinstance(one, str) else ()) for one in parse_path(path or "")]
            if path is not None and len(at) == rows and looked_up(self.shared.values, steps) is not ABSENT:
                yield finding.at(self.shared.place(tuple(step.name for step in steps), path))
            else:
                yield from (finding.at(Place(self.file, row, None, path)) for row in at)
