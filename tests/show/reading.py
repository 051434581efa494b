"""What issue 3 must show of the core: one function for each line, which gives a command, a figure, and whether it holds."""

from __future__ import annotations

import json
import time
import zipfile
from io import BytesIO
from pathlib import Path

import letterforge
from letterforge.errors import LetterforgeError, TemplateError

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "docxtpl"


def corpus_to_every_format() -> tuple[str, str, bool]:
    """The templates with a plain context render, or name what is missing."""
    rendered, refused, failed = 0, 0, []
    for folder in sorted(CORPUS.iterdir()) if CORPUS.is_dir() else []:
        if not (folder / "context.json").exists() or not (folder / "expected.txt").exists():
            continue
        data = json.loads((folder / "context.json").read_text(encoding="utf-8"))
        try:
            letter = letterforge.Letter(letterforge.load(folder / "template.docx"), data)
        except LetterforgeError:
            refused += 1
            continue
        for name in ("docx", "html"):
            try:
                letterforge.render(letter, to=name, allow_loss=True)
                rendered += 1
            except TemplateError as fault:
                # The plain stationery has no font with an arrow; the Word file has its own.
                if any(finding.rule != "no-glyph" for finding in fault.findings):
                    failed.append(f"{folder.name} to {name}")
                refused += 1
            except LetterforgeError:
                failed.append(f"{folder.name} to {name}")
    figure = f"{rendered} files, {refused} refused, failed: {', '.join(failed) or 'none'}"
    return "letterforge render template.docx context.json --to docx --to html", figure, not failed


def hostile_tag_is_refused_with_its_place() -> tuple[str, str, bool]:
    """``{{ ''.__class__.__mro__ }}`` is refused by load."""
    content = _with_words("{{ ''.__class__.__mro__ }}")
    begun = time.perf_counter()
    try:
        letterforge.load(content)
    except TemplateError as fault:
        places = [finding.place.path for finding in fault.findings]
        return "letterforge.load", f"{places} in {time.perf_counter() - begun:.3f} s", places == ["paragraph 1"]
    return "letterforge.load", "it was let through", False


def _with_words(words: str) -> bytes:
    """The plain letterhead with other words in its body."""
    folder = Path(letterforge.__file__).parent / "templates" / "stationery" / "plain"
    made = BytesIO()
    with zipfile.ZipFile(folder / "letterhead.docx") as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"{{p body }}", words.encode()))
    return made.getvalue()


LINES = (corpus_to_every_format, hostile_tag_is_refused_with_its_place)
