"""Nothing is fetched: every way in which a page, a style sheet or a picture can ask is refused, and no request arrives."""

from __future__ import annotations

import base64
import dataclasses
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import letterforge
from letterforge import stationery
from letterforge.errors import LetterforgeError, RenderError, StationeryError
from letterforge_pdf.fetcher import Fetcher

HEAD = "---\ntitle: T\nlang: en-GB\n---\n"
PLAIN = Path(letterforge.__file__).parent / "templates" / "stationery" / "plain"


@dataclasses.dataclass
class Server:
    """A real one on this machine, which keeps what it was asked for and sends everybody on to another page of its own."""

    address: str
    asked: list[str]


@pytest.fixture
def server() -> Iterator[Server]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302)
            self.send_header("Location", "/again")
            self.end_headers()

        do_HEAD = do_POST = do_GET  # noqa: N815  (the names that http.server calls)

        def log_message(self, *_: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, args=(0.01,))
    thread.start()
    yield Server(f"http://127.0.0.1:{running.server_port}/x", asked)
    running.shutdown()
    thread.join()
    running.server_close()
    assert asked == []


def svg(inside: str) -> str:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()


STYLES = (
    "p {{ background: url({0}) }}",
    "p {{ background: url( '{0}' ) }}",
    'p {{ background-image: url("{0}"), none }}',
    "p {{ background: UrL({0}) }}",
    "p {{ background: u\\72l({0}) }}",
    "p {{ background: \\000075 rl({0}) }}",
    "p {{ background: \\75\\72\\6c({0}) }}",
    "p {{ list-style-image: url({0}) }}",
    "p {{ border-image: url({0}) 1 }}",
    "p {{ border-image-source: url({0}) }}",
    "p {{ cursor: url({0}), auto }}",
    "p {{ mask: url({0}) }}",
    "p {{ clip-path: url({0}#a) }}",
    "p {{ filter: url({0}#a) }}",
    "p {{ shape-outside: url({0}) }}",
    "p::before {{ content: url({0}) }}",
    "p::after {{ content: 'x' url({0}) 'y' }}",
    "@page {{ background: url({0}) }}",
    "@page {{ @top-right {{ content: url({0}) }} }}",
    "@media print {{ p {{ background: url({0}) }} }}",
    "@supports (color: red) {{ p {{ background: url({0}) }} }}",
    "@font-face {{ font-family: x; src: url({0}) }} p {{ font-family: x }}",
    "@font-face {{ font-family: x; src: local(y), url({0}) format('woff') }} p {{ font-family: x }}",
    "@import '{0}';",
    "@import url({0}) print;",
    "@\\69mport '{0}';",
    "@\\000069 mport '{0}';",
    "p {{ background: image-set('{0}' 1x) }}",
    "p {{ background: -webkit-image-set('{0}' 1x) }}",
    "p {{ background: i\\6d age-set('{0}' 1x) }}",
    "p {{ background: image('{0}') }}",
    "p {{ background: src('{0}') }}",
    "p {{ background: cross-fade(url({0}), red) }}",
    "p {{ --a: url({0}); background: var(--a) }}",
    "@counter-style a {{ system: cyclic; symbols: url({0}) }}",
    "@color-profile --a {{ src: url({0}) }}",
)
ELSEWHERE = (
    "file:///etc/hostname",
    "/etc/hostname",
    "//127.0.0.1/x",
    "ftp://127.0.0.1/x",
    "style.css",
    "jar:file:///x!/y",
)


def folder(tmp_path: Path, style: str) -> Path:
    made = tmp_path / "stationery"
    shutil.copytree(PLAIN, made)
    with (made / "style.css").open("a", encoding="utf-8") as file:
        file.write(style)
    return made


@pytest.mark.parametrize("style", STYLES)
def test_a_style_sheet_that_asks_is_refused_when_it_is_read(style: str, tmp_path: Path, server: Server) -> None:
    with pytest.raises(StationeryError, match="nothing is ever fetched"):
        letterforge.Stationery.read(folder(tmp_path, style.format(server.address)))


@pytest.mark.parametrize("address", ELSEWHERE)
def test_no_other_address_is_better(address: str, tmp_path: Path) -> None:
    with pytest.raises(StationeryError, match=r"style\.css:\d+: error: the style sheet asks for another file"):
        letterforge.Stationery.read(folder(tmp_path, f"p {{ background: url({address}) }}"))


def test_a_style_sheet_that_holds_what_it_shows_is_read(tmp_path: Path) -> None:
    pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
    style = f"p {{ background: url( '{pixel}' ) }} a::before {{ content: 'my url\\000028 x' }} a {{ fill: url(#a) }}"
    assert letterforge.Stationery.read(folder(tmp_path, style.replace("\\000028", ""))).style.endswith("url(#a) }")


