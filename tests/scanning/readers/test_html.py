"""What a page of HTML shows as code, and where its comments end."""

from __future__ import annotations

import pytest

from letterforge.passages import Nature, Span
from letterforge.scanning.readers import html


@pytest.mark.parametrize("name", ["code", "pre", "kbd", "samp", "tt", "xmp", "listing", "plaintext"])
def test_elements_that_show_code(name: str) -> None:
    """What is shown as code is spoken of; what stands before and behind it is not."""
    found = [(one.text, one.spans) for one in html.passages(f"<p>Say <{name}>[name]</{name}> or [date]".encode())]
    joined = "".join(text for text, _ in found)
    codes = [text[span.start : span.stop] for text, spans in found for span in spans if span.nature is Nature.CODE]
    assert " ".join(joined.split()).replace(" ", "") == "Say[name]or[date]"
    assert codes == ["[name]"]


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ('<img alt="[name]">', "alt text"),
        ('<p title="[name]">', "title attribute"),
        ('<input placeholder="[name]">', "placeholder of a field"),
        ('<input value="[name]">', "value of a field"),
        ('<meta name="description" content="[name]">', "meta"),
        ('<option label="[name]">', "label"),
        ('<p aria-label="[name]">', "label"),
        ('<p aria-description="[name]">', "label"),
        ('<table summary="[name]">', "summary of a table"),
        *(
            (f'<x-y {name}="/%5Bname]">', "link target")
            for name in ("href", "src", "action", "cite", "data", "poster", "srcset", "formaction", "background")
        ),
    ],
)
def test_what_tags_carry(written: str, path: str) -> None:
    (found,) = html.passages(written.encode())
    assert (found.text.removeprefix("/"), found.place.path) == ("[name]", path)


def test_lines_are_kept_within_pre_alone() -> None:
    """To its own end, whatever ends within it."""
    page = b"<title>T</title><p>one\ntwo<pre>three\n<b>four</b>\nfive</pre><p>six\nseven"
    assert [(one.place.path, one.text) for one in html.passages(page)] == [
        ("title", "T"),
        ("paragraph 1", "one two"),
        ("paragraph 2", "three\nfour\nfive"),
        ("paragraph 3", "six seven"),
    ]


def test_code_within_code_is_one_stretch() -> None:
    (found,) = html.passages(b"<p>a <kbd>b <code>c</code> d</kbd> e")
    assert (found.text, found.spans) == ("a b c d e", (Span(Nature.CODE, 2, 7),))


@pytest.mark.parametrize("comment", ["<!-->", "<!--->", "<!---->", "<!>", "<?>", "<!-- a -- b -->", "<!a>", "<?a?>"])
def test_a_comment_ends_where_a_browser_ends_it(comment: str) -> None:
    """Even one without anything in it: what follows is on the page."""
    shown = [one.text for one in html.passages(f"<p>one{comment} two<p>three".encode()) if one.place.path != "comment"]
    assert shown == ["one two", "three"]
