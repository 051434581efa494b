"""No value of the data is in an error, a log line, the output of a command, or a file name."""

from __future__ import annotations

import copy
import functools
import json
import logging
import os
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from canaries import CANARY, NUMBER, Everything, Whole, canary, chain, faults, seen
from pydantic import BaseModel
from tests import forked
from tests.command import Run
from word_files import package, paragraph

import letterforge
from letterforge import api
from letterforge.data import reading as data_source
from letterforge.errors import LetterforgeError, ReadBackError, RenderError
from letterforge.template import Template

HEAD = "---\ntitle: T\nlang: en-GB\n---\n"


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Every logger speaks, whatever it is called; none says a value."""
    names = ("", "letterforge", "weasyprint", "weasyprint.progress", "fontTools", "MARKDOWN", "PIL", "docx", "docxtpl")
    levels = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    caplog.handler.setLevel(logging.DEBUG)
    yield
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    said = "\n".join(f"{one.getMessage()} {one.args} {one.exc_info}" for one in caplog.get_records("call"))
    assert not seen(said)


def silent(work: Callable[[], Any], *kinds: type[LetterforgeError]) -> Any:
    with pytest.raises(kinds or LetterforgeError) as caught:
        work()
    fault = caught.value
    assert not seen(chain(fault))
    again = pickle.loads(pickle.dumps(fault))  # noqa: S301  (our own)
    assert not seen(chain(again) + pickle.dumps(fault).decode("latin-1"))
    for finding in getattr(fault, "findings", ()):
        assert not seen(repr(finding) + str(finding))
    return fault


@functools.cache
def template(body: str, model: type[BaseModel] | None = None) -> Template:
    return letterforge.load((HEAD + body + "\n").encode(), model=model)


def test_the_canary_would_be_seen() -> None:
    assert seen(canary())
    assert seen(f"x {CANARY.upper()} y")
    assert seen(f"{int(NUMBER):,}")
    with pytest.raises(ValueError, match=CANARY) as caught:
        Everything.model_validate(faults())
    assert seen(chain(caught.value))


# pydantic's own base takes a key that it does not know, and a secret is any text.
@pytest.mark.parametrize(
    "name", sorted(name for name in faults() if name in Everything.model_fields and name != "secret")
)
def test_each_field_is_refused_without_its_value(name: str) -> None:
    fault = silent(lambda: letterforge.Letter(template("Dear all", Everything), {name: faults()[name]}))
    assert len(fault.findings) >= 1


def test_all_at_once() -> None:
    fault = silent(lambda: letterforge.Letter(template("Dear all", Everything), faults()))
    assert len(fault.findings) > 20


def test_a_rule_of_the_whole_model() -> None:
    silent(lambda: letterforge.Letter(template("{{ name }}", Whole), {"name": canary()}))


@pytest.mark.parametrize("suffix", [".json", ".yaml", ".toml"])
def test_from_files(suffix: str) -> None:
    text = (
        json.dumps(faults())
        if suffix != ".toml"
        else "\n".join(
            f"{json.dumps(key)} = {json.dumps(value)}"
            for key, value in faults().items()
            if isinstance(value, (str, int))
        )
    )
    read = data_source.read(text, file=f"data{suffix}")
    assert not seen(repr(read))
    fault = silent(lambda: letterforge.Letter(template("Dear all", Everything), read))
    assert all(one.place.line for one in fault.findings)


@pytest.mark.parametrize(
    "text",
    [
        f"a: {canary()}\na: {canary()}", f"{canary()}: [{canary()}", f"{canary()}\n\t{canary()}: x", f"*{CANARY}", f"!{CANARY} x", f"? [{canary()}]\n: x",
        f"&{CANARY} a: *{CANARY}b", f"'{canary()}", f"- {canary()}\n{canary()}: x", f"{canary()}: {canary()}: x", f"%{canary()}", f"{canary()}\0",
        f"a: &a [{canary()}, *a]", f"{canary()}: 1\n{canary()}: 2", canary(), f"[{canary()}]", f"@{canary()}", f"a: |{canary()}", f'"\\q{canary()}"',
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".yaml", ".json", ".toml"])
def test_files_that_cannot_be_read(text: str, suffix: str) -> None:
    try:
        read = data_source.read(text, file=f"data{suffix}")
    except LetterforgeError:
        silent(lambda: data_source.read(text, file=f"data{suffix}"))
    else:
        silent(lambda: letterforge.Letter(template("{{ no_such }}"), read))


BODIES = (
    "{{ a }}", "{{ a|date }}", "{{ a|number }}", "{{ a|join }}", "{{ a|first }}", "{{ a|upper }}", "{{ a|length }}", "{{ a + 1 }}",
    "{{ a * a }}", "{{ -a }}", "{{ a[0] }}", "{{ a.b }}", "{{ a.b.c }}", "{% if a < 1 %}x{% endif %}", "{% if 'x' in a %}x{% endif %}",
    "{% for b in a %}{{ b }}{% endfor %}", "{% for b in a %}{{ b.c }}{% endfor %}", "{{ a|month }}", "{{ a|time }}", "{{ a|duration }}",
    "{{ a|number(2) }}", "{{ a|join(a) }}", "{{ a|abs }}", "{{ a|default(none) }}", "{{ a is odd }}", "{% if a is odd %}x{% endif %}",
    "[x](https://example.org/{{ a }})", "[{{ a }}]({{ a }})", "[x]({{ a }}:{{ a }})",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    f"{{{{ {canary()} }}}}", f"[{canary()}]", f"{canary()}\x00", f"{canary()}\u202e", f"{canary()}\ud800", f"{canary()} \U0001f984", f"TBC {canary()}",
    [canary()], [[canary()]], {"b": canary()}, {canary(): canary()}, [{"c": f"[{canary()}]"}], [f"<<{canary()}>>"], int(NUMBER), float(NUMBER),
    int(NUMBER * 500), canary().encode(), {canary()}, object, canary() * 100_000, None, True, [], "", " ",
)  # fmt: skip


@pytest.mark.parametrize("body", BODIES)
def test_what_a_template_makes_of_a_value_is_refused_without_it(body: str) -> None:
    refused = 0
    for value in VALUES:
        try:
            letter = letterforge.Letter(template(body), {"a": value})
            assert not seen(repr(letter) + repr(letter.template) + repr(letter.stationery))
            made = letterforge.render(letter, to="html")
            assert not seen(repr(made))
        except LetterforgeError as fault:
            assert not seen(chain(fault))  # noqa: PT017  (some values are fine)
            refused += 1
    assert refused


@pytest.mark.parametrize("value", [f"{canary()} \U0001f984", "x" * 50_000, f"{canary()}\u0000", canary()])
def test_pdf(value: str) -> None:
    """In the log of WeasyPrint and of fontTools there is none either: `quiet` looks."""
    try:
        letter = letterforge.Letter(
            template("# {{ a }}\n\n{{ a }} [{{ a }}](https://example.org/{{ a }})"), {"a": value}
        )
        made = letterforge.render(letter, to="pdf")
        assert not seen(repr(made))
    except LetterforgeError as fault:
        assert not seen(chain(fault))  # noqa: PT017  (some values are fine)


class Failing:
    """A renderer that fails in each way, with the value in its words."""

    media_type = "text/html"
    suffix = ".html"

    def __init__(self, fault: BaseException | bytes) -> None:
        self.fault = fault

    def render(self, letter: letterforge.Letter) -> bytes:
        del letter
        if isinstance(self.fault, bytes):
            return self.fault
        raise self.fault


@pytest.mark.parametrize(
    "fault",
    [ValueError(canary()), KeyError(canary()), SystemExit(canary()), UnicodeEncodeError("utf-8", canary(), 0, 1, canary()), RecursionError(canary())],
    ids=lambda fault: type(fault).__name__,
)  # fmt: skip
def test_a_renderer_that_fails(fault: BaseException) -> None:
    letter = letterforge.Letter(template("Dear {{ a }}"), {"a": canary()})
    silent(lambda: letterforge.render(letter, to=Failing(fault)), RenderError)


@pytest.mark.parametrize(
    "content",
    [f"<p>{canary()} {{{{ x }}}}", f"<p>{canary(7)}", "<p>nothing", f"<p title='{{{{ {canary()} }}}}'>Dear {canary()}", "<table>" * 99],
)  # fmt: skip
def test_a_file_that_is_not_the_letter(content: str) -> None:
    letter = letterforge.Letter(template("Dear {{ a }}, hello"), {"a": canary()})
    silent(
        lambda: letterforge.render(letter, to=Failing(content.encode())),
        ReadBackError,
        letterforge.errors.UnreadableFileError,
    )


@functools.cache
def word_template(body: str) -> Template:
    return letterforge.load(package(paragraph(body)))


def test_a_word_template() -> None:
    for body in (
        "{{ a.b }}",
        "{{p a }}",
        "{{ a|date }}",
        "{% for b in a %}{{ b }}{% endfor %}",
        "{% colspan a %}{{ a }}",
    ):
        for value in VALUES:
            try:
                made = letterforge.render(letterforge.Letter(word_template(body), {"a": value}), to="docx")
                assert not seen(repr(made))
            except LetterforgeError as fault:
                assert not seen(chain(fault))  # noqa: PT017  (some values are fine)


# --- the command -------------------------------------------------------------------------------------------------------


def process(folder: Path, *words: str) -> str:
    """What a process of its own says: libraries in C print where Python does not see it."""
    done = forked.command(*words, cwd=folder)
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_no_command_says_a_value_and_no_file_is_called_by_one(tmp_path: Path, run: Run) -> None:
    (tmp_path / "letter.md").write_text(HEAD + "Dear {{ name }}, {{ other.x }}\n", encoding="utf-8")
    (tmp_path / "good.md").write_text(HEAD + "Dear {{ name }}\n", encoding="utf-8")
    (tmp_path / "data.yaml").write_text(
        f"name: {canary()}\nother: '{{{{ {canary()} }}}}'\n{canary()}: x\n", encoding="utf-8"
    )
    (tmp_path / "bad.yaml").write_text(f"name: {canary()}: [x\n", encoding="utf-8")

    def said(*words: str, stdin: bytes | None = None) -> str:
        done = run(*words, stdin=stdin)
        assert done.code in (0, 1, 2, 3)
        return done.out + done.err

    before = {path.name for path in tmp_path.iterdir()}
    kind = "introductory-letter"
    out = [
        said("check", "letter.md", "data.yaml"),
        said("check", "letter.md", "data.yaml", "--format", "json"),
        said("check", "letter.md", "bad.yaml", "--format", "sarif"),
        said("check", kind, "data.yaml", "--format", "github"),
        said("render", "letter.md", "data.yaml", "--to", "html", "-o", "out"),
        said("render", kind, "data.yaml", "--to", "pdf", "-o", "out"),
        said("render", kind, "-", "--to", "html", "-o", "out", stdin=f"{canary()}: {canary()}".encode()),
        said("render", "good.md", "bad.yaml", "--to", "html", "-o", "out"),
        process(tmp_path, "render", "good.md", "data.yaml", "--to", "html", "--to", "pdf", "--to", "docx", "-o", "out"),
        said("fields", "good.md"),
    ]
    assert not seen("\n".join(out))
    assert not seen("\n".join(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")))
    assert {path.name for path in tmp_path.iterdir()} - before == {"out"}
    assert sorted(os.listdir(tmp_path / "out")) == ["good.docx", "good.html", "good.pdf"]


def test_what_is_in_memory_is_told_by_no_repr() -> None:
    made = letterforge.Letter(template("Dear {{ a }}"), {"a": canary()})
    shown = [made, made.template, made.stationery, letterforge.render(made, to="html"), copy.copy(made), api]
    assert not seen("\n".join(map(repr, shown)))
