"""What the recipient is to fill in: nothing in it is a leftover, in the template or in the letter."""

from __future__ import annotations

import re

import pytest
from tests.loading.word.test_word import paragraph, run, word

import letterforge
from letterforge.document import Reply, walk
from letterforge.errors import DataError
from letterforge.rendering.render import read_back_letter

HEAD = "---\ntitle: T\nlang: en-GB\n---\n"
SLIPS = [
    "Tick: \\[ \\] yes, on XX/XX/XXXX, says {{ name }}\n{: .reply }\n",
    "- Name: \\_\\_\\_\\_\\_\n- by [insert date], {{ name }}\n{: .reply }\n",
    "1. Name: [insert name]\n\n2. by TBC {{ name }}\n\n{: .reply }\n",
    "| Your name | [insert name] |\n|---|---|\n| {{ name }} | ........ |\n\n{: .reply }\n",
    "> I, [your name], agree {{ name }}\n> {: .reply }\n",
    "{% reply %}\n\n## Slip\n\nSigned [your name] {{ name }}\n\n- TBC\n\n{% endreply %}\n",
    "{% if name %}\n\nTBC [insert date] {{ name }}\n{: .reply }\n\n{% endif %}\n",
]


@pytest.mark.parametrize("slip", SLIPS)
def test_nothing_in_it_is_a_leftover_and_placeholders_are_filled(slip: str) -> None:
    source = (HEAD + f"Words.\n\n{slip}\nMore words.\n").encode()
    assert [str(one) for one in letterforge.check(source)] == []
    template = letterforge.load(source)
    letter = letterforge.Letter(template, {"name": "Ann Ash"})
    assert any(isinstance(node, Reply) for node in walk(letter.document.blocks))
    for to in ("html", "docx"):
        artifact = letterforge.render(letter, to=to)
        assert letterforge.scan(artifact) == ()
    pdf = letterforge.render(letter, to="pdf")
    assert letterforge.scan(pdf) != ()
    assert letterforge.scan(pdf, template=template) == ()


@pytest.mark.parametrize("slip", SLIPS)
def test_what_stands_beside_it_is_one(slip: str) -> None:
    source = (HEAD + f"By [insert place].\n\n{slip}\nOn [insert day].\n").encode()
    assert [one.message[:14] for one in letterforge.check(source)] == ["[insert place]", "[insert day] w"]


def test_without_the_role_each_of_them_is_found() -> None:
    for slip in SLIPS:
        bare = re.sub(r"> \{: \.reply \}\n|\{: \.reply \}\n|\{% (?:end)?reply %\}\n", "", slip)
        assert letterforge.check((HEAD + bare).encode()), slip


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("a {% reply %}TBC{% endreply %} b\n", "{% reply %} stands around whole paragraphs, lists and tables"),
        ("{% reply %}\n\nTBC\n", "{% reply %} is not closed"),
        (
            "{% reply %}\n\nx\n\n{% else %}\n\ny\n\n{% endreply %}\n",
            "{% else %} within a {% reply %}: close it before, or open it behind",
        ),
        (
            "{% if a %}\n\n{% reply %}\n\nx\n\n{% elif b %}\n\ny\n\n{% endreply %}\n\n{% endif %}\n",
            "{% elif %} within a {% reply %}: close it before, or open it behind",
        ),
        ("{: .reply }\n", "a role without a paragraph"),
        ("{% reply now %}\n\nx\n\n{% endreply %}\n", "{% reply %} has something after its name"),
    ],
)
def test_one_that_is_none_is_refused(body: str, said: str) -> None:
    assert said in [one.message for one in letterforge.check((HEAD + body).encode())]


CONTROL = '<w:sdt><w:sdtPr><w:tag w:val="reply"/>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
PROMPT = "<w:showingPlcHdr/>"


@pytest.mark.parametrize(
    "body",
    [
        paragraph("TBC {{ name }}", properties='<w:pStyle w:val="LetterReply"/>'),
        CONTROL.format("", paragraph("TBC {{ name }}")),
        CONTROL.format(
            "", "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>" + paragraph("TBC {{ name }}") + "</w:tc></w:tr></w:tbl>"
        ),
        f"<w:p>{CONTROL.format(PROMPT, run('Click here to say TBC'))}{run(' {{ name }}')}</w:p>",
    ],
)
def test_in_word_by_a_style_or_by_a_control(body: str) -> None:
    content = word(paragraph("Words.") + body + paragraph("More words."))
    assert [str(one) for one in letterforge.check(content) if one.is_error] == []
    template = letterforge.load(content)
    letter = letterforge.Letter(template, {"name": "Ann Ash"})
    artifact = letterforge.render(letter, to="docx")
    assert letterforge.scan(artifact) == ()


def test_a_word_file_without_either_is_found() -> None:
    assert {one.rule for one in letterforge.check(word(paragraph("TBC {{ name }}")))} == {"promise-word"}


