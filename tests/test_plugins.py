"""Plugins, from real distributions: each test writes a ``*.dist-info`` folder and a module."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import forked

from letterforge import plugins
from letterforge.discovery import entry_points
from letterforge.errors import BrokenPluginError, NameClashError, UnknownNameError, WrongShapeError
from letterforge.models.letter_data import LetterKind
from letterforge.plugins import LETTERS, RENDERERS

Install = Callable[..., Path]
GOOD = """
class Renderer:
    media_type = "text/plain"
    suffix = ".txt"
    def render(self, letter):
        return b"x"
"""
POINTS = "[letterforge.renderers]\n{name} = {module}:Renderer\n"


def names(group: str = RENDERERS) -> list[str]:
    return [offer.name for offer in plugins.offers(group)]


def test_a_plugin_is_found_by_its_entry_point(install: Install) -> None:
    before = names()
    install("acme-plain", POINTS.format(name="plain", module="acme_plain"), code=GOOD, version="2.5")
    assert sorted(names()) == sorted([*before, "plain"])
    (offer,) = [one for one in plugins.offers(RENDERERS) if one.name == "plain"]
    assert offer.origin == "acme-plain 2.5"
    found = plugins.renderer("plain")
    assert (found.media_type, found.suffix) == ("text/plain", ".txt")
    assert plugins.renderer("plain") is found


def test_listing_imports_nothing(install: Install) -> None:
    install("acme-loud", POINTS.format(name="loud", module="acme_loud"), code="raise AssertionError('was imported')")
    assert "loud" in names()
    assert "acme_loud" not in sys.modules


@pytest.mark.parametrize("name", ["html", "pdf", "docx", "typst"])
def test_our_own_renderers_are_found_like_any_other(name: str) -> None:
    (offer,) = [one for one in plugins.offers(RENDERERS) if one.name == name]
    assert offer.distribution == f"letterforge-{name}"


def test_an_unknown_renderer() -> None:
    with pytest.raises(UnknownNameError) as caught:
        plugins.renderer("pfd")
    assert str(caught.value) == (
        "no renderer is called 'pfd'; installed are: docx, html, pdf, typst; did you mean pdf?"
    )
    with pytest.raises(UnknownNameError) as caught:
        plugins.renderer("odt-flat")
    assert str(caught.value).endswith("; install the package that offers it, or check the spelling")


def test_another_renderer_that_writes_such_files_is_named(monkeypatch: pytest.MonkeyPatch, install: Install) -> None:
    install("acme-broken", POINTS.format(name="broken", module="acme_broken"), code="raise ValueError")
    here = [offer for offer in plugins.offers(RENDERERS) if offer.name != "pdf"]
    monkeypatch.setattr(plugins, "offers", lambda _: here)
    with pytest.raises(UnknownNameError) as caught:
        plugins.renderer("pdf")
    assert str(caught.value) == (
        "no renderer is called 'pdf'; installed are: broken, docx, html, typst; install the package that offers it, "
        "or check the spelling; typst writes such files, too: --to typst"
    )


def test_an_unknown_kind() -> None:
    with pytest.raises(UnknownNameError) as caught:
        plugins.kind("introductory-leter")
    assert str(caught.value) == (
        "no kind of letter is called 'introductory-leter'; installed are: introductory-letter; "
        "did you mean introductory-letter?"
    )


def test_where_none_is_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(UnknownNameError, match="^no renderer is called 'pdf'; none is installed; install the package"):
        plugins.renderer("pdf")


def test_two_packages_with_one_name(install: Install) -> None:
    install("acme-one", POINTS.format(name="twice", module="acme_one"), code=GOOD, version="1.0")
    install("acme-two", POINTS.format(name="twice", module="acme_two"), code=GOOD, version="3.0")
    with pytest.raises(NameClashError) as caught:
        plugins.renderer("twice")
    assert str(caught.value) == (
        "the renderer 'twice' is offered by acme-one 1.0 and acme-two 3.0; uninstall one of them"
    )
    assert "acme_one" not in sys.modules


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import no_such_library_anywhere", "ModuleNotFoundError: No module named 'no_such_library_anywhere'"),
        ("raise ValueError('first line\\nsecond line')", "ValueError: first line"),
        ("raise ValueError", "ValueError"),
        ("import sys; sys.exit()", "it ends the program when it is imported (SystemExit)"),
        ("import sys; sys.exit('bye')", "it ends the program when it is imported (SystemExit)"),
        ("x = (", "SyntaxError: '(' was never closed (acme_bad.py, line 1)"),
        ("x = 1", "AttributeError: module 'acme_bad' has no attribute 'Renderer'"),
    ],
)
def test_a_plugin_whose_import_fails(install: Install, code: str, reason: str) -> None:
    install("acme-bad", POINTS.format(name="bad", module="acme_bad"), code=code)
    with pytest.raises(BrokenPluginError) as caught:
        plugins.renderer("bad")
    assert str(caught.value) == (
        f"the renderer 'bad' of acme-bad 1.0 cannot be imported: {reason}; reinstall acme-bad, or tell its authors"
    )
    assert plugins.renderer("html")


@pytest.mark.parametrize("value", ["acme_none:Renderer", "not a module!!", "acme.bad:", ":Renderer"])
def test_an_entry_point_that_leads_nowhere(install: Install, value: str) -> None:
    install("acme-none", f"[letterforge.renderers]\nnone = {value}\n")
    with pytest.raises(BrokenPluginError, match="^the renderer 'none' of acme-none 1.0 cannot be imported: "):
        plugins.renderer("none")
    assert plugins.renderer("html")


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("class Renderer:\n    def __init__(self, dpi): pass", "TypeError: "),
        ("class Renderer:\n    def __init__(self): raise OSError('no pango')", "OSError: no pango"),
        ("class Renderer:\n    def __init__(self): raise SystemExit(3)", "it ends the program when it is imported"),
        ("Renderer = 5", "TypeError: 'int' object is not callable"),
    ],
)
def test_a_plugin_that_cannot_be_made(install: Install, code: str, reason: str) -> None:
    install("acme-bad", POINTS.format(name="bad", module="acme_bad"), code=code)
    with pytest.raises(BrokenPluginError) as caught:
        plugins.renderer("bad")
    assert str(caught.value).startswith(
        f"the renderer 'bad' of acme-bad 1.0 cannot be made without arguments: {reason}"
    )
    assert str(caught.value).endswith("; tell its authors")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("pass", "media_type is not a text such as application/pdf"),
        ("media_type = 'pdf'", "media_type is not a text such as application/pdf"),
        ("media_type = 'a/b'", "suffix is not a text such as .pdf"),
        ("media_type = 'a/b'; suffix = 'pdf'", "suffix is not a text such as .pdf"),
        ("media_type = 'a/b'; suffix = '.'", "suffix is not a text such as .pdf"),
        ("media_type = 'a/b'; suffix = './../x'", "suffix is not a text such as .pdf"),
        ("media_type = 'a/b'; suffix = '.pdf'", "there is no method render"),
        ("media_type = 'a/b'; suffix = '.pdf'; render = 5", "there is no method render"),
        (
            "media_type = property(lambda self: 1 / 0)",
            "media_type or suffix cannot be read: ZeroDivisionError: division by zero",
        ),
    ],
)
def test_a_plugin_of_the_wrong_shape(install: Install, body: str, fault: str) -> None:
    install("acme-odd", POINTS.format(name="odd", module="acme_odd"), code=f"class Renderer:\n    {body}\n")
    with pytest.raises(WrongShapeError) as caught:
        plugins.renderer("odd")
    assert (
        str(caught.value) == f"the renderer 'odd' of acme-odd 1.0 does not keep the protocol: {fault}; tell its authors"
    )


@pytest.mark.parametrize(
    "points",
    [
        "[letterforge.renderers]\nno equals sign\n",
        "x\ny = \n",
        "[letterforge.renderers]\n\xff = \ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    ],
)
def test_entry_points_that_cannot_be_read_hide_nobody_else(install: Install, points: str) -> None:
    install("acme-damaged", points)
    install("acme-plain", POINTS.format(name="plain", module="acme_plain"), code=GOOD)
    assert {"plain", "html"} <= set(names())
    assert plugins.renderer("plain")


def test_damaged_distributions_are_named(install: Install) -> None:
    install("acme-damaged", "[letterforge.renderers]\nno equals sign\n")
    assert plugins.damaged() == ("acme-damaged",)


def test_metadata_that_are_not_there_or_say_nothing_hide_nobody(install: Install) -> None:
    site = install("acme-plain", POINTS.format(name="plain", module="acme_plain"), code=GOOD)
    for name, content in {"empty-1.dist-info": None, "noname-1.dist-info": "Metadata-Version: 2.1\n"}.items():
        (site / name).mkdir()
        if content is not None:
            (site / name / "METADATA").write_text(content, encoding="utf-8")
        (site / name / "entry_points.txt").write_text(POINTS.format(name="ghost", module="ghost"), encoding="utf-8")
    entry_points._scan.cache_clear()
    assert {"plain", "html"} <= set(names())


@pytest.mark.parametrize(
    ("folder", "file", "metadata", "offer"),
    [
        ("acme-1.dist-info", "METADATA", b"Name: Acme.Letters_x\nVersion: 3\nName: other\n\nVersion: 4\n", "acme-letters-x 3"),
        ("acme-1.dist-info", "METADATA", b"name:  acme \nVERSION:\t3 \n", "acme 3"),
        ("acme-1.dist-info", "METADATA", b"Name: acme\n\nVersion: 3 is out.\n", "acme (without a version)"),
        ("acme-1.egg-info", "PKG-INFO", b"Name: acme\r\nVersion: 3\r\n\r\nIt is an egg.\r\n", "acme 3"),
        ("acme-1.dist-info", "METADATA", b"Metadata-Version: 2.1\n\nName: acme\n", None),
        ("acme-1.dist-info", "METADATA", b"Name: \xff\n", None),
        ("acme-1.dist-info", "METADATA", b"", None),
        ("acme-1.dist-info", "INSTALLER", b"hand", None),
    ],
)  # fmt: skip
def test_what_the_head_of_the_metadata_says(
    install: Install, folder: str, file: str, metadata: bytes, offer: str | None
) -> None:
    """Nothing else of them is read; what does not say whose it is is named by its folder, and offers nothing."""
    site = install("acme-plain", POINTS.format(name="plain", module="acme_plain"), code=GOOD)
    (site / folder).mkdir()
    (site / folder / file).write_bytes(metadata)
    (site / folder / "entry_points.txt").write_text(POINTS.format(name="acme", module="acme"), encoding="utf-8")
    entry_points._scan.cache_clear()
    assert [one.origin for one in plugins.offers(RENDERERS) if one.name == "acme"] == [offer] * bool(offer)
    assert plugins.damaged() == (() if offer else ("acme",))


def test_a_distribution_installed_twice_counts_once_the_first_on_the_path(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = install("acme-plain", POINTS.format(name="plain", module="acme_plain"), code=GOOD, version="2.0")
    older = tmp_path / "older"
    older.mkdir()
    (older / "acme_plain-1.0.dist-info").mkdir()
    (older / "acme_plain-1.0.dist-info" / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: Acme_Plain\nVersion: 1.0\n", encoding="utf-8"
    )
    (older / "acme_plain-1.0.dist-info" / "entry_points.txt").write_text(
        POINTS.format(name="plain", module="acme_plain"), encoding="utf-8"
    )
    monkeypatch.setattr(sys, "path", [str(site), str(older), *sys.path])
    assert [one.version for one in plugins.offers(RENDERERS) if one.name == "plain"] == ["2.0"]


def test_what_is_installed_while_the_program_runs_is_found_where_the_path_is_new(install: Install) -> None:
    assert "plain" not in names()
    install("acme-plain", POINTS.format(name="plain", module="acme_plain"), code=GOOD)
    assert "plain" in names()


# --- kinds of letter ---------------------------------------------------------------------------------------------------


def test_a_kind_of_letter_comes_from_a_package(install: Install) -> None:
    code = """
        from pathlib import Path
        from letterforge import LetterData, LetterKind, Line
        class Data(LetterData):
            name: Line
        KIND = LetterKind(Path(__file__).with_name("a.md"), Data, Path("a.yaml"))
    """
    site = install("acme-letters", "[letterforge.letters]\nfarewell = acme_letters:KIND\n", code=code)
    (site / "a.md").touch()
    found = plugins.kind("farewell")
    assert isinstance(found, LetterKind)
    assert list(found.model.model_fields) == ["name"]
    assert "farewell" not in names(RENDERERS)
    assert "farewell" in names(LETTERS)


def test_a_kind_that_is_none(install: Install) -> None:
    install("acme-letters", "[letterforge.letters]\nodd = acme_letters:KIND\n", code="KIND = 5")
    with pytest.raises(WrongShapeError) as caught:
        plugins.kind("odd")
    assert str(caught.value) == (
        "the kind of letter 'odd' of acme-letters 1.0 is not a letterforge.LetterKind; tell its authors"
    )


def test_a_kind_whose_import_fails(install: Install) -> None:
    install("acme-letters", "[letterforge.letters]\nodd = acme_letters:KIND\n", code="raise SystemExit")
    with pytest.raises(BrokenPluginError, match="^the kind of letter 'odd' of acme-letters 1.0 cannot be imported: "):
        plugins.kind("odd")
    assert plugins.kind("introductory-letter")


def test_the_command_lists_the_sound_and_the_broken(install: Install) -> None:
    site = install("acme-plain", POINTS.format(name="plain", module="acme_plain"), code=GOOD)
    install("acme-exits", POINTS.format(name="exits", module="acme_exits"), code="import sys; sys.exit(3)")
    install("acme-fails", POINTS.format(name="fails", module="acme_fails"), code="import no_such_library_anywhere")
    install("acme-odd", POINTS.format(name="odd", module="acme_odd"), code="class Renderer: pass")
    done = forked.command("renderers", env={**os.environ, "PYTHONPATH": str(site)})
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert done.stderr == ""
    assert "plain: acme-plain 1.0, text/plain, .txt" in lines
    assert any(line.startswith("html: letterforge-html ") and line.endswith(", text/html, .html") for line in lines)
    assert (
        "exits: broken: the renderer 'exits' of acme-exits 1.0 cannot be imported: it ends the program when it is "
        "imported (SystemExit); reinstall acme-exits, or tell its authors"
    ) in lines
    assert any(line.startswith("fails: broken: ") and "no_such_library_anywhere" in line for line in lines)
    assert any(line.startswith("odd: broken: ") for line in lines)
