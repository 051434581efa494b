"""Which style sheets ask for something, and which only speak of it."""

from __future__ import annotations

import re
import sys

import pytest

from letterforge.loading.stationery.style_sheet import lines_that_ask

ASKS = [
    "@import 'x.css';",
    "@IMPORT url(x)",
    "@\\69 mport 'x'",
    "@im\\port 'x'",
    "@media print { @import 'x'; }",
    "a { background: url(x.png) }",
    "a { background: url() }",
    "a { background: url(/*data:*/x) }",
    'a { background: URL( "//x.example/a") }',
    "a { background: u\\72 l(x) }",
    "a { background: u\\72l('x') }",
    "a { background: url(var(--x)) }",
    "a { background: url(\\78) }",
    "a { background: url( /**/ 'x' ) }",
    "a { background: url(x y) }",
    "a { --x: url(x) }",
    "a { --x: { b: [ (url(x)) ] } }",
    "a { background: src('x') }",
    "a { background: src(var(--x)) }",
    "a { background: image('x') }",
    "a { background: image-set('x' 1x) }",
    "a { background: IMAGE-SET('data:x' 1x, 'x' 2x) }",
    "a { background: -webkit-image-set('x' 1x) }",
    "a { background: i\\6d age-set('x' 1x) }",
    "a { background: cross-fade(url(x), red) }",
    "@font-face { src: local(x), url(y) }",
    "@namespace url(http://x.example/)",
    "@page { @top-left { content: url(x) } }",
    "a::before { content: 'an end\nurl(x) }",
    "a { background: url(x",
]  # fmt: skip
ASKS_NOTHING = [
    "",
    "p { color: red }",
    'a::before { content: "image(s) below" }',
    "a::before { content: 'see url(x)'; quotes: '@import' 'src(' }",
    "/* @import 'x'; a { background: url(x.png) } image(x) */ p { color: red }",
    "a { background: url(data:image/png;base64,AA); mask: url(#m) }",
    "a { background: url( 'DATA:image/png;base64,AA' ) }",
    "a { background: url('#m') }",
    ".curly, #image-set, .src { background-image: none; list-style-image: none }",
    "a { content: 'my url\\28 x' }",
    "a { content: 'one\\\n url(x)' }",
]  # fmt: skip


@pytest.mark.parametrize("style", ASKS)
def test_what_asks_is_found_on_its_line(style: str) -> None:
    last = style.count("\n") + 3
    assert 3 <= next(lines_that_ask("\n\n" + style), 0) <= last


@pytest.mark.parametrize("style", ASKS_NOTHING)
def test_words_comments_and_what_is_brought_along_ask_for_nothing(style: str) -> None:
    assert list(lines_that_ask(style)) == []


@pytest.mark.parametrize("style", ["@import 'x';", "a { b: url(x) }", "a { b: src('x') }", "a { b: image('x') }"])
def test_an_escape_hides_no_letter_of_a_word_that_asks(style: str) -> None:
    """A letter may be written by its number, in small letters or capitals, or behind a backslash."""
    word = re.search("import|url|src|image", style)
    assert word is not None
    for at in range(*word.span()):
        for letter in (style[at], style[at].upper()):
            number = f"{ord(letter):x}"
            ways = [f"\\{number:0>{width}} " for width in range(2, 7)] + [f"\\{number:0>6}", f"\\{number.upper()}\t"]
            ways += [] if letter in "abcdef" or letter in "ABCDEF" else [f"\\{letter}"]
            for way in ways:
                assert list(lines_that_ask(style[:at] + way + style[at + 1 :])) == [1], way


@pytest.mark.parametrize(
    "style", ["a { content: '\\2013\\00a0\\A x' }", "a { content: '\\22 \\\\\\0000e9' }", ".a\\:b {}"]
)
def test_an_escape_that_means_no_letter_needs_no_parser(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tinycss2", None)
    assert list(lines_that_ask(style)) == []


def test_a_style_sheet_may_nest_as_deeply_as_it_likes() -> None:
    assert list(lines_that_ask("(" * 20_000 + "url(x)")) == [1]
