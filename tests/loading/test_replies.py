"""What the recipient is to fill in: nothing in it is a leftover, in the template or in the letter."""

from __future__ import annotations

import re

import pytest
from tests.loading.word.test_word import paragraph, run, word

import letterforge
from letterforge.document import Reply, walk

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
