"""What others have found: the small inputs of `../shared/cases`, each with what is right, the attacks, and the corpus."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import showing
from test_templates_corpus import CORPUS, measured

import letterforge
from letterforge import finished_files, plugins

Line = tuple[str, str, bool]
SHARED = showing.ROOT.parent / "shared"
CASES = SHARED / "cases"
DATA = {"name": "Ann Ash", "ref": "R/1", "town": "Tarn", "way": "post", "title1": "Notice"}


class Case(NamedTuple):
    """One input: the findings that it must have, by rule and place, or the words that each letter of it must say."""

    file: str
    findings: Sequence[str] = ()
    words: Sequence[str] = ()
    more: Mapping[str, object] = MappingProxyType({})
    less: Sequence[str] = ()
    without: Sequence[str] = ()
    """What is in no byte of a letter."""
    in_docx: str = ""
    """A pattern that the main part of the DOCX must have."""


def _told(*rules: str, at: str = "") -> tuple[str, ...]:
    return tuple(f"{rule}{f' at {at}' if at else ''}" for rule in rules)


READ = (
    Case("01-holes-printed/braces.docx", _told("template-mark", "template-mark", at="paragraph 2")),
    Case("01-holes-printed/formtext.docx", _told("form-field", at="paragraph 2")),
    Case("01-holes-printed/mergefield.docx", _told("unknown-field", at="paragraph 2")),
    Case("01-holes-printed/sdt.docx", _told("content-control", at="paragraph 2")),
    Case("01-holes-printed/xxxx.docx", _told("promise-word", "promise-word", at="paragraph 2")),
    Case("02-stale-fields/date.docx", ("stale-field at paragraph 1", "stale-field at paragraph 3")),
    Case("02-stale-fields/if.docx", words=("you get it by post",)),
    Case("03-attached-template/attached.docx", words=("Dear Ann Ash",), without=("attachedTemplate", ".dotx", ".dotm")),
    Case("04-nested-table-loop/one_inner.docx", words=("first", "second"), more={"a": ["first", "second"]}),
    Case("05-brackets-around-a-field/b.docx", words=("[R/1]",)),
    Case("05-brackets-around-a-field/g.docx", words=("[ ] form", "[x] fee")),
    Case("05-brackets-around-a-field/letter.md", words=("[R/1]",)),
    Case("06-footer-taller-than-margin/foot.docx", words=("Registered charity",)),
    Case("07-silent-loss/fonts.docx", ("hidden-tag at paragraph 1",)),
    Case("07-silent-loss/land.docx", words=("Landscape",)),
    Case("07-silent-loss/tabs.docx", words=("Our ref: R/1",)),
    Case("08-formula/inline.docx", words=("The rule is",), in_docx="<m:oMath"),
    Case("08-formula/para.docx", words=("Dear Ann Ash",), in_docx="<m:oMath"),
    Case(
        "09-list-restart/num.docx",
        words=("Group A", "Group B"),
        more={"groups": [{"name": "A", "items": ["p", "q"]}, {"name": "B", "items": ["r", "s"]}]},
        in_docx=r'(?s)numId w:val="(\d+)".*numId w:val="(?!\1")\d+"',
    ),
    Case("10-no-glyph-signs/g1.docx", words=("☐ Yes",)),
    Case("10-no-glyph-signs/g2.docx", words=("→ next",)),
    Case("11-tracked-changes/track.docx", words=("Dear Ann Ash",), without=("<w:ins ", "<w:del ", "w:author")),
    Case("11-tracked-changes/tracksplit.docx", ("tracked-tag at paragraph 1",)),
    Case("14-guard-without-model/defined.docx", words=("Dear Ann Ash",), less=("ref",)),
    Case("20-order-of-findings/order.docx", tuple(f"{r} at paragraph {n}" for n, r in enumerate(("expression", "syntax", "bracketed-prompt"), 1))),
    Case("21-fields-without-model/row.docx", words=("Bo", "Chair"), more={"people": [{"name": "Bo", "role": "Chair"}]}),
)  # fmt: skip
WARNED = {
    "03-attached-template/attached.docx": ("private",),
    "07-silent-loss/fonts.docx": ("loss", "loss", "loss", "private"),
    "07-silent-loss/land.docx": ("loss",),
    "07-silent-loss/tabs.docx": ("loss", "loss", "loss"),
    "08-formula/inline.docx": ("loss",),
    "08-formula/para.docx": ("loss",),
    "11-tracked-changes/track.docx": ("private",),
    "11-tracked-changes/tracksplit.docx": ("private",),
    "01-holes-printed/xxxx.docx": ("blank", "blank"),
}
"""What each is warned of; the others, of nothing."""


def _wrong(case: Case) -> Iterator[str]:
    """What is not as it must be."""
    data = {key: value for key, value in {**DATA, **case.more}.items() if key not in case.less}
    path = CASES / case.file
    found = letterforge.check(path, data)
    errors = [f"{one.rule} at {one.place.path}" for one in found if one.is_error]
    if errors != list(case.findings):
        yield f"errors {errors}"
    if (warned := tuple(sorted(one.rule for one in found if not one.is_error))) != WARNED.get(case.file, ()):
        yield f"warnings {warned}"
    if errors:
        return
    letter = letterforge.Letter(letterforge.load(path), data)
    for to in showing.FORMATS:
        made = letterforge.render(letter, to=to, allow_loss=True)
        words = " ".join(one.text for one in finished_files.passages_of(made.content, plugins.renderer(to).media_type))
        yield from (f"no {one!r} in {to}" for one in case.words if one not in " ".join(words.split()))
        inside = _members(made.content) if to == "docx" else made.content.decode("latin-1")
        yield from (f"{one!r} in {to}" for one in case.without if one in inside)
        if to == "docx" and case.in_docx and not re.search(case.in_docx, inside):
            yield f"no {case.in_docx} in the DOCX"


def _members(content: bytes) -> str:
    import io

    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())


def cases() -> Line:
    """Each input of ../shared/cases does what its note says is right"""
    if not CASES.is_dir():
        return _not_here(CASES)
    told = {case.file: list(_wrong(case)) for case in READ}
    told["15-picture-compresses-well/make.py"] = list(_of_picture())
    told["18-pandas-missing/letter.py"] = list(_of_pandas())
    told["21-fields-without-model/row.docx, its fields"] = list(_of_fields())
    known = {Path(file).parts[0] for file in told}
    unread = [one.name for one in CASES.iterdir() if one.is_dir() and one.name not in known | {"attacks"}]
    rows = [f"{'; '.join(wrong) or 'right':8} {file}" for file, wrong in told.items()]
    figure = "\n".join([*rows, *(f"not tried: {one}" for one in unread)])
    return "letterforge.check and render, of each", figure, not unread and not any(told.values())


def _of_picture() -> Iterator[str]:
    folder = showing.scratch()
    showing.run(sys.executable, str(CASES / "15-picture-compresses-well" / "make.py"), cwd=folder)
    found = [one for one in letterforge.check(folder / "picture.docx", DATA) if one.is_error]
    yield from (one.rule for one in found)
    if not found:
        letterforge.render(letterforge.Letter(letterforge.load(folder / "picture.docx"), DATA), to="docx")


def _of_pandas() -> Iterator[str]:
    if importlib.util.find_spec("pandas") is None:
        return  # tests/data/test_foreign.py has values that can do what those of pandas can
    said = showing.run(sys.executable, str(CASES / "18-pandas-missing" / "letter.py")).stdout
    if said.count("DataError True when: error: is the missing value of a data frame [no-value]") != 2:
        yield said


def _of_fields() -> Iterator[str]:
    said = showing.run("letterforge", "fields", str(CASES / "21-fields-without-model" / "row.docx")).stdout
    yield from (f"no {one}" for one in ("people[]", "people[].name", "people[].role") if one not in said.splitlines())


# --- attacks -----------------------------------------------------------------------------------------------------------

ATTACKS: Mapping[str, tuple[str, int]] = {
    "01": (r"2:00 pm / 4 March 2026 / 4 March 2026, 1:30 am", 2),
    "02": (r"Dear Dr Ash", 3),
    "03": (r"expected ('.*'), seen \1|b: error: is missing \[missing\]", 6),
    "04": (r"errors: \[\]", 1),
    "05": (r"altChunk, a whole file within this one", 1),
    "07": (r"DATE, which shows another day", 1),
    "08": (r"is what is read here .*'Dear \{\{ name \}\},'", 2),
    "09": (r"exit \d \['Dear Ann Ash,'\]", 2),
    "10": (r"a tag in hidden text, which no letter carries \[hidden-tag\]", 1),
    "11": (r"a tag stands where letterforge does not fill a Word file \[tag-place\]", 1),
    "12": (r" refused: error: the file loads something from outside", 4),
    "13": (r"name: error: is blank \[blank\]", 1),
    "15": (r"name: error: is blank \[blank\]", 1),
    "17": (r"letter\.\w+ \['Dear Old Recipient", 2),
    "18": (r"left a hidden copy in 0 of 6", 3),
    "19": (r"\b[01]\.\d CPU-s, \d+ MB, done", 4),
    "20": (r"refused: x\.\w+: error|it is not a file but a pipe, a device or a folder", 4),
    "21": (r"refused: .*the picture cannot be used", 2),
    "24": (r": .* MB, refused: the PDF |scan bad\.pdf left\.txt: exit 1 .*1 certain", 6),
    "25": (r" DataError: ", 5),
    "26": (r"^\[\]$", 1),
    "27": (r"^\[\] \[\]$", 1),
    "28": (r"nothing was written|tell its authors|surplus-text|--to html 0", 6),
    "29": (r"0 of 4 children hung", 1),
    "31": (r"(?:docx|pdf) \['Ref AB  12!'\]", 2),
    "32": (r"a\.html$", 1),
}
"""What each says where the attack fails, as a pattern, and how often."""


def _mended(name: str, script: str) -> str:
    """A script with the imports of today."""
    script = script.replace("from letterforge.readers import kinds", "from letterforge.scanning.readers import kinds")
    script = script.replace("from letterforge.sources import data\n", "import letterforge\n")
    script = re.sub(
        r'data\.read\((.*), suffix="(\.\w+)"\)', r'letterforge.read_data((\1).encode(), name="x\2")', script
    )
    if shutil.which("pdftotext") is None:
        script = script.replace('["pdftotext", f"{folder}/a.pdf", "-"]', '["true"]')
    if name.startswith("17"):
        script = re.sub(
            r"assemble\.save_all\((.*?), \[\"pdf\", \"docx\"\], Path\(folder\)(?:, overwrite=True)?\)",
            r"save(\1)",
            script,
        )
        script = script.replace("from letterforge import assemble, renderer\n", _SAVED)
        script = script.replace("whole, calls = renderer._write_whole, []", "whole, calls = os.replace, []")
        script = script.replace("renderer._write_whole = full", "os.replace = full")
    return script


_SAVED = """from letterforge import artifact


