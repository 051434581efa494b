"""A second letter, of another kind, with a model of its own and every construct of the language in it."""

from __future__ import annotations

from collections.abc import Callable

import showing

Line = tuple[str, str, bool]
FOLDER = showing.INPUTS / "second"
CONSTRUCTS = (
    "title:", "{#", "{{", "{% if", "{% elif", "{% else %}", "{% for", "{% include", "# ", "### ", "*seeing*", "**{{", "](https://",
    "](mailto:", "1. ", "    - ", "|:-----|--------:|:----:|", "![", "> ", "\\newpage", "\\\n", "{: .address }", "---\n\n",
)  # fmt: skip


def every_construct() -> Line:
    """Every construct of item 2, in all three formats; no renderer knows the first letter"""
    source = (FOLDER / "visit.md").read_text(encoding="utf-8")
    absent = [construct for construct in CONSTRUCTS if construct not in source]
    command, files, said = showing.letters("visit.md", FOLDER / "visit.yaml", "--model", "visit:Visit", cwd=FOLDER)
    data = showing.as_written((FOLDER / "visit.yaml").read_text(encoding="utf-8"))
    data.pop("travel")  # it chooses a sentence
    values = [{"0": "0.00"}.get(value, value) for value in showing.values_of(data) if value != data["ticket"]]
    notes, good = (
        [said, f"constructs not in the template: {absent or 'none'}"],
        len(files) == len(showing.FORMATS) and not absent,
    )
    for name, path in sorted(files.items()):
        found = showing.squeezed(showing.text_of(path))
        missing = [value for value in values if showing.squeezed(value) not in found]
        marks = showing.MARK.findall(found)
        notes.append(f"{name}: {len(values)} values, missing: {missing or 'none'}, marks: {len(marks)}")
        good = good and not missing and not marks
    return command, "\n".join(notes), good


def valid() -> Line:
    """The second letter is valid too: PDF/UA-1, HTML, and the same words in LibreOffice"""
    _, files, _ = showing.letters("visit.md", FOLDER / "visit.yaml", "--model", "visit:Visit", cwd=FOLDER)
    faults, errors = showing.pdf_faults(files["pdf"]), showing.html_errors(files["html"])
    ours = showing.squeezed(showing.text_of(files["docx"]))
    theirs = showing.squeezed(showing.office_text(files["docx"]))
    same = sorted(ours) == sorted(c for c in _without_list_signs(theirs, ours))
    figure = f"{len(faults)} faults in the PDF, {len(errors)} errors in the page\n" + "\n".join([*faults, *errors])
    return (
        "page-validation, html-validate, soffice",
        figure + f"\nsame letters in LibreOffice: {same}",
        not faults and not errors and same,
    )


def _without_list_signs(text: str, wanted: str) -> str:
    """LibreOffice writes the bullets and numbers of lists, which are no text of the paragraphs."""
    out, at = [], 0
    for character in text:
        if at < len(wanted) and character == wanted[at]:
            out.append(character)
            at += 1
        elif character not in "\N{BULLET}\N{EN DASH}\N{WHITE BULLET}1234567890.":
            out.append(character)
    return "".join(out)


def knows_no_letter() -> Line:
    """Nothing in the renderers names a field of a letter"""
    names = ("introduction", "conversations", "participant", "feedback", "safeguarding")
    hits = [
        f"{path.relative_to(showing.ROOT)}: {name}"
        for path in sorted((showing.ROOT / "plugins").glob("*/src/**/*.py"))
        for name in names
        if name in path.read_text(encoding="utf-8")
    ]
    return "grep in plugins/*/src", "\n".join(hits) or "none", not hits


LINES: tuple[Callable[[], Line], ...] = (every_construct, valid, knows_no_letter)
