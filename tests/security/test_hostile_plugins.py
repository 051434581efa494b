"""Packages of strangers: whatever they raise, hold or claim, it is told whose it is, and no other is harmed."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests import forked

import letterforge
from letterforge import Letter, plugins
from letterforge.discovery import entry_points
from letterforge.errors import LetterforgeError, RenderError, WrongShapeError
from letterforge.renderer import wrong_shape

Install = Callable[..., Path]
Run = Callable[..., Any]
CANARY = "Quillfeather"
POINTS = "[letterforge.renderers]\n{name} = acme_{name}:R\n"
PANIC = "class B(BaseException): pass\n"
HEAD = "class R:\n    media_type = 'text/html'\n    suffix = '.html'\n"
SOUND = HEAD + "    def render(self, letter): return b'<p>Dear Quillfeather</p>'\n"
BROKEN = {
    "import": PANIC + "raise B('x')\n",
    "make": PANIC + HEAD + "    def __init__(self): raise B('x')\n    def render(self, letter): return b'x'\n",
    "media": PANIC + SOUND + "    @property\n    def media_type(self): raise B('x')\n",
    "text": PANIC + SOUND + "    @property\n    def text(self): raise B('x')\n",
    "words": SOUND + "    text = 'no method'\n",
    "lying": SOUND + "    suffix = '.pdf'\n",
}
RAISING = {
    "panic": PANIC + HEAD + "    def render(self, letter): raise B(letter.values['name'])\n",
    "exit": HEAD + "    def render(self, letter): raise SystemExit(letter.values['name'])\n",
    "stop": HEAD + "    def render(self, letter): raise GeneratorExit(letter.values['name'])\n",
    "reader": PANIC + SOUND + "    def text(self, content): raise B(content)\n",
    "items": PANIC + SOUND + "    def text(self, content):\n        yield 5\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_renderer_is_named_and_harms_no_other(name: str, install: Install, run: Run) -> None:
    install(f"acme-{name}", POINTS.format(name=name), code=BROKEN[name])
    with pytest.raises(LetterforgeError, match="tell its authors") as caught:
        plugins.renderer(name)
    assert f"acme-{name}" in str(caught.value)
    done = run("renderers")
    assert done.code == 1
    assert f"{name}: broken: " in done.out
    assert "html: letterforge-html" in done.out


@pytest.mark.parametrize("name", RAISING)
def test_what_a_renderer_raises_is_told_by_its_type(name: str, install: Install) -> None:
    install(f"acme-{name}", POINTS.format(name=name), code=RAISING[name])
    letter = Letter(letterforge.load(b"---\ntitle: T\nlang: en-GB\n---\nDear {{ name }}\n"), {"name": CANARY})
    with pytest.raises(RenderError) as caught:
        letterforge.render(letter, to=name)
    assert CANARY not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "suffix", [".", "..", ".a/b", ".a\\b", ".a\n", ".a ", ".a.", "html", ".\0", "." + "a" * 99, "../x", ".x/../y"]
)
def test_a_suffix_is_one(suffix: str) -> None:
    made = type("R", (), {"media_type": "text/plain", "suffix": suffix, "render": lambda *_: b"x"})()
    assert wrong_shape(made) == "suffix is not a text such as .pdf"


def test_a_suffix_that_is_no_plain_text() -> None:
    class Lying(str):
        __slots__ = ()

        def startswith(self, *_: Any) -> bool:
            return True

    made = type("R", (), {"media_type": "text/plain", "suffix": Lying("/etc/x"), "render": lambda *_: b"x"})()
    letter = Letter(letterforge.load(b"---\ntitle: T\nlang: en-GB\n---\nDear all\n"), {})
    with pytest.raises(WrongShapeError):
        letterforge.render(letter, to=made)


@pytest.mark.parametrize("version", ["", "Version:\n"])
def test_a_distribution_without_a_version(version: str, install: Install) -> None:
    path = install("acme-bare", POINTS.format(name="bare"), code=SOUND)
    info = next(found for found in Path(path).glob("**/*acme*bare*.dist-info") if found.is_dir())
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: acme-bare\n{version}", encoding="utf-8")
    entry_points._scan.cache_clear()
    (offer,) = [one for one in plugins.offers(plugins.RENDERERS) if one.name == "bare"]
    assert offer.origin == "acme-bare (without a version)"
    assert plugins.renderer("html").suffix == ".html"


@pytest.mark.parametrize(
    "content", [b"\xff\xfe[letterforge.renderers]", b"[letterforge.renderers]\nx = \xe9:R\n", b"\0" * 9]
)
def test_entry_points_that_are_no_text(content: bytes, install: Install) -> None:
    path = install("acme-bare", POINTS.format(name="bare"), code=SOUND)
    info = next(found for found in Path(path).glob("**/*acme*bare*.dist-info") if found.is_dir())
    (info / "entry_points.txt").write_bytes(content)
    entry_points._scan.cache_clear()
    assert "acme-bare" in plugins.damaged() or b"\0" in content
    assert plugins.renderer("html").suffix == ".html"


def test_entry_points_that_cannot_be_read(install: Install) -> None:
    path = install("acme-bare", POINTS.format(name="bare"), code=SOUND)
    info = next(found for found in Path(path).glob("**/*acme*bare*.dist-info") if found.is_dir())
    (info / "entry_points.txt").unlink()
    (info / "entry_points.txt").mkdir()  # root reads whatever the mode says
    entry_points._scan.cache_clear()
    assert "acme-bare" in plugins.damaged()
    assert plugins.renderer("html").suffix == ".html"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device here")
def test_an_output_that_is_full_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: T\nlang: en-GB\n---\nDear {{ name }}\n", encoding="utf-8")
    (tmp_path / "d.yaml").write_text("name: Ann\n", encoding="utf-8")
    for words in (
        ["render", "a.md", "d.yaml", "--to", "html", "-o", "out"],
        ["check", "a.md"],
        ["renderers"],
        ["--help"],
    ):
        with Path("/dev/full").open("wb") as full:
            done = forked.command(*words, cwd=tmp_path, stdout=full)
        assert (done.returncode, done.stderr) == (
            3,
            "letterforge: standard output cannot be written: No space left on device\n",
        )
    assert (tmp_path / "out" / "a.html").exists()
