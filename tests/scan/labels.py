"""The key of leftovers that people found by reading: one label for each, named by its place; `README.md` is its guide."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from letterforge.passages import Passage
from letterforge.scanning.readers.kinds import kind_of

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "shared" / "corpus"
DOCUMENTS = HERE / "documents"
KEYS = ((HERE / "labels" / "corpus.tsv", CORPUS), (HERE / "labels" / "own.tsv", DOCUMENTS))
"""Each key with the folder that its files are named from."""

COLUMNS = ("file", "place", "ordinal", "start", "length", "rule", "certainty", "count", "digest")
RULES = (
    "template-mark",
    "bracketed-prompt",
    "blank",
    "date-mask",
    "promise-word",
    "content-control",
    "merge-field",
    "form-field",
)
NATIVE = frozenset({"content-control", "merge-field", "form-field"})
"""Rules of what Word and PDF themselves keep empty: compared by number, since a passage need not exist."""


@dataclass(frozen=True, slots=True)
class Label:
    """One leftover: ``text[start : start + length]`` of the passage at a place, or ``count`` native ones near it.

    ``ordinal`` counts passages of the same place from 0. ``digest`` is the start of the SHA-256 of the labelled text.
    """

    file: str
    place: str
    ordinal: int
    start: int
    length: int
    rule: str
    certainty: str
    count: int
    digest: str

    @property
    def is_native(self) -> bool:
        """Whether it is compared by number alone."""
        return self.rule in NATIVE

    @property
    def stop(self) -> int:
        """Where it ends in its passage."""
        return self.start + self.length


def read_labels(key: Path) -> tuple[Label, ...]:
    """The labels of one key, in its order."""
    with key.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            message = f"{key}: the columns must be {', '.join(COLUMNS)}"
            raise ValueError(message)
        return tuple(_label(row) for row in rows)


def _label(row: dict[str, str]) -> Label:
    start, length, ordinal, count = (int(row[name]) for name in ("start", "length", "ordinal", "count"))
    return Label(
        row["file"],
        row["place"],
        ordinal,
        start,
        length,
        row["rule"],
        row["certainty"],
        count,
        row["digest"],
    )


def digest(text: str) -> str:
    """The first eight hexadecimal digits of the SHA-256 of some labelled text."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def half(file: str) -> str:
    """``tuning`` or ``held-out``, by the hash of a file's name; all of docxtpl's are called alike, so by their folder."""
    path = Path(file)
    name = path.parent.name if path.name == "template.docx" else path.name
    return "held-out" if hashlib.sha256(name.encode()).digest()[0] % 2 else "tuning"


def passages(path: Path) -> Iterator[tuple[tuple[str, int], Passage]]:
    """The passages of a file, each named by its place and its ordinal among equal places."""
    seen: Counter[str] = Counter()
    for passage in kind_of(content := path.read_bytes(), suffix=path.suffix).passages(content, None):
        place = str(passage.place)
        yield (place, seen[place]), passage
        seen[place] += 1


def files(key: Path, root: Path) -> tuple[str, ...]:
    """The files that a key covers, with a leftover or without, as it names them."""
    if root == CORPUS:
        found: Iterable[Path] = (
            *root.glob("prompts/*"),
            *root.glob("mergefields/*"),
            *root.glob("docxtpl/*/template.docx"),
        )
    else:
        found = root.rglob("*")
    names = {path.relative_to(root).as_posix() for path in found if path.is_file()}
    return tuple(sorted(names | {label.file for label in read_labels(key)}))


def faults(key: Path, root: Path) -> list[str]:
    """What in a key does not fit its files or itself; no text of a file is repeated."""
    labels = read_labels(key)
    found: list[str] = []
    for file in dict.fromkeys(label.file for label in labels):
        if not (root / file).is_file():
            found.append(f"{file}: no such file")
            continue
        texts = {name: passage.text for name, passage in passages(root / file)}
        taken: set[tuple[str, int, int]] = set()
        for label in (label for label in labels if label.file == file):
            where = f"{file}: {label.place}, {label.ordinal}, {label.start}: {label.rule}"
            if label.rule not in RULES or label.certainty not in {"certain", "likely"} or label.count < 1:
                found.append(f"{where}: no such rule, certainty or count")
            if label.is_native:
                continue
            text = texts.get((label.place, label.ordinal), "")[label.start : label.stop]
            if digest(text) != label.digest or len(text) != label.length or not text:
                found.append(f"{where}: the text is another")
            letters = {(label.place, label.ordinal, n) for n in range(label.start, label.stop)}
            if letters & taken:
                found.append(f"{where}: a second label on the same text")
            taken |= letters
    return found
