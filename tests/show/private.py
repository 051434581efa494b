"""Nothing private travels: what a Word template says to whoever edits it is in no letter, and check names it."""

from __future__ import annotations

import json

from showing import FORMATS, run, scratch
from tests.loading.word.private_word import DATA, SECRETS, members, template

from letterforge import finished_files, plugins

_KINDS = ("comment", "tracked change", "hidden text", "author", "attached template", "bound to data")
_BESIDES = ("2 files within it", "what 4 pictures say", "hidden text in 4 places")


def nothing_private_travels() -> tuple[str, str, bool]:
    """A Word template with comment, tracked deletion, hidden text, author, attached template and bound control; with white and tiny text, too, photographs, an SVG drawing, a chart and an object: nothing of it in the DOCX (every byte of every member searched), PDF and HTML; check names all six, and what pictures say and the files within it."""
    folder = scratch()
    file, data = folder / "letter.docx", folder / "data.json"
    file.write_bytes(template())
    data.write_text(json.dumps(DATA), encoding="utf-8")
    formats = [word for name in FORMATS for word in ("--to", name)]
    made = run("letterforge", "render", str(file), str(data), *formats, "-o", str(folder / "out"), "--allow-loss")
    said = run("letterforge", "check", str(file)).stdout
    found: list[str] = []
    size = 0
    for path in sorted((folder / "out").iterdir()):
        content = path.read_bytes()
        inside = members(content) if path.suffix == ".docx" else {path.name: content.decode("latin-1")}
        words = [one.text for one in finished_files.passages_of(content, _media(path.suffix))]
        searched = [*inside, *inside.values(), *words]
        size += sum(map(len, inside.values()))
        found += [f"{path.name}: {secret}" for secret in SECRETS if any(secret in text for text in searched)]
    named = [kind for kind in _KINDS if kind in said]
    figure = (
        f"{len(SECRETS)} secrets looked for in {size} bytes of {len(FORMATS)} files: {len(found)} found {found or ''}\n"
    )
    figure += f"check names {len(named)} of {len(_KINDS)}: {', '.join(named)}"
    besides = [kind for kind in _BESIDES if kind in said]
    figure += f"; besides, {', '.join(besides)}"
    good = made.returncode == 0 and not found and (len(named), len(besides)) == (len(_KINDS), len(_BESIDES))
    return (
        "letterforge render letter.docx data.json --to docx --to pdf --to html; letterforge check letter.docx",
        figure,
        good,
    )


def _media(suffix: str) -> str:
    return plugins.renderer(suffix[1:]).media_type


LINES = (nothing_private_travels,)
