"""What can be said to a renderer, by its constructor, its stationery and the command line."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import pytest
from tests.command import Run

import letterforge
from letterforge import plugins
from letterforge.errors import StationeryError, UsageError, WrongShapeError
from letterforge.options import Option, options_of, settled
from letterforge.stationery import plain

Install = Callable[..., Path]
POINTS = "[letterforge.renderers]\nlined = acme_lined:Lined\n"
LINED = """
from typing import Annotated, Literal


class Lined:
    media_type = "text/plain"
    suffix = ".txt"

    def __init__(
        self,
        *,
        ending: Annotated[Literal["lf", "cr-lf"], "how lines end"] = "lf",
        width: Annotated[int | None, "how long lines may be"] = None,
        shout: bool = False,
        share=0.5,
        hook: object = None,
    ) -> None:
        self.ending, self.width, self.shout, self.share = ending, width, shout, share

    def render(self, letter):
        end = {"lf": "\\n", "cr-lf": "\\r\\n"}[self.ending]
        return f"Dear Ann,{end}".encode()
"""
TEMPLATE = b"---\ntitle: T\nlang: en-GB\n---\nDear {{ name }},\n"


class Settable:
    """One of each."""

    def __init__(
        self,
        plain: int = 3,
        *,
        variant: Annotated[Literal["ua-1", "ua-1+a-2a"], "the standards"] = "ua-1",
        size: float | None = None,
        loud: bool = False,
        name: str = "",
        hook: Callable[[], None] | None = None,
    ) -> None:
        pass


@pytest.fixture
def lined(install: Install) -> None:
    install("acme-lined", POINTS, code=LINED)


@pytest.fixture
def look(tmp_path: Path, project: Path) -> Callable[[str], Path]:
    """A stationery that says something to renderers."""

    def make(said: str) -> Path:
        plain = project / "templates" / "stationery" / "plain"
        folder = tmp_path / "look"
        shutil.copytree(plain / "fonts", folder / "fonts")
        settings = (plain / "stationery.toml").read_text(encoding="utf-8")
        (folder / "stationery.toml").write_text(settings + said, encoding="utf-8")
        return folder

    return make


def letter(stationery: letterforge.Stationery | None = None) -> letterforge.Letter:
    return letterforge.Letter(letterforge.load(TEMPLATE), {"name": "Ann"}, stationery=stationery)


def test_options_are_the_typed_arguments_of_the_constructor() -> None:
    assert [one.told for one in options_of(Settable)] == [
        "plain: a whole number (unless given: 3)",
        "variant: ua-1 or ua-1+a-2a (unless given: ua-1); the standards",
        "size: none or a number (unless given: none)",
        "loud: true or false (unless given: false)",
        "name: a text (unless given: )",
        "hook: what only Python can give (unless given: none)",
    ]


@pytest.mark.parametrize(
    ("name", "said", "taken"),
    [
        ("variant", "ua-1+a-2a", "ua-1+a-2a"),
        ("plain", "-12", -12),
        ("plain", 7, 7),
        ("size", "18", 18.0),
        ("size", ".5", 0.5),
        ("size", "none", None),
        ("loud", "true", True),
        ("loud", False, False),
        ("name", "true", "true"),
    ],
)
def test_what_is_said_becomes_what_the_constructor_takes(name: str, said: str, taken: object) -> None:
    arguments, faults = settled(options_of(Settable), {name: said})
    assert (arguments, faults) == (((name, taken),), ())
    assert type(arguments[0][1]) is type(taken)


@pytest.mark.parametrize(
    ("name", "said", "message"),
    [
        ("variant", "ua1", "'ua1' is not ua-1 or ua-1+a-2a; did you mean ua-1?"),
        ("variant", "zzz", "'zzz' is not ua-1 or ua-1+a-2a"),
        ("plain", "3.0", "'3.0' is not a whole number"),
        ("plain", "9" * 5000, f"'{'9' * 5000}' is not a whole number"),
        ("plain", True, "'true' is not a whole number"),
        ("size", "nan", "'nan' is not none or a number"),
        ("size", "inf", "'inf' is not none or a number"),
        ("loud", "yes", "'yes' is not true or false"),
        ("hook", "none", "'none' is not what only Python can give"),
        ("varaint", "ua-1", "there is no such option; it has: plain, variant, size, loud, name, hook; did you mean variant?"),
        ("self", "x", "there is no such option; it has: plain, variant, size, loud, name, hook"),
    ],
)  # fmt: skip
def test_what_cannot_be_said(name: str, said: str, message: str) -> None:
    assert settled(options_of(Settable), {name: said}) == ((), ((name, message),))


def test_what_a_renderer_says_of_its_format_is_no_option() -> None:
    from letterforge_docx import DocxRenderer

    assert not {"media_type", "suffix"} & {one.name for one in options_of(DocxRenderer)}


def test_annotations_that_lead_nowhere_leave_the_values() -> None:
    def make(width=3, *, other: "NoSuchType" = None) -> None:  # type: ignore[name-defined,no-untyped-def]  # noqa: ANN001,F821,UP037
        pass

    assert options_of(make) == (Option("width", (), (int,), 3), Option("other"))


@pytest.mark.usefixtures("lined")
def test_a_renderer_of_a_stranger_is_made_with_its_options() -> None:
    wide: object = plugins.renderer("lined", {"ending": "cr-lf", "width": "72"})
    assert (wide.ending, wide.width, wide.shout) == ("cr-lf", 72, False)
    assert plugins.renderer("lined", {"width": 72, "ending": "cr-lf"}) is wide
    assert plugins.renderer("lined", {}) is plugins.renderer("lined") is not wide
    with pytest.raises(UsageError) as caught:
        plugins.renderer("lined", {"endign": "lf", "shout": "loudly"})
    assert str(caught.value) == (
        "lined.endign: there is no such option; it has: ending, width, shout, share, hook; did you mean ending?; "
        "lined.shout: 'loudly' is not true or false"
    )


@pytest.mark.usefixtures("lined")
def test_the_stationery_says_it(look: Callable[[str], Path]) -> None:
    said = letterforge.Stationery.read(look('[renderer.lined]\nending = "cr-lf"\nwidth = 72\nshout = true\n'))
    assert said.renderer_options == {"lined": {"ending": "cr-lf", "width": "72", "shout": "true"}}
    assert letterforge.render(letter(said), to="lined").content == b"Dear Ann,\r\n"
    assert letterforge.render(letter(), to="lined").content == b"Dear Ann,\n"
    again = pickle.loads(pickle.dumps(said))  # noqa: S301  (what was pickled just now)
    assert again.renderer_options == said.renderer_options
    over = said.with_options({"lined": {"ending": "lf"}, "pdf": {}})
    assert over.renderer_options == {"lined": {"ending": "lf", "width": "72", "shout": "true"}, "pdf": {}}
    assert letterforge.render(letter(over), to="lined").content == b"Dear Ann,\n"
    assert over.digest != said.digest  # so that a batch makes its letters anew
    assert said.with_options({"lined": {"width": 72}}) is said
    assert letterforge.check(TEMPLATE, {"name": "Ann"}, stationery=said) == ()


@pytest.mark.usefixtures("lined")
def test_what_the_stationery_says_wrongly_is_found_by_check_and_by_render(look: Callable[[str], Path]) -> None:
    folder = look('[renderer.lined]\nendign = "lf"\nwidth = "wide"\n[renderer.lind]\nwidth = 3\n')
    said = letterforge.Stationery.read(folder)
    file = f"{folder}/stationery.toml"
    errors = [
        f"{file}: renderer.lined.endign: error: there is no such option; it has: ending, width, shout, share, hook; did you mean ending? [renderer-option]",
        f"{file}: renderer.lined.width: error: 'wide' is not none or a whole number [renderer-option]",
    ]
    warning = (
        f"{file}: renderer.lind: warning: no renderer of this name is installed; did you mean lined? [renderer-option]"
    )
    found = [str(one).partition("\n")[0] for one in letterforge.check(TEMPLATE, stationery=said)]
    assert sorted(found) == sorted([*errors, warning])
    with pytest.raises(StationeryError) as caught:
        letterforge.render(letter(said), to="lined")
    assert [str(one).partition("\n")[0] for one in caught.value.findings] == errors


@pytest.mark.usefixtures("lined")
def test_the_command_line_says_it(run: Run, tmp_path: Path, look: Callable[[str], Path]) -> None:
    (tmp_path / "t.md").write_bytes(TEMPLATE)
    (tmp_path / "d.yaml").write_text("name: Ann\n", encoding="utf-8")
    folder = look('[renderer.lined]\nending = "lf"\n')
    render = ["render", "t.md", "d.yaml", "--to", "lined", "--stationery", str(folder), "-o"]
    assert run(*render, "out", "--set", "lined.ending=cr-lf").out == "out/t.txt\n"
    assert (tmp_path / "out" / "t.txt").read_bytes() == b"Dear Ann,\r\n"
    (tmp_path / "rows.csv").write_text("name\nAnn\n", encoding="utf-8")
    batch = ["batch", "t.md", "rows.csv", "--to", "lined", "-o", "many", "--quiet"]
    for ending, written in (("lf", b"Dear Ann,\n"), ("cr-lf", b"Dear Ann,\r\n")):
        assert run(*batch, "--set", f"lined.ending={ending}").code == 0
        assert (tmp_path / "many" / "000002.txt").read_bytes() == written
    for said, message in (
        ("lined.ending=crlf", "--set lined.ending: 'crlf' is not lf or cr-lf; did you mean cr-lf?"),
        ("lined.=x", "--set lined.=x: write it as FORMAT.OPTION=VALUE, for example pdf.variant=ua-1"),
        ("lined.ending", "--set lined.ending: write it as FORMAT.OPTION=VALUE, for example pdf.variant=ua-1"),
        ("html.ending=lf", "--set html.ending=lf: no --to names html"),
    ):
        done = run(*render, "no", "--set", said)
        assert (done.code, done.out, done.err) == (2, "", f"letterforge: {message}\n")
    twice = run(*render, "no", "--set", "lined.width=1", "--set", "lined.width=2")
    assert twice.err == "letterforge: --set lined.width is given twice\n"
    assert not (tmp_path / "no").exists()


@pytest.mark.usefixtures("lined")
def test_the_list_of_renderers_has_their_options(run: Run) -> None:
    lines = run("renderers").out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("lined:"))
    assert lines[at : at + 6] == [
        "lined: acme-lined 1.0, text/plain, .txt",
        "    lined.ending: lf or cr-lf (unless given: lf); how lines end",
        "    lined.width: none or a whole number (unless given: none); how long lines may be",
        "    lined.shout: true or false (unless given: false)",
        "    lined.share: a number (unless given: 0.5)",
        "    lined.hook: what only Python can give (unless given: none)",
    ]


def test_a_renderer_that_cannot_say_what_it_takes(install: Install) -> None:
    code = LINED.replace("class Lined:", "class Lined:\n    __signature__ = 3\n")
    install("acme-lined", POINTS, code=code)
    with pytest.raises(WrongShapeError, match="'lined' of acme-lined 1.0 does not say what it takes: TypeError"):
        plugins.options("lined")


def test_the_plain_stationery_says_nothing() -> None:
    assert plain().renderer_options == {}
    assert plain().with_options({}) is plain()
