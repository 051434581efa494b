"""To show later what was sent: the same letter elsewhere, and what has changed where it is another."""

from __future__ import annotations

import json
import shutil
import sys
import venv
from pathlib import Path

from showing import FORMATS, ROOT, SAMPLE, run, scratch

KEY = {"LETTERFORGE_KEY": "a key for what is shown, long enough"}
PLACE = {**KEY, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "4711"}


def _sent(folder: Path) -> Path:
    stationery = ROOT / "src" / "letterforge" / "templates" / "stationery" / "plain"
    shutil.copytree(stationery, folder / "board")
    shutil.copy(SAMPLE, folder / "sample.yaml")
    shutil.copy(ROOT / "templates" / "introductory-letter" / "letter.md", folder / "mine.md")
    done = run(
        "letterforge", "render", "mine.md", "sample.yaml", "--to", ",".join(FORMATS), "-o", "out", "--manifest",
        "--stationery", "board", cwd=folder, env=KEY,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder / "out" / "introductory-letter.manifest.json"


def elsewhere() -> tuple[str, str, bool]:
    """`reproduce` in a second virtual environment, folder, zone and locale: the same."""
    folder, other = scratch(), scratch()
    _sent(folder)
    for name in ("mine.md", "sample.yaml", "out", "board"):
        (folder / name).rename(other / name)
    environment = other / "environment"
    venv.create(environment, with_pip=False)
    here = [path for path in sys.path if path.endswith("site-packages")]
    lib = next((environment / "lib").iterdir()) / "site-packages"
    # What is installed here, seen from there: another interpreter, another prefix, another sys.path.
    (lib / "shared.pth").write_text("\n".join(f"import site; site.addsitedir({path!r})" for path in here))
    done = run(
        str(environment / "bin" / "python"), "-m", "letterforge", "reproduce",
        "out/introductory-letter.manifest.json", "sample.yaml", cwd=other, env=PLACE,
    )  # fmt: skip
    same = done.stdout == "".join(f"{name}: the same bytes\n" for name in FORMATS)
    return "letterforge reproduce MANIFEST DATA, elsewhere", done.stdout + done.stderr, done.returncode == 0 and same


def changed() -> tuple[str, str, bool]:
    """After one changed font, template or version `reproduce` says which it was."""
    folder = scratch()
    record = _sent(folder)
    kept = {path: path.read_bytes() for path in (record, folder / "mine.md")}
    font = next(path for path in sorted((folder / "board").rglob("*Regular*")) if "Atkinson" in path.name)
    kept[font] = font.read_bytes()
    bold = next(path for path in sorted((folder / "board").rglob("*Bold*")) if "Atkinson" in path.name)
    older = json.loads(kept[record])
    older["outputs"]["pdf"]["versions"]["weasyprint"] = "1.0"
    planted = {
        font: (bold.read_bytes(), "the font Atkinson Hyperlegible regular has changed"),
        folder / "mine.md": (kept[folder / "mine.md"] + b"\nP.S.\n", "the template has changed"),
        record: (json.dumps(older).encode(), "weasyprint was 1.0"),
    }
    figures, good = [], True
    for path, (content, wanted) in planted.items():
        path.write_bytes(content)
        done = run("letterforge", "reproduce", str(record), "sample.yaml", cwd=folder, env=KEY)
        said = [line for line in done.stdout.splitlines() if line.startswith("changed")]
        figures += [f"{path.name}: {' / '.join(said)}"]
        good &= len(said) == 1 and wanted in said[0]
        path.write_bytes(kept[path])
    return "letterforge reproduce MANIFEST DATA, after one change each", "\n".join(figures), good


LINES = (elsewhere, changed)
