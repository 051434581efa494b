"""Texts become Markdown templates: what the dialect can carry is carried, and what it cannot is said."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.adopting.letters import adopted, apply, changed, plan_of

import letterforge
from letterforge.adopting.texts.plain import COLUMNS, as_segments
from letterforge.adopting.texts.segments import Segment, Sort, as_markdown
from letterforge.adopting.texts.source import TextSource, written
from letterforge.errors import UsageError

HEAD = '---\ntitle: "x"\nlang: "en-GB"\n---\n\n'


def template_of(content: str, name: str, **changes: dict[str, str | None]) -> str:
    made = adopted(content.encode(), name, **changes).done.template.decode()
    return made.partition("\n---\n\n")[2]


def html_of(markdown: str) -> str:
    """What a letter of a Markdown text prints, by our own renderer; no finding is an error."""
    template = letterforge.load((HEAD + markdown).encode())
    page = letterforge.render(letterforge.Letter(template, {}), to="html").content.decode()
    found = re.search(r"<main[^>]*>(.*)</main>", page, re.DOTALL)
    assert found is not None
    return found[1]


def said(page: str) -> str:
    """The signs of a page, without white space."""
    return "".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


TEXTS = {
    "a wrapped paragraph": (
        "This is a paragraph that some program has broken into lines,\nas programs do with plain text; the date is [date].\n",
        "This is a paragraph that some program has broken into lines,\nas programs do with plain text; the date is {{ date }}.\n",
    ),
    "lines of an address": (
        "14 Mill Lane\nWyrebridge\n[post code]\n",
        "14 Mill Lane\\\nWyrebridge\\\n{{ postcode }}\n",
    ),
    "a list": (
        "Please bring:\n- your diary\n- [name of document]\n",
        "Please bring:\n\n- your diary\n- {{ document_name }}\n",
    ),
    "a numbered list": ("1) one\n2) [date]\n", "1. one\n2. {{ date }}\n"),
    "an underlined heading": ("About you\n=========\n\n[date]\n", "# About you\n\n{{ date }}\n"),
    "signs of Markdown": (
        "Fee: *10* _x_ | `y` <z> # on [date]\n",
        "Fee: \\*10\\* \\_x\\_ \\| \\`y\\` \\<z\\> # on {{ date }}\n",
    ),
    "signs at the start of a line": ("# 1 on [date]\n", "\\# 1 on {{ date }}\n"),
    "a year": ("1986. It was on [date]\n", "1986\\. It was on {{ date }}\n"),
    "a prompt over two lines": (
        "You may already have heard that we plan to come and see you on [insert date and\nplace], as we said to you.\n",
        "You may already have heard that we plan to come and see you on {{ date }}, {{ place }}, as we said to you.\n",
    ),
    "a line to sign on": ("Signature: ______________\n\n[date]\n", "Signature: " + "\\_" * 14 + "\n\n{{ date }}\n"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_plain_text_becomes_markdown(name: str) -> None:
    text, wanted = TEXTS[name]
    assert template_of(text, "letter.txt") == wanted


PAGES = {
    "blocks": (
        "<h2>Your visit</h2><p>On [date].</p><hr><p>Yours</p>",
        "## Your visit\n\nOn {{ date }}.\n\n---\n\nYours\n",
    ),
    "bold and italic": ("<p>On <b>[date]</b>, <i>not</i> before.</p>", "On **{{ date }}**, *not* before.\n"),
    "a blank within bold": ("<p>On <b>the day </b>of [date]</p>", "On **the day** of {{ date }}\n"),
    "a line break": ("<p>One<br>[date]</p>", "One\\\n{{ date }}\n"),
    "lists": (
        "<ul><li>one<ul><li>[date]</li></ul></li><li><p>two</p></li></ul><ol><li>first</li></ol>",
        "- one\n    - {{ date }}\n- two\n\n1. first\n",
    ),
    "a link": (
        '<p><a href="https://example.org/x">us</a>, <a href="#top">top</a>, [date]</p>',
        "[us](https://example.org/x), top, {{ date }}\n",
    ),
    "a table": (
        "<table><thead><tr><th>What</th><th>When</th></tr></thead><tbody><tr><td><p>Visit</p></td><td>[date]</td></tr></tbody></table>",
        "| What | When |\n|---|---|\n| Visit | {{ date }} |\n",
    ),
    "a quotation": ("<blockquote><p>On [date]</p><p>again</p></blockquote>", "> On {{ date }}\n>\n> again\n"),
    "signs of Markdown": ("<p>2 * 3, a_b, [date] &lt;x&gt; {y}</p>", "2 \\* 3, a\\_b, {{ date }} \\<x\\> \\{y\\}\n"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_becomes_markdown(name: str) -> None:
    page, wanted = PAGES[name]
    assert template_of(f"<html><title>A letter</title><body>{page}</body></html>", "letter.html") == wanted


def test_what_a_page_loses_is_said() -> None:
    page = '<style>p {}</style><p>On [date].</p><img src="x.png"><input name="a"><p><u>Bye</u></p><script>1</script>'
    plan = plan_of(page.encode(), "letter.html")
    assert [one.partition(":")[0].partition(";")[0] for one in plan.lost] == [
        "the look of the page",
        "a picture",
        "a field to fill in on the screen",
        "underlined words, which are printed without the line",
        "a program",
    ]


def test_columns_of_blanks_are_said_to_be_lost() -> None:
    lost: list[str] = []
    list(as_segments("Date      [date]\n", lost))
    assert lost == [COLUMNS]


def test_markdown_keeps_its_bytes() -> None:
    text = "# A *visit*\n\nDear [name of parent],\n\nwe come on **[date]**.  \nBye\n"
    found = adopted(text.encode(), "letter.md")
    assert found.plan.title == "A visit"
    head, _, made = found.done.template.decode().partition("\n---\n\n")
    assert head.splitlines()[1:] == ['title: "A visit"', 'lang: "en-GB"']
    for one in found.plan.entries:
        made = made.replace(one.tag or "", one.text)
    assert made == text


def test_a_title_with_a_prompt_in_it_prints_the_field() -> None:
    plan = plan_of(b"# Visit to [name of school]\n\non [date]\n", "letter.md")
    tags = {one.text: one.tag for one in plan.entries}
    assert plan.title == f"Visit to {tags['[name of school]']}"


def test_code_holds_no_prompt_and_no_template() -> None:
    text = b"We come on [date].\n\n```python\n[date]\n```\n"
    plan = plan_of(text, "letter.md")
    assert len(plan.entries) == 1


def test_words_of_the_plan_are_words() -> None:
    plan = changed(plan_of(b"We come on [date].\n", "letter.txt"), p1={"tag": None, "words": "*3 March*"})
    assert b"We come on \\*3 March\\*." in apply(b"We come on [date].\n", "letter.txt", plan).template


def test_what_is_allowed_stays_and_is_said_to_be_meant() -> None:
    text = "Write [date] there.\n\nOn [month].\n"
    made = template_of(text, "letter.txt", p1={"tag": None, "becomes": "allow"})
    assert made.startswith('Write [date]{# allow "[date]" #} there.')


def test_pdf_and_empty_files_are_refused() -> None:
    with pytest.raises(UsageError, match="of which no template can be made"):
        plan_of(b"%PDF-1.7\n", "letter.pdf")


# --- properties -------------------------------------------------------------------------------------------------------

SIGNS = st.text("ab 1.#*_-+>|`[](){}<!&;:\\~=\u2022\u00e9", max_size=12)


@settings(deadline=None, max_examples=60)
@given(st.lists(SIGNS, min_size=1, max_size=5))
def test_words_print_as_they_are(lines: list[str]) -> None:
    """Whatever signs a plain text has, a letter prints its words, and nothing in it is markup."""
    words = [
        " ".join(line.split()) for line in lines if line.strip() and not re.fullmatch(r"[\s=\-\u2022#>+*|~_\\`]*", line)
    ]
    words = [one for one in words if not re.match(r"(?:[-*+\u2022]|\(?\d{1,9}[.)])(?:\s|$)|[=-]", one)]
    if not words:
        return
    template = written(list(as_segments("\n\n".join(words), [])), ())
    text = "".join(piece for piece, _ in template)
    if any(
        one.severity.value == "error" and one.rule != "literal" for one in letterforge.check((HEAD + text).encode())
    ):
        return  # words that wait to be filled
    assert said(html_of(text)) == "".join("".join(words).split())


PIECES = st.sampled_from([Sort.WORDS, Sort.MARK])


@given(
    st.lists(st.builds(Segment, PIECES, st.text("ab*[]\n ", min_size=1, max_size=6)), min_size=1, max_size=6), st.data()
)
def test_what_is_put_in_is_all_that_differs(segments: list[Segment], data: st.DataObject) -> None:
    length = sum(len(one.text) for one in segments)
    cuts = sorted(data.draw(st.sets(st.integers(0, length), max_size=4)))
    changes = [(start, stop, "{{ x }}") for start, stop in zip(cuts[::2], cuts[1::2], strict=False)]
    pieces = list(written(segments, changes))
    assert "".join(after for _, after in pieces).count("{{ x }}") == len(changes)
    same = "".join(before for before, after in pieces if before == after)
    assert all(sign in "".join(one.text for one in segments) + "\\" for sign in same)


def test_a_text_without_prompts_has_an_empty_plan() -> None:
    assert TextSource([Segment(Sort.SOURCE, "Dear all,\n")]).spots == ()
    assert as_markdown("- a", at_start=True) == "\\- a"
