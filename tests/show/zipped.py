"""What issue 10 must show of a hundred thousand letters in one zip."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable

import showing

Line = tuple[str, str, bool]
FEW, MANY = 1_000, 100_000
ROOM = 20
_SCRIPT = """
import re, sys, time, zipfile
from pathlib import Path
import letterforge

def peak():
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) / 1024

if __name__ == "__main__":
    number = int(sys.argv[1])
    template = letterforge.load(Path("letter.md"))
    stationery = letterforge.Stationery.read("stationery")
    rows = ({"name": f"Marker {index:06x} Ash", "case": f"case {index}"} for index in range(number))
    began, written = time.monotonic(), 0
    for one in letterforge.batch(template, rows, to="docx", out="letters.zip", pack="zip", ledger="ledger", stationery=stationery):
        written += one.outcome is letterforge.Outcome.WRITTEN
    took, most = time.monotonic() - began, peak()
    with zipfile.ZipFile("letters.zip") as whole:
        names = whole.namelist()
        right = all(
            f"Marker {index:06x} Ash".encode() in zipfile.ZipFile(whole.open(names[index])).read("word/document.xml")
            for index in range(0, number, max(number // 500, 1))
        )
    print(written, len(names), right, f"{most:.0f}", f"{took:.0f}", Path("letters.zip").stat().st_size >> 20)
"""
_TEMPLATE = "---\nlang: en-GB\ntitle: To {{ name }}\n---\nDear {{ name }},\n\nwe write about {{ case }}.\n"


def _letters(number: int) -> tuple[list[str], str]:
    """What came of so many letters: written, in the zip, those looked at right, MB of memory, seconds, MB of the zip."""
    folder = showing.scratch()
    (folder / "letter.md").write_text(_TEMPLATE, encoding="utf-8")
    (folder / "run.py").write_text(_SCRIPT, encoding="utf-8")
    shutil.copytree(showing.ROOT / "templates" / "stationery" / "plain", folder / "stationery")
    settings = folder / "stationery" / "stationery.toml"
    text = settings.read_text(encoding="utf-8")
    if "[text]" in text:
        text = text.replace("[text]", "[text]\nembed-fonts = false")
    else:
        text = f"[text]\nembed-fonts = false\n{text}"
    settings.write_text(text, encoding="utf-8")
    key = {"LETTERFORGE_KEY": "a key for what is shown, long enough"}
    done = showing.run(sys.executable, "run.py", str(number), cwd=folder, env=key, seconds=1800)
    shutil.rmtree(folder)
    return done.stdout.split(), done.stderr[-500:]


def memory() -> Line:
    """100,000 DOCX letters to a zip: peak memory within 20 MB of that for 1,000"""
    said, peaks, good = [], [], True
    for number in (FEW, MANY):
        found, wrong = _letters(number)
        if len(found) != 6:
            return "letterforge.batch(..., pack='zip')", wrong, False
        written, held, right, peak, seconds, size = found
        peaks.append(int(peak))
        good = good and int(written) == int(held) == number and right == "True"
        said.append(f"{number:,}: {peak} MB of memory, {seconds} s, a zip of {size} MB with {int(held):,} letters")
    return "letterforge.batch(..., pack='zip')", "\n".join(said), good and peaks[1] - peaks[0] <= ROOM


LINES: tuple[Callable[[], Line], ...] = (memory,)