BY_DECISION = [
    "{% reply %}\n\nBy [{% if other %}insert date{% endif %}]\n\n{% endreply %}\n",
    "{% reply %}\n\nDear {% if not other %}{{ other }}{% endif %},\n\n{% endreply %}\n",
    "{% reply %}\n\n{% for one in items %}\n\n{{ one }}: [insert date] \\_\\_/\\_\\_/20\\_\\_\n\n{% endfor %}\n\n{% endreply %}\n",
    "{% reply %}\n\n[{{ name }} {% if other %}insert date{% endif %}]\n\nXX{% if other %}XX{% endif %}\n\n{% endreply %}\n",
    "{% reply %}\n\nI, {{ name }}, agree [ ] \\_\\_\\_\\_\n\n\\_\\_/\\_\\_/20\\_\\_\n\n- [ ]\n\n{% endreply %}\n",
    "{% reply %}\n\n\u2610 yes, [ ] no, on \\_\\_/\\_\\_/20\\_\\_, says {{ name }}\n\n{% endreply %}\n",
    "- [ ] {{ name }}{% if other %} TBC{% endif %}\n- \\_\\_\\_\\_\n{: .reply }\n",
]
DATA = {"name": "Ann Ash", "other": "Bo", "items": ["one", "two"]}
WORDS = "Words to {{ name }}, {{ other }}{% for one in items %}, {{ one }}{% endfor %}."


@pytest.mark.parametrize("slip", BY_DECISION)
def test_what_data_make_in_it_is_none_in_any_format(slip: str) -> None:
    template = letterforge.load(f"{HEAD}{WORDS}\n\n{slip}\nMore words.\n".encode())
    letter = letterforge.Letter(template, DATA)
    for to in ("html", "docx", "pdf"):
        assert letterforge.scan(letterforge.render(letter, to=to), template=template) == ()


@pytest.mark.parametrize(
    "body",
    [
        paragraph(
            "I, {{ name }}, agree [ ] ____ on [{% if other %}insert date{% endif %}]",
            properties='<w:pStyle w:val="LetterReply"/>',
        ),
        CONTROL.format("", paragraph("[ ] {{ name }}, XX{% if other %}XX{% endif %}") + paragraph("____")),
    ],
)
def test_in_a_word_file_in_any_format(body: str) -> None:
    template = letterforge.load(word(paragraph(WORDS) + body + paragraph("More words.")))
    letter = letterforge.Letter(template, DATA)
    for to in ("html", "docx", "pdf"):
        assert letterforge.scan(letterforge.render(letter, to=to), template=template) == ()


@pytest.mark.parametrize("slip", BY_DECISION)
def test_what_data_make_beside_it_is_refused(slip: str) -> None:
    template = letterforge.load(f"{HEAD}{WORDS}\n\n{slip}\nBy [{{{{ name }}}}].\n".encode())
    with pytest.raises(DataError, match="name"):
        letterforge.Letter(template, DATA | {"name": "insert place"})
    letterforge.Letter(template, DATA)


def test_what_a_renderer_adds_beside_it_is_found() -> None:
    template = letterforge.load(f"{HEAD}Words.\n\nOn [insert date]\n{{: .reply }}\n".encode())
    letter = letterforge.Letter(template, {})
    content = letterforge.render(letter, to="html").content.replace(b"</body>", b"<p>Call [insert date].</p></body>")
    assert [one.rule for one in read_back_letter(content, "text/html", letter)] == ["bracketed-prompt"]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("1. [one]\n\n    [insert two]\n    {: .reply }\n", ["[one]"]),
        ("1. [insert one]\n\n    [insert two]\n{: .reply }\n", []),
        ("1. [insert one]\n\n    - [insert two]\n\n        [insert three]\n    {: .reply }\n", ["[insert one]"]),
        (
            "- [insert one]\n\n    - [insert two]\n\n        [insert three]\n        {: .reply }\n",
            ["[insert one]", "[insert two]"],
        ),
        ("- [insert one]\n- [insert two]\n    {: .reply }\n", []),
        ("> 1. [insert one]\n>\n>     [insert two]\n>     {: .reply }\n", ["[insert one]"]),
        ("> 1. [insert one]\n>\n>     [insert two]\n> {: .reply }\n", []),
        (
            "{% for x in y %}\n1. [insert one]\n\n    TBC {{ x }}\n    {# {: .reply } #}\n    TBC\n    {: .reply }\n{% endfor %}\n",
            ["[insert one]"],
        ),
    ],
)
def test_how_far_it_is_indented_says_whether_it_means_the_list_or_a_paragraph(body: str, left: list[str]) -> None:
    found = letterforge.check((HEAD + body.replace("[one]", "[insert one]")).encode())
    said = [one.message.partition(" w")[0] for one in found if one.rule == "bracketed-prompt"]
    assert said == [one.replace("[one]", "[insert one]") for one in left]
    assert [one.rule for one in found if one.rule != "bracketed-prompt"] == []
