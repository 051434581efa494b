"""Word's own mail merge: filled as docx-mailmerge2 fills it, as Word documents it, and from a sheet alone."""

from __future__ import annotations

import csv
from pathlib import Path

import showing
from tests.loading.word.fields import test_mailmerge_corpus as corpus
from tests.loading.word.fields.merge_files import field, p, table, text_of, word

import letterforge

Line = tuple[str, str, bool]


def same_text() -> Line:
    """The corpus of mail merges: the text of docx-mailmerge2 with the same records, or the reason why not"""
    command = "letterforge.render(Letter(load(FILE), RECORDS)) beside MailMerge(FILE).merge(RECORDS)"
    if not corpus.FILES:
        return command, "../shared/corpus/mergefields is not there", False
    unlike = {path.stem: corpus.unlike(path) for path in corpus.FILES}
    said = [f"{len(unlike)} files, {sum(not one for one in unlike.values())} of them with the same text"]
    for name, some in unlike.items():
        said += [f"{name}: ours {one!r}, theirs {two!r}" for one, two in some]
    said += [f"\\{switch}: {why}" for switch, why in corpus.DIFFERENT.items()]
    return command, "\n".join(said), sum(map(len, unlike.values())) <= len(corpus.DIFFERENT)


def missing_field() -> Line:
    """A field that the data do not have is a finding, in each file of the corpus and for each of its fields"""
    tried = found = 0
    for path in corpus.FILES:
        data = corpus.records(letterforge.load(path).asked)
        for name in data:
            tried += 1
            rest = {key: value for key, value in data.items() if key != name}
            found += any(one.is_error for one in letterforge.check(path, rest))
    return "letterforge check FILE DATA, one field left out", f"{found} of {tried} found", 0 < tried == found


_CODES = (
    ('IF {MERGEFIELD Sex} = "F" "Ms" "Mr"', ("Ms", "Mr")),
    ("MERGEFIELD Last_Name \\* Upper", ("ASH", "BIRCH")),
    ('MERGEFIELD Day \\@ "dddd d MMMM yyyy"', ("Thursday 3 September 2026", "Friday 1 January 2027")),
    ('MERGEFIELD Day \\@ "ddd dd/MM/yy"', ("Thu 03/09/26", "Fri 01/01/27")),
    ('MERGEFIELD Time \\@ "h.mm am/pm"', ("2.30 pm", "9.05 am")),
    ('MERGEFIELD Sum \\# "£#,##0.00;(£#,##0.00)"', ("£1,234.50", "(£12.00)")),
    ('MERGEFIELD Sum \\# "00000"', ("01235", "-00012")),
    ('MERGEFIELD Note \\b "(" \\f ")"', ("(by post)", "")),
    ('IF {MERGEFIELD Sum} > 1000 "much for {MERGEFIELD Last_Name}" "little"', ("much for Ash", "little")),
)
_SHEET = (
    ("Last Name", "Sex", "Day", "Time", "Sum", "Note", "Home Phone (mobile)"),
    ("Ash", "F", "3 September 2026", "14:30", "1,234.5", "by post", "01632 960001"),
    ("Birch", "M", "2027-01-01", "9.05 am", "-12", "", ""),
)


def from_a_sheet() -> Line:
    """A merge with IF, date, time and number switches, from a sheet alone: what Word documents for each"""
    folder = showing.scratch()
    (folder / "letter.docx").write_bytes(word(*(p(field(code), "|") for code, _ in _CODES)))
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as sheet:
        csv.writer(sheet).writerows(_SHEET)
    done = showing.run("letterforge", "batch", "letter.docx", "people.csv", "--to", "docx", "-o", "out", cwd=folder)
    said = [text_of(path.read_bytes()) for path in sorted((folder / "out").glob("*.docx"))]
    lines, right = [], len(said) == len(_SHEET) - 1
    for at, (code, wanted) in enumerate(_CODES):
        printed = tuple(letter[at].rstrip("|") for letter in said)
        right = right and printed == wanted
        lines.append(f"{code}: {', '.join(map(repr, printed))}")
    return "letterforge batch letter.docx people.csv --to docx -o out", "\n".join([*lines, done.stderr.strip()]), right


def rows_repeat() -> Line:
    """A row repeats for each item of a list; rows that go on with NEXT are the same loop"""
    row = (field("MERGEFIELD item"), field('MERGEFIELD price \\# "0.00"'))
    content = word(table(row, (field("NEXT") + row[0], row[1])))
    data = {"orders": [{"item": one, "price": number} for number, one in enumerate(("Soap", "Salt", "Sand"))]}
    made = letterforge.render(letterforge.Letter(letterforge.load(content), data), to="docx").content
    said = text_of(made)
    return "a table with NEXT, three records", str(said), said == ["Soap", "0.00", "Salt", "1.00", "Sand", "2.00"]


def undecided() -> Line:
    """Without a model and data, check claims nothing of the fields, and fields lists them"""
    file = Path(showing.scratch()) / "letter.docx"
    file.write_bytes(word(p("Dear ", field("MERGEFIELD Last_Name"), ",")))
    checked, listed = (showing.run("letterforge", one, str(file)) for one in ("check", "fields"))
    figure = f"{checked.stdout.strip()}\n{listed.stdout.strip()}"
    good = checked.returncode == 0 and "the data decide" in checked.stdout and listed.stdout.startswith("Last_Name")
    return "letterforge check letter.docx; letterforge fields letter.docx", figure, good


LINES = (same_text, missing_field, from_a_sheet, rows_repeat, undecided)
