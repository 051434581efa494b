"""What is measured, and what the peers do of it: a process that does the work whose name it reads, turn by turn.

It asks letterforge for nothing that is not public, so that an older tree can be measured by this same file. Peers are
only ever asked for in this tree.
"""

from __future__ import annotations

import functools
import importlib.metadata
import io
import itertools
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import word
import yaml

import letterforge
from letterforge.document import Text, walk

SAMPLE = Path(__file__).parent.parent / "templates" / "introductory-letter" / "sample.yaml"
LETTER = "introductory-letter"
TURN = 0.04
"""Seconds of processor time: long enough for the garbage of each contestant to be collected in its own turn."""

Work = Callable[[], object]
Make = Callable[[], letterforge.Letter]


@functools.cache
def _renderer(name: str) -> Any:  # noqa: ANN401  (a renderer of whichever tree this runs in)
    (found,) = importlib.metadata.entry_points(group="letterforge.renderers", name=name)
    return found.load()()


def sample() -> dict[str, Any]:
    """The data of the sample, each value as it is written."""
    found: dict[str, Any] = yaml.load(SAMPLE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  (it makes texts only)
    return found


@functools.cache
def _sample() -> Make:
    template = letterforge.load(LETTER)
    data = itertools.cycle([varied(sample(), number) for number in range(11111, 11111 + word.LETTERS)])
    return lambda: letterforge.Letter(template, next(data))


def varied(values: Any, number: int) -> Any:  # noqa: ANN401  (plain data)
    """The same data, but that names are others: those of no two letters are the same."""
    if isinstance(values, dict):
        return {key: f"{one} {number}" if key == "name" else varied(one, number) for key, one in values.items()}
    return [varied(one, number) for one in values] if isinstance(values, list) else values


@functools.cache
def _word() -> Make:
    template = letterforge.load(word.template(), model=word.Word)
    data = itertools.cycle(word.letters())
    return lambda: letterforge.Letter(template, next(data))


def _rendered(make: Make, name: str) -> Work:
    letter, renderer = make(), _renderer(name)
    return lambda: renderer.render(letter)


def _made(make: Make, name: str) -> Work:
    renderer = _renderer(name)
    return lambda: renderer.render(make())


def _whole(make: Make, name: str) -> Work:
    return lambda: letterforge.render(make(), to=name).content


# ---- peers ----


def _with_tags(text: str, letter: letterforge.Letter) -> tuple[str, dict[str, str]]:
    """Our finished page with its values turned back into Jinja tags: the same page for the peer."""
    values = {n.text for n in walk(letter.document.blocks) if isinstance(n, Text) and n.field is not None}
    context: dict[str, str] = {}
    for number, value in enumerate(sorted(values, key=len, reverse=True)):
        if value in text:
            context[f"v{number}"] = value
            text = text.replace(value, "{{ v%d }}" % number)  # noqa: UP031  (braces)
    return text, context


def _jinja() -> Work:
    """A bare Jinja2 render of our page, with autoescape."""
    import jinja2  # noqa: PLC0415  (only this peer needs it)

    letter = _sample()()
    page, context = _with_tags(_renderer("html").render(letter).decode(), letter)
    template = jinja2.Environment(autoescape=True).from_string(page)
    return lambda: template.render(context).encode()


def _docxtpl() -> Work:
    """A Word template of the text of our letter from Markdown, loaded, rendered and saved by docxtpl."""
    letter = _sample()()
    source = zipfile.ZipFile(io.BytesIO(_renderer("docx").render(letter)))
    tagged = io.BytesIO()
    context: dict[str, str] = {}
    with zipfile.ZipFile(tagged, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text, context = _with_tags(content.decode(), letter)
                content = text.encode()
            archive.writestr(name, content)
    return lambda: word.by_docxtpl(tagged.getvalue(), context)


def _docxtpl_word() -> Work:
    """Our Word template, loaded, rendered and saved by docxtpl: the same text."""
    from letterforge.filekinds import WORD  # noqa: PLC0415  (an older tree has these elsewhere)
    from letterforge.finished_files import passages_of  # noqa: PLC0415  (as above)

    content = word.template()
    letter = letterforge.Letter(letterforge.load(content, model=word.Word), word.DATA)
    ours, theirs = _renderer("docx").render(letter), word.by_docxtpl(content, word.FOR_DOCXTPL)
    said = [word.printed(passages_of(made, WORD.media_type)) for made in (ours, theirs)]
    assert said[0] == said[1]  # noqa: S101  (else there is nothing to compare)
    return lambda: word.by_docxtpl(content, word.FOR_DOCXTPL)


def _weasyprint() -> Work:
    """WeasyPrint alone on our page, with one font configuration for all."""
    import weasyprint  # noqa: PLC0415  (only this peer needs it)
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415  (as above)

    from letterforge_pdf import page, style_sheet  # noqa: PLC0415  (as above)
    from letterforge_pdf.fetcher import Fetcher  # noqa: PLC0415  (as above)
    from letterforge_pdf.style_sheet import FONT  # noqa: PLC0415  (as above)

    letter = _sample()()
    fonts = FontConfiguration()
    files = Fetcher({FONT + s.value: (f.content, "font/ttf") for s, f in letter.family.faces.items()})
    sheet = style_sheet.on_paper(letter.stationery, letter.family)
    style = weasyprint.CSS(string=sheet, font_config=fonts, url_fetcher=files)
    text = page.page(letter.document)

    def work() -> bytes:
        document = weasyprint.HTML(string=text)
        content: bytes = document.write_pdf(
            font_config=fonts, stylesheets=[style], pdf_variant="pdf/ua-1", presentational_hints=True
        )
        return content

    return work


def _typst() -> Work:
    """Typst alone on what it is told of our letters, by one compiler for all."""
    from letterforge_typst.setting import LetterSetter  # noqa: PLC0415  (only this peer needs it)

    make = _sample()
    letter = make()
    setter = LetterSetter(letter.stationery, letter.family)
    told = itertools.cycle([setter.told(make().document) for _ in range(word.LETTERS)])
    return lambda: setter.compiled(next(told), ("ua-1", "a-2a"))


# ---- a check ----


def _check() -> Work:
    template = letterforge.load(LETTER)
    return lambda: letterforge.check(template)


WORK: dict[str, Callable[[], Work]] = {
    "letter": _sample,
    "html-rendered": lambda: _rendered(_sample(), "html"),
    "html-made": lambda: _made(_sample(), "html"),
    "html": lambda: _whole(_sample(), "html"),
    "docx-made": lambda: _made(_sample(), "docx"),
    "docx": lambda: _whole(_sample(), "docx"),
    "word-letter": _word,
    "word-rendered": lambda: _rendered(_word(), "docx"),
    "word-made": lambda: _made(_word(), "docx"),
    "word": lambda: _whole(_word(), "docx"),
    "pdf": lambda: _whole(_sample(), "pdf"),
    "typst-made": lambda: _made(_sample(), "typst"),
    "typst": lambda: _whole(_sample(), "typst"),
    "check": _check,
    "load": lambda: lambda: letterforge.load(LETTER),
    "jinja2": _jinja,
    "docxtpl": _docxtpl,
    "docxtpl-word": _docxtpl_word,
    "weasyprint": _weasyprint,
    "typst-alone": _typst,
}


def main() -> None:
    """Do one turn of each piece of work that is asked for."""
    ready: dict[str, tuple[Work, int]] = {}
    for line in sys.stdin:
        name = line.strip()
        if name not in ready:
            work = WORK[name]()
            for _ in range(3):
                work()
            count = 1
            while (took := _took(work, count)) < TURN:
                count = max(count + 1, int(count * min(TURN * 1.1 / took, 10)) if took else count * 10)
            ready[name] = work, count
        work, count = ready[name]
        print(_took(work, count) / count * 1000, flush=True)


def _took(work: Work, count: int) -> float:
    """Seconds of processor time for so many times."""
    start = time.process_time()
    for _ in range(count):
        work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