def save(letter):
    made = {Path(folder, f"letter.{to}"): letterforge.render(letter, to=to) for to in ("pdf", "docx")}
    artifact.save_together(made, overwrite=True)


"""


def attacks() -> Line:
    """Each script of ../shared/cases/attacks, its imports mended in a copy: none does what it once did"""
    if not CASES.is_dir():
        return _not_here(CASES)
    folder = showing.scratch()
    rows: list[str] = []
    good = True
    for script in sorted((CASES / "attacks").glob("*.py")):
        (folder / script.name).write_text(_mended(script.name, script.read_text(encoding="utf-8")), encoding="utf-8")
    for script in sorted(folder.glob("[0-9]*.py")):
        done = showing.run(sys.executable, str(script), cwd=folder, seconds=300)
        pattern, times = ATTACKS.get(script.name[:2], ("", 0))
        said = done.stdout + done.stderr
        fails = bool(pattern) and len(re.findall(pattern, said, re.MULTILINE)) >= times
        good = good and fails
        rows.append(f"{'fails' if fails else 'SUCCEEDS'}  {script.name}" + ("" if fails else f"\n{said[-600:]}"))
    shutil.rmtree(folder)
    return "python NN-*.py, each", "\n".join(rows), good and len(rows) == len(ATTACKS)


# --- the corpus --------------------------------------------------------------------------------------------------------


def corpus() -> Line:
    """No template of ../shared/corpus that passes check holds what is certain by its own scan"""
    if not CORPUS.is_dir():
        return _not_here(CORPUS)
    every = [path for path in CORPUS.rglob("*") if path.suffix in {".docx", ".md"}]
    passed, holding = measured()
    figure = (
        f"{len(every)} files, {passed} pass check, {len(holding)} of these hold what scan calls certain {holding or ''}"
    )
    return "letterforge check FILE; letterforge scan FILE --template FILE", figure, passed > 0 and not holding


def _not_here(folder: Path) -> Line:
    return "-", f"skipped: {folder.relative_to(showing.ROOT.parent)} is not beside this clone", True


LINES: tuple[Callable[[], Line], ...] = (corpus, cases, attacks)
