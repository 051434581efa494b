"""What issue 10 must show of the combined PDF: the tags are those of its letters, and memory does not grow with them."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import showing

Line = tuple[str, str, bool]
DISTINCT = 20
FEW, MANY = 300, 3_000
MEMORY = 20  # megabytes that many letters may take more than few
_TEMPLATE = (
    "---\nlang: {language}\ntitle: To {{{{ name }}}}\n---\n# About {{{{ name }}}}\n\nDear {{{{ name }}}},\n\n"
    "see [our page](https://www.example.gov.uk/{{{{ number }}}}).\n\n| What | When |\n|---|---|\n| {{{{ name }}}} | 9:00 am |\n\n"
    "1. first\n2. {{{{ name }}}}\n\n## Last\n\n{more}\n"
)
_JOIN = r"""
import json, re, resource, sys
from pathlib import Path
from letterforge.joining.join import Part, join
letters = sorted(Path("letters").glob("*.pdf"))
parts = (Part(f"Letter {n}", letters[n % len(letters)]) for n in range(int(sys.argv[1])))
join(parts, Path(sys.argv[2]), title="All letters")
# Not `ru_maxrss` on Linux: a process begins with what the one that began it has.
status = Path("/proc/self/status")
if status.exists():
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) / 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
print(json.dumps(peak))
"""
# Every letter with fonts of its own, as if no two were alike: what is kept of them is at its most.
_UNLIKE = """
import os
from letterforge.joining import copying
put = copying.Shared.put
copying.Shared.get = lambda self, key: None
copying.Shared.put = lambda self, key, value: put(self, os.urandom(32), value)
"""


def _folder() -> Path:
    """Letters of one to three pages, in two languages, each with a marker of its own."""
    import letterforge

    folder = showing.scratch()
    (folder / "letters").mkdir()
    for number in range(DISTINCT):
        more = "\n\n".join(f"Paragraph {n} for {{{{ name }}}}." for n in range(60 * (number % 3) + 1))
        path = folder / f"{number}.md"
        path.write_text(_TEMPLATE.format(language=("en-GB", "cy")[number % 2], more=more), encoding="utf-8")
        made = letterforge.Letter(letterforge.load(path), {"name": f"Marker {number:04x} Ash", "number": str(number)})
        letterforge.render(made, to="pdf").save(folder / "letters" / f"{number:02}.pdf")
    return folder


def _joined(folder: Path, letters: int, *, before: str = "") -> float:
    """The peak of memory, in megabytes, of a process that joins so many."""
    done = showing.run(sys.executable, "-c", before + _JOIN, str(letters), f"{letters}{bool(before)}.pdf", cwd=folder)
    return float(json.loads(done.stdout)) if done.returncode == 0 else float("inf")


def _tagged(path: Path) -> Sequence[str]:
    """The tags and their text as poppler reads them, without the numbers of objects."""
    lines = showing.run("pdfinfo", "-struct-text", str(path)).stdout.splitlines()
    return [line if line.lstrip()[:1] == '"' else line.partition(" Object ")[0] for line in lines]


def tags() -> Line:
    """The combined PDF of 300 letters: the text of its tags is that of its letters, in order"""
    folder = _folder()
    _joined(folder, FEW)
    (first, *whole) = _tagged(folder / f"{FEW}False.pdf")
    each = [_tagged(path) for path in sorted((folder / "letters").glob("*.pdf"))]
    # An id is that of its letter: its number goes before it.
    expected = [
        re.sub(r"^( *TH) <", rf"  \1 <{number + 1:08d}.", line) if re.match(" *TH <", line) else f"  {line}"
        for number in range(FEW)
        for line in each[number % DISTINCT]
    ]
    texts = sum('"' in line for line in expected)
    said = f"{len(whole)} lines of tags, {texts} of them text; of the letters one by one {len(expected)}"
    return f"join({FEW} letters); pdfinfo -struct-text", said, first == "Document" and whole == expected and texts > FEW


def memory() -> Line:
    """The combined PDF of 3,000 letters: peak memory within 20 MB of that for 300"""
    folder = _folder()
    peaks = {(unlike, n): _joined(folder, n, before=unlike) for unlike in ("", _UNLIKE) for n in (FEW, MANY)}
    sizes = {n: (folder / f"{n}True.pdf").stat().st_size / 1e6 for n in (FEW, MANY)}
    said = [
        f"{'no two alike' if unlike else 'fonts alike'}: {peaks[unlike, FEW]:.0f} MB for {FEW}, {peaks[unlike, MANY]:.0f} MB for {MANY}"
        for unlike in ("", _UNLIKE)
    ]
    said.append(f"the files are of {sizes[FEW]:.1f} and {sizes[MANY]:.1f} MB where no two are alike")
    good = all(peaks[unlike, MANY] < peaks[unlike, FEW] + MEMORY for unlike in ("", _UNLIKE))
    return "join(3,000 letters), in a process of its own", "\n".join(said), good


LINES: tuple[Callable[[], Line], ...] = (tags, memory)
