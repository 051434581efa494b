"""Many letters on the disk: one piece of work in a process of its own, which prints the seconds that it took.

    python benchmarks/many_letters.py WORK CORES COUNT FOLDER

Ours print a second number, too: the letters a second once the first are there, without the start of the workers.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import word

GROUP = 256
"""Files that `letterforge.batch` brings to the disk together."""


def _letters(count: int) -> Iterator[dict[str, Any]]:
    return itertools.islice(itertools.cycle(word.letters()), count)


def for_peers(count: int) -> list[dict[str, Any]]:
    """The data of so many letters for who prints texts alone."""
    return [{**one, "date": word.FOR_DOCXTPL["date"]} for one in _letters(count)]


def _ours(template: Any, rows: Iterator[Any], to: str, cores: int, folder: Path) -> None:  # noqa: ANN401  (as `load` gives it)
    """Ours, from the start of the workers to the last file."""
    import letterforge  # noqa: PLC0415  (peers do without)

    start = time.perf_counter()
    first = 0.0
    for number, one in enumerate(letterforge.batch(template, rows, to=to, out=folder, workers=cores), 1):
        assert one.files, one  # noqa: S101  (else it is not measured)
        if number == GROUP:
            first = time.perf_counter()
    end = time.perf_counter()
    print(end - start, (number - GROUP) / (end - first) if first else 0)


def ours_from_word(cores: int, count: int, folder: Path) -> None:
    """The Word template."""
    import letterforge  # noqa: PLC0415  (as above)

    _ours(letterforge.load(word.template(), model=word.Word), _letters(count), "docx", cores, folder)


def ours_from_markdown(cores: int, count: int, folder: Path) -> None:
    """The built-in template; its files bring typefaces along."""
    import work  # noqa: PLC0415  (as above)

    import letterforge  # noqa: PLC0415  (as above)

    rows = (work.varied(work.sample(), number) for number in range(11111, 11111 + count))
    _ours(letterforge.load(work.LETTER), rows, "docx", cores, folder)


def memory(cores: int, count: int, folder: Path) -> None:
    """The most that the process took of memory, in MB, and the largest of its workers."""
    import letterforge  # noqa: PLC0415  (as above)

    source = b"---\nlang: en-GB\ntitle: To {{ name }}\n---\nDear {{ name }}, we write about {{ case }}.\n"
    rows = ({"name": f"Ann {number}", "case": f"case {number}"} for number in range(count))
    for one in letterforge.batch(letterforge.load(source), rows, to="html", out=folder, workers=cores):
        assert one.files, one  # noqa: S101  (as above)
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    print(*(resource.getrusage(each).ru_maxrss / 1024 for each in whose))


def docxtpl(_: int, count: int, folder: Path) -> None:
    """A loop of docxtpl."""
    _loop(word.template(), word.by_docxtpl, count, folder)


def mailmerge(_: int, count: int, folder: Path) -> None:
    """A loop of docx-mailmerge2."""
    _loop(word.for_mail_merge(), word.by_mail_merge, count, folder)


def _loop(template: bytes, make: Callable[[bytes, dict[str, Any]], bytes], count: int, folder: Path) -> None:
    letters = for_peers(count)
    start = time.perf_counter()
    for number, one in enumerate(letters):
        (folder / f"{number}.docx").write_bytes(make(template, one))
    print(time.perf_counter() - start)


def one_by_one(_: int, count: int, folder: Path) -> None:
    """The limit: the bytes of letters that are there, each file written and brought to the disk by itself."""
    _bare(count, folder, 1, os.fsync)


def grouped(_: int, count: int, folder: Path) -> None:
    """The limit: the same, a group of files brought to the disk together (`syncfs`)."""
    _bare(count, folder, GROUP, ctypes.CDLL(None, use_errno=True).syncfs)


def _bare(count: int, folder: Path, group: int, to_disk: Callable[[int], object]) -> None:
    """``folder`` has a folder beside it, whose name ends in ``-letters``: what is written is what stands there."""
    source = folder.with_name(f"{folder.name}-letters")
    contents = [one.read_bytes() for one in itertools.islice(source.glob("*.docx"), count)]
    assert len(contents) == count  # noqa: S101  (as above)
    start = time.perf_counter()
    for at in range(0, count, group):
        handles = [
            (os.open(folder / f"{number}.docx", os.O_WRONLY | os.O_CREAT | os.O_EXCL), contents[number])
            for number in range(at, min(at + group, count))
        ]
        for handle, content in handles:
            os.write(handle, content)
        to_disk(handles[0][0])
        for handle, _ in handles:
            os.close(handle)
    print(time.perf_counter() - start)


WORK = {
    one.__name__: one for one in (ours_from_word, ours_from_markdown, memory, docxtpl, mailmerge, one_by_one, grouped)
}


def main() -> None:
    """Do the work that is asked for."""
    name, cores, count, folder = sys.argv[1:]
    WORK[name](int(cores), int(count), Path(folder))


if __name__ == "__main__":
    main()
