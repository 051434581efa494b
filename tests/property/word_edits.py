"""Word templates as authors write them, and what Word and authors do to them: runs cut, marks put in, texts emptied."""

from __future__ import annotations

import io
import random
import re
import zipfile

from word_files import bare

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DATA = {
    "name": "Ann Ash",
    "note": "Bring a pen & paper <please>",
    "urgent": True,
    "absent": None,
    "team": [{"name": "Bo", "days": ["Monday", "Friday"]}, {"name": "Cy", "days": ["Tuesday"]}],
    "labels": ["one", "two", "three"],
    "columns": 2,
    "url": "https://example.org/a",
}


def run(text: str) -> str:
    """A run, escaped."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{escaped}</w:t></w:r>'


def paragraph(text: str) -> str:
    """A paragraph of one run."""
    return f"<w:p>{run(text)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table."""
    grid = '<w:gridCol w:w="1000"/>' * max(map(len, rows))
    cell = '<w:tc><w:tcPr><w:tcW w:w="1000" w:type="dxa"/></w:tcPr>{}</w:tc>'
    cells = ("".join(cell.format(one if one.startswith("<") else paragraph(one)) for one in row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def box(text: str) -> str:
    """A paragraph with a text box, kept twice as Word does."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:drawing>{content}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def coded(code: str, words: str) -> str:
    """A paragraph with a field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    escaped = code.replace("&", "&amp;")
    return (
        f'<w:p>{mark.format("begin")}<w:r><w:instrText xml:space="preserve">{escaped}</w:instrText></w:r>'
        f"{mark.format('separate')}{run(words)}{mark.format('end')}</w:p>"
    )


def linked(words: str) -> str:
    """A paragraph with a link, whose address says so."""
    return f'<w:p><w:hyperlink w:anchor="top" w:tooltip="for {{{{ name }}}}">{run(words)}</w:hyperlink></w:p>'


def controlled(name: str, words: str) -> str:
    """A paragraph with a content control in its line, which is called after a field."""
    properties = f'<w:sdtPr><w:tag w:val="{name}"/><w:showingPlcHdr/><w:text/></w:sdtPr>'
    return f"<w:p>{run('Told: ')}<w:sdt>{properties}<w:sdtContent>{run(words)}</w:sdtContent></w:sdt></w:p>"


BLOCKS: tuple[str, ...] = (
    paragraph("Dear {{ name }}, welcome."),
    paragraph("{{ note }} and {{ note | upper }}"),
    paragraph("{% if urgent %}At once.{% else %}In time.{% endif %} Yours"),
    paragraph("{% if absent %}Not {{ absent }}.{% elif urgent %}Now{% endif %}"),
    paragraph("{% for one in team %}{{ one.name }}: {% for day in one.days %}{{ day }} {% endfor %}{% endfor %}"),
    paragraph("{%p if urgent %}") + paragraph("Hurry, {{ name }}.") + paragraph("{%p endif %}"),
    paragraph("{%p for one in team %}") + paragraph("{{ loop.index }}. {{ one.name }}") + paragraph("{%p endfor %}"),
    paragraph("{% if urgent %}First words") + paragraph("second words{% endif %}"),
    paragraph("Together") + paragraph("{%- if urgent %} now{% endif -%}") + paragraph(" and then"),
    table(("{%tr for one in team %}", ""), ("{{ one.name }}", "{{ one.days }}"), ("{%tr endfor %}", "")),
    table(("{%tc for one in labels %}", "{{ one }}", "{%tc endfor %}")),
    table(("{%tr for one in team %}", ""), ("{% vm %}Team {{ name }}", "{{ one.name }}"), ("{%tr endfor %}", "")),
    table(("{%tc for one in labels %}", "{% hm %}Head", "{%tc endfor %}"), ("{%tc for one in labels %}", "{{ one }}", "{%tc endfor %}")),
    table(("{% colspan columns %}{% cellbg 'ff0000' %}{{ name }}", "b"), ("c", "d")),
    table((table(("{%tr for one in labels %}",), ("{{ one }}",), ("{%tr endfor %}",)) + paragraph("below"), "beside")),
    box("In a box: {{ name }}"),
    paragraph("{%p for one in team %}") + box("Box of {{ one.name }}") + paragraph("{%p endfor %}"),
    coded('TITLE "{{ name }}"', "Title of {{ name }}"),
    coded('HYPERLINK "https://example.org/{{ name }}"', "a link"),
    coded(" MERGEFIELD name \\* MERGEFORMAT ", "\u00abname\u00bb"),
    controlled("note", "Click here to enter text."),
    linked("See {{ name }}"),
    paragraph("{# a remark #}Said.") + paragraph("{#p another #}"),
    paragraph("Braces { alone, {_{ meant }_}, and one at the end {") + paragraph("} here"),
)  # fmt: skip
_RUN = re.compile(
    r"<w:r>((?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)<w:t xml:space=\"preserve\">((?:[^<&]|&\w+;)+)</w:t></w:r>"
)
_BETWEEN = (
    "",
    "",
    '<w:proofErr w:type="spellStart"/>',
    '<w:r><w:t xml:space="preserve"/></w:r>',
    "<w:r><w:t></w:t></w:r>",
    "<w:r><w:rPr><w:i/></w:rPr></w:r>",
    '<w:bookmarkStart w:id="{0}" w:name="b{0}"/><w:bookmarkEnd w:id="{0}"/>',
    '<w:bookmarkStart w:id="{0}" w:name="b{0}"/>',
    "<w:r><w:lastRenderedPageBreak/></w:r>",
)


def cut(chance: random.Random, body: str, share: float = 0.7) -> str:
    """Runs cut anywhere, also within tags, with what Word puts between them."""
    numbers = iter(range(1, 100_000))
    open_marks: list[int] = []

    def pieces(found: re.Match[str]) -> str:
        if chance.random() > share:
            return found[0]
        signs = re.findall(r"&\w+;|.", found[2], re.DOTALL)
        places = sorted(chance.sample(range(1, len(signs)), min(chance.randint(1, 4), len(signs) - 1)))
        texts = ["".join(signs[a:b]) for a, b in zip([0, *places], [*places, len(signs)], strict=True)]
        out = []
        for index, text in enumerate(texts):
            look = chance.choice((found[1], "", "<w:rPr><w:i/></w:rPr>"))
            space = chance.choice((' xml:space="preserve"', ' xml:space="preserve"', ""))
            out.append(f"<w:r>{look}<w:t{space}>{text}</w:t></w:r>")
            if index + 1 < len(texts):
                number = next(numbers)
                between = chance.choice(_BETWEEN).format(number)
                if "bookmarkStart" in between and "bookmarkEnd" not in between:
                    open_marks.append(number)
                out.append(between)
        return "".join(out) + "".join(f'<w:bookmarkEnd w:id="{open_marks.pop()}"/>' for _ in list(open_marks))

    return _RUN.sub(pieces, body)


def moved(chance: random.Random, body: str) -> str:
    """What an attacker, or a careless hand, does: elements dropped, doubled or put elsewhere."""
    spots = list(_ELEMENT.finditer(body))
    if not spots:
        return body
    one, other = chance.choice(spots), chance.choice(spots)
    match chance.randrange(3):
        case 0:
            return body[: one.start()] + body[one.end() :]
        case 1:
            return body[: one.end()] + one[0] + body[one.end() :]
        case _:
            return body.replace(one[0], "\0", 1).replace(other[0], one[0], 1).replace("\0", other[0], 1)


_ELEMENT = re.compile(r"<w:(p|r|tc|tr)>(?:(?!<w:\1>).)*?</w:\1>")


def package(body: str) -> bytes:
    """A Word file with this body."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bare())) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + body.encode(), 1)
            new.writestr(name, content)
    return target.getvalue()
