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


def test_code_within_code_is_one_stretch() -> None:
    (found,) = html.passages(b"<p>a <kbd>b <code>c</code> d</kbd> e")
    assert (found.text, found.spans) == ("a b c d e", (Span(Nature.CODE, 2, 7),))


@pytest.mark.parametrize("comment", ["<!-->", "<!--->", "<!---->", "<!>", "<?>", "<!-- a -- b -->", "<!a>", "<?a?>"])
def test_a_comment_ends_where_a_browser_ends_it(comment: str) -> None:
    """Even one without anything in it: what follows is on the page."""
    shown = [one.text for one in html.passages(f"<p>one{comment} two<p>three".encode()) if one.place.path != "comment"]
    assert shown == ["one two", "three"]