def letter(style: str) -> letterforge.Letter:
    """A letter whose style sheet came past the guard."""
    look = dataclasses.replace(stationery.plain(), style=style, digest=style)
    return letterforge.Letter(letterforge.load((HEAD + "Dear all\n").encode()), {}, stationery=look)


@pytest.mark.parametrize("style", STYLES[::2])
def test_the_press_asks_for_nothing_either(style: str, server: Server) -> None:
    """Whatever WeasyPrint would make of it: an error, or a letter without it, and no request."""
    try:
        letterforge.render(letter(style.format(server.address)), to="pdf")
    except RenderError as fault:
        said = ("asks for a file or an address", "does not understand the style sheet", "could not print the letter")
        assert any(words in str(fault) for words in said)  # noqa: PT017  (some are passed over without a request)
    assert server.asked == []


@pytest.mark.parametrize(
    "inside",
    [
        '<image href="{0}" width="9" height="9"/>',
        '<image xlink:href="{0}" width="9" height="9"/>',
        '<use href="{0}#a"/>',
        '<style>@import "{0}";</style><rect width="9" height="9"/>',
        '<style>rect {{ fill: url({0}) }}</style><rect width="9" height="9"/>',
        '<style>@font-face {{ font-family: x; src: url({0}) }}</style><text font-family="x">x</text>',
        '<filter id="a"><feImage href="{0}"/></filter><rect width="9" height="9" filter="url(#a)"/>',
        '<pattern id="a" href="{0}#b"/><rect width="9" height="9" fill="url(#a)"/>',
        '<foreignObject width="9" height="9"><img xmlns="http://www.w3.org/1999/xhtml" src="{0}"/></foreignObject>',
        '<script href="{0}"/><rect width="9" height="9"/>',
    ],
)
def test_a_picture_within_the_style_sheet_asks_for_nothing(inside: str, server: Server, tmp_path: Path) -> None:
    secret = tmp_path / "etc-secret"  # the name of this machine has two letters, which chance writes into a PDF
    secret.write_text("what is only on this disk", encoding="utf-8")
    for address in (server.address, secret.as_uri()):
        style = f"p {{ background: url({svg(inside.format(address))}) }}"
        try:
            content = letterforge.render(letter(style), to="pdf").content
        except RenderError as fault:
            assert "etc" not in str(fault)  # noqa: PT017  (as above)
        else:
            assert secret.read_bytes() not in content
    assert server.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "https://127.0.0.1/", "file:///etc/hostname", "FILE:///etc/hostname", "ftp://x/", "gopher://x/",
        "jar:file:///x", "about:blank", "javascript:1", "blob:x", "/etc/hostname", "etc/hostname", "", " data:,x", "datax:,x",
        "view-source:data:,x", "letterforge-font:../../x", "\\\\server\\share",
    ],
)  # fmt: skip
def test_the_fetcher_refuses_and_counts(url: str) -> None:
    fetcher = Fetcher({"letterforge-font:regular": (b"x", "font/ttf")})
    with pytest.raises(ValueError, match=r"\Arefused\Z"):
        fetcher(url)
    assert fetcher.refused == 1


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/x.png",
        "file:///etc/x.png",
        "//x/y.png",
        "/etc/x.png",
        "../x.png",
        "data:image/png;base64,AAAA",
    ],
)
def test_a_picture_of_a_template_stands_beside_it(target: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    path.write_text(f"{HEAD}![words]({target})\n", encoding="utf-8")
    with pytest.raises(letterforge.errors.TemplateError):
        letterforge.load(path)


def test_a_picture_that_is_a_program_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    (tmp_path / "letter.md").write_text(f"{HEAD}![words](a.svg)\n", encoding="utf-8")
    with pytest.raises(letterforge.errors.TemplateError, match="neither a PNG nor a JPEG"):
        letterforge.load(tmp_path / "letter.md")


@pytest.mark.parametrize("to", ["html", "pdf", "docx", "typst"])
def test_a_link_and_a_value_that_looks_like_one_are_not_followed(to: str, server: Server) -> None:
    body = f"[words]({server.address}) {{{{ a }}}} [more]({server.address}?q={{{{ a }}}})\n"
    values = {"a": f'<img src="{server.address}"> ![x]({server.address}) <{server.address}>'}
    made = letterforge.Letter(letterforge.load((HEAD + body).encode()), values)
    assert letterforge.render(made, to=to).content
    assert server.asked == []


@pytest.mark.parametrize("to", ["html", "pdf", "docx", "typst"])
def test_the_next_letter_is_made(to: str) -> None:
    with pytest.raises(LetterforgeError):
        letterforge.render(letter("p { background: url(http://127.0.0.1:9/x) }"), to="pdf")
    made = letterforge.Letter(letterforge.load((HEAD + "Dear {{ a }}\n").encode()), {"a": "Ann"})
    assert letterforge.render(made, to=to).content
