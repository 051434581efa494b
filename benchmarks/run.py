"""Speed beside the peers, measured in one run on one core. Prints figure, peer, ratio and budget; judges nothing.

    python benchmarks/run.py [NAME ...]

The same letter is made by letterforge and by its peer. A time is the best of several rounds: on a busy machine the
others measure the neighbours.
"""

from __future__ import annotations

import io
import os
import resource
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import letterforge
from letterforge import plugins
from letterforge.data import reading
from letterforge.document import Text, walk
from letterforge.filling.program import checked
from letterforge.stationery import plain

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "templates" / "introductory-letter" / "sample.yaml"
LETTER = "introductory-letter"


@dataclass(frozen=True)
class Result:
    """What was measured, in milliseconds or megabytes, beside its peer and the budget for the two."""

    name: str
    ours: float
    peer: float | None
    budget: str
    unit: str = "ms"

    def __str__(self) -> str:
        """One line of the report."""
        beside = "" if self.peer is None else f"  peer {self.peer:9.3f} {self.unit}  ratio {self.ours / self.peer:7.3f}"
        return f"{self.name:<34} {self.ours:9.3f} {self.unit}{beside}  (budget: {self.budget})"


def best(work: Callable[[], object], rounds: int) -> float:
    """The shortest time of a call in milliseconds."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def _sample() -> tuple[letterforge.Letter, Callable[[], letterforge.Letter]]:
    template = letterforge.load(LETTER)
    values = reading.read(SAMPLE.read_text(encoding="utf-8"), file="sample.yaml").values
    return letterforge.Letter(template, values), lambda: letterforge.Letter(template, values)


def _with_tags(text: str, letter: letterforge.Letter) -> tuple[str, dict[str, str]]:
    """Our finished page with its values turned back into Jinja tags: the same page for the peer."""
    values = {n.text for n in walk(letter.document.blocks) if isinstance(n, Text) and n.field is not None}
    context: dict[str, str] = {}
    for number, value in enumerate(sorted(values, key=len, reverse=True)):
        if value in text:
            context[f"v{number}"] = value
            text = text.replace(value, "{{ v%d }}" % number)  # noqa: UP031  (braces)
    return text, context


def html() -> Iterator[Result]:
    """HTML against a bare Jinja2 render of the same page, with autoescape."""
    import jinja2  # noqa: PLC0415  (only this subject needs it)

    letter, make = _sample()
    renderer = plugins.renderer("html")
    page, context = _with_tags(renderer.render(letter).decode(), letter)
    template = jinja2.Environment(autoescape=True).from_string(page)
    peer = best(lambda: template.render(context).encode(), 200)
    yield Result("HTML, rendered", best(lambda: renderer.render(letter), 200), peer, "5 times")
    yield Result("HTML, filled and rendered", best(lambda: renderer.render(make()), 100), peer, "5 times")
    yield Result("HTML, with read-back", best(lambda: letterforge.render(make(), to="html"), 100), peer, "none")


def docx() -> Iterator[Result]:
    """DOCX from a Markdown template against docxtpl loading, rendering and saving a Word template of the same text."""
    from docxtpl import DocxTemplate  # noqa: PLC0415  (only this subject needs it)

    letter, make = _sample()
    renderer = plugins.renderer("docx")
    source = zipfile.ZipFile(io.BytesIO(renderer.render(letter)))
    tagged = io.BytesIO()
    context: dict[str, str] = {}
    with zipfile.ZipFile(tagged, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                text, context = _with_tags(content.decode(), letter)
                content = text.encode()
            archive.writestr(name, content)

    def peer_work() -> bytes:
        template = DocxTemplate(io.BytesIO(tagged.getvalue()))
        template.render(context, autoescape=True)
        out = io.BytesIO()
        template.save(out)
        return out.getvalue()

    peer = best(peer_work, 20)
    yield Result("DOCX from Markdown, no read-back", best(lambda: renderer.render(make()), 100), peer, "1/50")
    yield Result(
        "DOCX from Markdown, with read-back", best(lambda: letterforge.render(make(), to="docx"), 100), peer, "1/30"
    )


def word() -> Iterator[Result]:
    """DOCX from a Word template against docxtpl on the same one."""
    from word import measured  # noqa: PLC0415  (it stands beside this file)

    yield from (Result(*each) for each in measured(best))


def pdf() -> Iterator[Result]:
    """PDF against WeasyPrint alone on the same page, with one font configuration for all."""
    import weasyprint  # noqa: PLC0415  (only this subject needs it)
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415  (only this subject needs it)

    from letterforge_pdf import page, style_sheet  # noqa: PLC0415  (only this subject needs it)
    from letterforge_pdf.fetcher import Fetcher  # noqa: PLC0415  (only this subject needs it)
    from letterforge_pdf.style_sheet import FONT  # noqa: PLC0415  (only this subject needs it)

    letter, make = _sample()
    fonts = FontConfiguration()
    files = Fetcher({FONT + s.value: (f.content, "font/ttf") for s, f in letter.family.faces.items()})
    style = weasyprint.CSS(
        string=style_sheet.on_paper(letter.stationery, letter.family), font_config=fonts, url_fetcher=files
    )
    text = page.page(letter.document)

    def peer_work() -> bytes:
        document = weasyprint.HTML(string=text)
        content: bytes = document.write_pdf(
            font_config=fonts, stylesheets=[style], pdf_variant="pdf/ua-1", presentational_hints=True
        )
        return content

    peer = best(peer_work, 8)
    yield Result("PDF, with read-back", best(lambda: letterforge.render(make(), to="pdf"), 8), peer, "1.15 times")


def check() -> Iterator[Result]:
    """The check of the built-in template, and reading it."""
    from letterforge.checking.check import check as run  # noqa: PLC0415  (only this subject needs it)

    template = letterforge.load(LETTER)
    shape = template.shape or ()
    checked(template, plain(), shape)
    nodes = (*template.wording.title, *template.wording.blocks)
    yield Result("check of a template", best(lambda: run(nodes, shape), 30), None, "20 ms")
    yield Result("load of a template", best(lambda: letterforge.load(LETTER), 20), None, "none")
    _, make = _sample()
    yield Result("a letter, filled", best(make, 200), None, "none")


_FIRST_LETTER = """
import letterforge
from letterforge.letters.case_review import INTRODUCTORY_LETTER as kind
template = letterforge.load("introductory-letter")
data = letterforge.read_data(str(kind.sample))
letterforge.render(letterforge.Letter(template, data), to="html")
"""


def startup() -> Iterator[Result]:
    """Fresh processes by processor time, in turns, medians of twenty: imports and commands, with all files compiled."""
    command = Path(sys.executable).with_name("letterforge")
    work: dict[str, tuple[str | Path, ...]] = {
        "click": (sys.executable, "-c", "import click"),
        "version": (command, "--version"),
        "model": (sys.executable, "-c", "import pydantic\nclass M(pydantic.BaseModel): x: int"),
        "import": (sys.executable, "-c", "import letterforge"),
        "names": (sys.executable, "-c", "from letterforge import *"),
        "check": (command, "check", LETTER),
        "html": (sys.executable, "-c", _FIRST_LETTER),
    }
    for each in work.values():
        _cost(each)  # compiles what is not
    costs: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(20):
        for name, each in work.items():
            costs[name].append(_cost(each))
    took = {name: statistics.median(each) for name, each in costs.items()}
    yield Result("letterforge --version, click", took["version"], took["click"], "1.5 times")
    yield Result("import letterforge, pydantic", took["import"], took["model"], "1.3 times")
    yield Result("all public names, pydantic", took["names"], took["model"], "none")
    yield Result("check, a fresh process", took["check"], None, "none")
    yield Result("a first letter to HTML, the same", took["html"], None, "none")


def _cost(command: tuple[str | Path, ...]) -> float:
    """Milliseconds of processor time of a process."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def memory() -> Iterator[Result]:
    """What the process grows by over many letters."""
    _, make = _sample()
    for name, count in (("html", 2000), ("docx", 1000), ("pdf", 60)):
        for _ in range(20):
            letterforge.render(make(), to=name)
        before = _resident()
        for _ in range(count):
            letterforge.render(make(), to=name)
        yield Result(f"memory: {count} letters to {name}", _resident() - before, None, "does not grow", "MB")


def _resident() -> float:
    """Megabytes of memory that the process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


SUBJECTS: dict[str, Callable[[], Iterator[Result]]] = {
    "check": check,
    "html": html,
    "docx": docx,
    "word": word,
    "pdf": pdf,
    "startup": startup,
    "memory": memory,
}


def main(names: list[str]) -> None:
    """Run the named subjects, or all."""
    for name in names or SUBJECTS:
        for result in SUBJECTS[name]():
            print(result, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
