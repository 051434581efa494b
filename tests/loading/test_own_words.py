"""What a template's own words leave open: found by the rules of `scan`, and with its places."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from tests.loading.word.test_word import paragraph, run, word

import letterforge
from letterforge.findings import Finding, Severity
from letterforge.scanning.leftovers.detector import Certainty
from letterforge.scanning.leftovers.search import DETECTORS

CASES = Path(__file__).parents[1] / "cases"
HEAD = "---\ntitle: T\nlang: en-GB\n---\n"
RULES = {one.rule.code for one in DETECTORS}


def found(content: bytes | str) -> list[Finding]:
    content = (HEAD + content).encode() if isinstance(content, str) else content
    return [one for one in letterforge.check(content) if one.rule in RULES]


def said(content: bytes | str) -> list[str]:
    return [
        f"{one.place}: {one.severity.value}: {one.message.partition(' waits')[0]} [{one.rule}]"
        for one in found(content)
    ]


@pytest.mark.parametrize(
    "prompt",
    [
        "[insert date]", "[Insert the name of the school here]", "[INSERT DATE]", "[Your Name]", "[full name of child]", "[•]",
        "TBC", "XX/XX/XXXX", "${ref}", "((ref))", "«First_Name»", "{company_name}", "[Full legal name of the company]", "XXXX",
    ],
)  # fmt: skip
def test_what_scan_calls_certain_is_an_error(prompt: str) -> None:
    assert said(f"We write on {prompt} to you.\n")[0].startswith("line 5, column 13: error: ")
    assert all(one.is_error for one in found(f"We write on {prompt} to you.\n"))


@pytest.mark.parametrize("sign", [r"\_\_\_\_", "......."])
def test_what_scan_calls_likely_is_a_warning(sign: str) -> None:
    assert [(one.rule, one.severity) for one in found(f"Amount {sign} pounds\n")] == [("blank", Severity.WARNING)]


@pytest.mark.parametrize(
    "line",
    [
        "Timesheet [{{ ref }}], and escaped: \\[{{ ref }}\\].", "[{% if a %}{{ ref }}{% else %}{{ b }}{% endif %}]", "[ ] yes [  ] no [x] so",
        "{% if a %}[ ]{% else %}[x]{% endif %} yes", "[{{ a }}/{{ b }}]", "[{{ n }}] days", "See [12], [sic], [REDACTED], [2024] EWCA Civ 1.",
        "[name](https://example.org)", "{# [insert x] #}{{ '[insert y]' if x else 'b' }}", "Signed: \\_\\_\\_\\_\\_\\_\\_\\_",
        "The Tariff Board Association (TBA) meets; the TBA decides.",
    ],
)  # fmt: skip
def test_what_looks_alike_stays_quiet(line: str) -> None:
    assert said(f"{line}\n") == []


def test_words_on_both_sides_of_a_tag_do_not_come_together() -> None:
    assert said("[insert {% if a %}date{% endif %}] and TB{{ c }}C, T{# b #}BC\n") == [
        "line 5, column 1: error: [insert {% if a %}date{% endif %}] [bracketed-prompt]"
    ]


def test_a_statement_at_the_head_of_a_line_is_no_indent() -> None:
    assert said("One.\n\n{% if a %}[insert date]{% endif %}\n") == [
        "line 7, column 11: error: [insert date] [bracketed-prompt]"
    ]


def test_in_the_title_and_nowhere_else_in_front_matter() -> None:
    assert said(b"---\ntitle: To [name]\nlang: en\nkind: '[name]'\n---\nx\n") == [
        "line 2, column 11: error: [name] [bracketed-prompt]"
    ]


def test_in_an_included_part(tmp_path: Path) -> None:
    (tmp_path / "part.md").write_text("Two\nTBC\n", encoding="utf-8")
    letter = tmp_path / "letter.md"
    letter.write_text(HEAD + 'One [insert date]\n\n{% include "part.md" %}\n', encoding="utf-8")
    assert [(Path(one.place.file or "").name, one.place.line, one.rule) for one in letterforge.check(letter)] == [
        ("letter.md", 5, "bracketed-prompt"),
        ("part.md", 2, "promise-word"),
    ]


def test_a_finding_has_its_line_with_a_caret_and_how_to_mend_it() -> None:
    (one,) = found("Dear {{ name }}, we meet on [insert date].\n")
    assert str(one) == (
        "line 5, column 29: error: [insert date] waits to be filled in, and would be printed as it is [bracketed-prompt]\n"
        "    Dear {{ name }}, we meet on [insert date].\n"
        "                                ^\n"
        "    Write a placeholder in its place, such as {{ name }}, or the words that are meant. "
        "If it is meant as it stands, say so: {# allow bracketed-prompt #}"
    )


def test_load_refuses_it_and_a_kind_of_fault_is_told_once() -> None:
    with pytest.raises(letterforge.errors.TemplateError, match="bracketed-prompt"):
        letterforge.load((HEAD + "[insert date]\n").encode())
    assert [one.rule for one in letterforge.check((HEAD + "<Name of child> {name} {{ x\n").encode())] == [
        "bracketed-prompt",
        "template-mark",
        "syntax",
    ]


def test_too_many_brackets_are_named() -> None:
    assert "too-long" in {one.rule for one in letterforge.check((HEAD + "[" * 60_000).encode())}


def test_in_a_word_file_in_the_order_of_reading() -> None:
    document = docx.Document()
    document.add_paragraph("On [insert ").add_run("date]").bold = True
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{{ '[a]' or b }} <Insert Date>"
    document.add_paragraph("By TBC at {{ x | nothing }}")
    document.sections[0].header.paragraphs[0].text = "TBC"
    document.sections[0].footer.paragraphs[0].text = "XXXX"
    document.core_properties.title = "To [name]"
    document.add_comment(document.paragraphs[0].runs[0], "[insert it here]")
    content = io.BytesIO()
    document.save(content)
    assert said(content.getvalue()) == [
        "header, paragraph 1: error: TBC [promise-word]",
        "paragraph 1: error: [insert date] [bracketed-prompt]",
        "table 1, row 1, cell 1: error: <Insert Date> [bracketed-prompt]",
        "paragraph 2: error: TBC [promise-word]",
        "footer, paragraph 1: error: XXXX [promise-word]",
        "title: error: [name] [bracketed-prompt]",
    ]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("01-holes-printed/braces.docx", ["{Telefon} [template-mark]", "{company_name} [template-mark]"]),
        ("01-holes-printed/formtext.docx", []),  # the data decide
        ("01-holes-printed/mergefield.docx", []),  # the data decide
        ("01-holes-printed/sdt.docx", ["Click or tap to enter a date. [content-control]"]),
        ("01-holes-printed/xxxx.docx", ["xxxxx [promise-word]", "XX [promise-word]"]),
        ("05-brackets-around-a-field/b.docx", []),
        ("05-brackets-around-a-field/g.docx", []),
        ("05-brackets-around-a-field/letter.md", []),
    ],
)
def test_the_cases(name: str, wanted: list[str]) -> None:
    errors = [one for one in found((CASES / name).read_bytes()) if one.is_error]
    assert [f"{one.message.partition(' waits')[0]} [{one.rule}]" for one in errors] == wanted


def test_findings_come_by_place_and_not_by_kind() -> None:
    findings = letterforge.check(CASES / "20-order-of-findings" / "order.docx")
    assert [(one.place.path, one.rule) for one in findings] == [
        ("paragraph 1", "expression"),
        ("paragraph 3", "bracketed-prompt"),
    ]


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@pytest.mark.parametrize(
    ("code", "result", "wanted"),
    [
        ("MERGEFIELD Name", "«Name»", []),
        ("ADDRESSBLOCK", "«AddressBlock»", ["merge-field"]),
        ("MERGEFIELD name", "{{ name }}", []),
        ("FORMTEXT", "", ["form-field"]),
        ("FORMTEXT", "{{ name }}", []),
    ],
)
def test_a_placeholder_fills_the_field_that_it_stands_in(code: str, result: str, wanted: list[str]) -> None:
    content = word(f"<w:p>{FIELD.format(code, result)}</w:p>" + paragraph(run("Words.")))
    assert [one.rule for one in found(content)] == wanted


def _word(lines: list[str]) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _markdown(lines: list[str]) -> bytes:
    return (HEAD + "\n\n".join(lines) + "\n").encode()


@pytest.mark.parametrize("made", [_word, _markdown])
def test_without_tags_the_check_says_what_the_scan_says(made: Callable[[list[str]], bytes]) -> None:
    lines = [
        "On [insert date] and [name], TBC.", "We met at ....... on XX/XX/XXXX.", "Words alone.", "Ref: ${ref} ((ref)) XXXX",
        "The place is to be confirmed.", "[Landlord] lets to [Tenant], see [12].", "Signed: ........", "dd/mm/yyyy",
    ]  # fmt: skip
    content = made(lines)
    scanned = letterforge.scan(content, media_type=None if made is _word else "text/markdown")
    assert [(one.rule, one.severity is Severity.ERROR, one.place.line, one.place.path) for one in found(content)] == [
        (one.rule, one.certainty is Certainty.CERTAIN, one.place.line, one.place.path) for one in scanned
    ]
    assert len(scanned) > 8


def test_a_stationery_is_asked_as_well(tmp_path: Path) -> None:
    place = tmp_path / "council"
    shutil.copytree(Path(letterforge.__file__).parent / "templates" / "stationery" / "plain", place)
    settings = (place / "stationery.toml").read_text(encoding="utf-8")
    furniture = '\n[furniture.fr]\nheader = "Tel. [insert number]"\nfooter = "Ref. ......."\n'
    (place / "stationery.toml").write_text(settings + furniture, encoding="utf-8")
    with pytest.raises(letterforge.errors.StationeryError) as fault:
        letterforge.Stationery.read(place)
    assert [(one.rule, one.severity.value) for one in fault.value.findings] == [
        ("blank", "warning"),
        ("bracketed-prompt", "error"),
    ]
    allow = 'allow = ["[insert number]", "blank", "TBC"]\n'
    (place / "stationery.toml").write_text(allow + settings + furniture, encoding="utf-8")
    read = letterforge.Stationery.read(place)
    assert [(one.rule, one.place.path) for one in read.warnings] == [("unused-allow", "allow[2]")]
    assert [str(one) for one in read.allow] == ['"[insert number]"', "blank", '"TBC"']


def test_what_is_allowed_is_no_finding_by_rule_or_by_text() -> None:
    body = "TBC and TBD; [date] and [insert\ndate]\n"
    head = "---\ntitle: T\nlang: en-GB\nallow: {}\n---\n"
    assert said((head.format('[promise-word, "[date]"]') + body).encode()) == [
        "line 6, column 25: error: [insert [bracketed-prompt]"
    ]
    assert said((head.format("promise-word") + "TBC\n").encode()) == []
    assert said((head.format("\n  - promise-word\n  - '[date]'") + "TBC [date]\n").encode()) == []
    assert said("{# allow promise-word, “[date]” #}\nTBC [date]\n") == []


def test_what_is_allowed_and_not_there_is_a_warning() -> None:
    findings = letterforge.check((HEAD + "{# allow blank, x.y: date-mask #}\n{{ x.y }}\n").encode())
    assert [(one.rule, one.severity.value, one.place.line, one.place.column) for one in findings] == [
        ("unused-allow", "warning", 5, 10)
    ]


@pytest.mark.parametrize("said", ["blanks", "", "{{ x }}", "[[blank]]", "x..y: blank", '""', "{blank: }"])
def test_an_allow_that_is_none_is_refused(said: str) -> None:
    content = f"---\ntitle: T\nlang: en-GB\nallow: [{said or '~'}]\n---\nx\n".encode()
    assert "allow" in {one.rule for one in letterforge.check(content)}


def test_a_field_may_have_an_allow_of_its_own() -> None:
    template = letterforge.load(
        (HEAD + "{# allow statement: promise-word, people.name: 'x' #}\n".replace("'", '"')).encode() + b"{{ a }}"
    )
    assert [(one.field, one.rule, one.text) for one in template.allow] == [
        ("statement", "promise-word", None),
        ("people.name", None, "x"),
    ]


def test_a_word_file_says_it_in_a_property_or_in_a_comment(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{# allow “[date]” #}TBC [date] XX/XX/XXXX")
    content = io.BytesIO()
    document.save(content)
    assert [one.rule for one in found(content.getvalue())] == ["promise-word", "date-mask"]
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" '
        'pid="2" name="letterforge.allow"><vt:lpwstr>promise-word, date-mask, blank</vt:lpwstr></property></Properties>'
    )
    source = zipfile.ZipFile(io.BytesIO(content.getvalue()))
    target = tmp_path / "letter.docx"
    with zipfile.ZipFile(target, "w") as file:
        for name in source.namelist():
            text = source.read(name).decode("utf-8", errors="surrogateescape")
            if name == "[Content_Types].xml":
                text = text.replace(
                    "</Types>",
                    '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>',
                )
            if name == "_rels/.rels":
                text = text.replace(
                    "</Relationships>",
                    '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>',
                )
            file.writestr(name, text.encode("utf-8", errors="surrogateescape"))
        file.writestr("docProps/custom.xml", custom)
    assert [
        (one.rule, one.place.path) for one in letterforge.check(target) if one.rule in RULES | {"unused-allow"}
    ] == [("unused-allow", "property letterforge.allow")]
    assert [one.text for one in letterforge.scan(target) if one.rule != "template-mark"] == [
        "TBC",
        "[date]",
        "XX/XX/XXXX",
    ]


def test_a_mark_that_is_escaped_is_meant() -> None:
    template = letterforge.load((HEAD + r"Write \{\{ name \}\} here." + "\n").encode())
    assert [str(one) for one in template.allow] == ['"{{ name }}"']
    assert [one.text for one in letterforge.scan(b"Write {{ name }} here.")] == ["{{ name }}"]
    assert letterforge.scan(b"Write {{ name }} here.", template=template) == ()


def test_scan_leaves_out_what_the_template_means_and_a_plain_one_does_not(tmp_path: Path) -> None:
    template = letterforge.load((HEAD + '{# allow "[date] or [name]" #}\nWrite [date] or\n[name].\n').encode())
    finished = b"Write [date] or [name], not [date]."
    assert [one.text for one in letterforge.scan(finished)] == ["[date]", "[name]", "[date]"]
    assert [one.context[:9] for one in letterforge.scan(finished, template=template)] == ["Write [da"]


def test_a_control_that_showed_its_prompt_is_filled_by_a_placeholder() -> None:
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('{{ name }}')}</w:sdtContent></w:sdt>"
    template = letterforge.load(word(f"<w:p>{run('Words to ')}{control}</w:p>"))
    artifact = letterforge.render(letterforge.Letter(template, {"name": "Ann Ash"}), to="docx")
    assert letterforge.scan(artifact) == ()
    unfilled = f"<w:p>{control.replace('{{ name }}', 'Click to enter')}</w:p>"
    assert "content-control" in {one.rule for one in letterforge.check(word(unfilled))}
