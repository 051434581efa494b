"""A letter made again by its manifest: the same bytes, or what has changed; and what a manifest does not hold."""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
from pathlib import Path

import pytest
from tests.command import Done, Run
from tests.drawings import png
from tests.loading.word.test_word import word

import letterforge
from letterforge import stationery as stationeries
from letterforge.data.digests import key_of
from letterforge.errors import UsageError
from letterforge.reproducing import taking
from letterforge.reproducing.versions import versions

PLAIN = "---\ntitle: T\nlang: en-GB\n---\nDear {{ name }},\n"
DATA = "name: Ann Zebedee\n"
RENDER = ("render", "plain.md", "good.yaml", "--to", "docx,html", "-o", "out", "--manifest")
AGAIN = ("reproduce", "out/plain.manifest.json", "good.yaml")
SMALL = '<w:pgSz w:w="8390" w:h="11906"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/>'
SAME = "docx: the same bytes\nhtml: the same bytes\n"


@pytest.fixture(autouse=True)
def sent(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LETTERFORGE_KEY", "a key of this test, long enough")
    (tmp_path / "plain.md").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "good.yaml").write_text(DATA, encoding="utf-8")
    done = run(*RENDER)
    assert done.out.splitlines()[-1] == "out/plain.manifest.json"
    return tmp_path


def manifest(folder: Path) -> dict[str, object]:
    said: dict[str, object] = json.loads((folder / "out" / "plain.manifest.json").read_text(encoding="utf-8"))
    return said


def test_the_same_letter_has_the_same_bytes_and_manifest(run: Run, sent: Path) -> None:
    before = (sent / "out" / "plain.manifest.json").read_bytes()
    assert run(*AGAIN) == Done(0, SAME, "")
    assert run(*RENDER, "--force").code == 0
    assert (sent / "out" / "plain.manifest.json").read_bytes() == before


def test_it_is_found_beside_its_manifest_in_another_folder(
    run: Run, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = sent / "elsewhere"
    (sent / "out").rename(other)
    shutil.copy(sent / "plain.md", other)
    (sent / "plain.md").rename(sent / "moved.md")
    assert run("reproduce", "elsewhere/plain.manifest.json", "good.yaml").out == SAME
    (other / "plain.md").unlink()
    assert "give it with --template" in run("reproduce", "elsewhere/plain.manifest.json", "good.yaml").err
    said = run("reproduce", "elsewhere/plain.manifest.json", "good.yaml", "--template", "moved.md", "-o", "made")
    assert said.code == 0
    assert (sent / "made" / "moved.docx").read_bytes() == (other / "plain.docx").read_bytes()


def test_no_value_no_open_digest_of_one_and_no_folder_is_in_it(sent: Path) -> None:
    text = (sent / "out" / "plain.manifest.json").read_text(encoding="utf-8")
    assert "Zebedee" not in text
    assert "good" not in text
    assert str(sent) not in text
    for content in [
        DATA.encode(),
        b"Ann Zebedee",
        *((sent / "out" / f"plain.{s}").read_bytes() for s in ("docx", "html")),
    ]:
        for algorithm in ("md5", "sha1", "sha256", "sha512"):
            assert hashlib.new(algorithm, content).hexdigest() not in text
        assert hashlib.blake2b(content, digest_size=16).hexdigest() not in text


def test_other_data_are_named(run: Run, sent: Path) -> None:
    (sent / "good.yaml").write_text("name: Bob\n", encoding="utf-8")
    done = run(*AGAIN)
    assert done == Done(1, "docx: other bytes\nhtml: other bytes\nchanged: the data are not those of the letter\n", "")
    assert json.loads(run(*AGAIN, "--format", "json").out) == {
        "is_same": False,
        "same": [],
        "differing": ["docx", "html"],
        "faults": {},
        "changes": ["the data are not those of the letter"],
    }


def test_another_template_is_named_also_where_there_is_no_letter(run: Run, sent: Path) -> None:
    (sent / "plain.md").write_text(PLAIN + "\nYours\n", encoding="utf-8")
    assert "changed: the template has changed\n" in run(*AGAIN).out
    (sent / "plain.md").write_text(PLAIN + "\n{{ other }}\n", encoding="utf-8")
    done = run(*AGAIN)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("the template has changed\n")


def test_a_picture_of_the_data_is_known_by_what_it_shows(run: Run, sent: Path) -> None:
    (sent / "plain.md").write_text(PLAIN + '\n{{ mark | picture(40, alt="A signature") }}\n', encoding="utf-8")
    (sent / "plain.model.yaml").write_text("fields:\n  name: line\n  mark: picture\n", encoding="utf-8")
    (sent / "good.yaml").write_text(DATA + "mark: zebedee.png\n", encoding="utf-8")
    (sent / "zebedee.png").write_bytes(png())
    assert run(*RENDER, "--force").code == 0
    assert "zebedee" not in (sent / "out" / "plain.manifest.json").read_text(encoding="utf-8").casefold()
    (sent / "zebedee.png").write_bytes(png(author="Somebody Else"))
    assert run(*AGAIN) == Done(0, SAME, "")
    (sent / "zebedee.png").write_bytes(png(shade=90))
    assert "the data are not those of the letter" in run(*AGAIN).out


def stationery(folder: Path) -> Path:
    target = folder / "board"
    source = Path(stationeries.__file__).parent / "templates" / "stationery" / "plain"
    shutil.copytree(source, target)
    return target


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("style.css", "the style sheet of the stationery has changed"),
        ("stationery.toml", "the settings of the stationery have changed"),
    ],
)
def test_what_changed_of_the_stationery_is_named(run: Run, sent: Path, change: str, said: str) -> None:
    look = stationery(sent)
    (look / "style.css").write_text("p { color: black }\n", encoding="utf-8")
    assert run(*RENDER, "--force", "--stationery", "board").code == 0
    assert run(*AGAIN) == Done(0, SAME, "")
    file = look / change
    more = {"style.css": "p { color: red }\n", "stationery.toml": "\n# another\n"}[change]
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert f"changed: {said}\n" in run(*AGAIN).out


def test_a_changed_font_is_named(run: Run, sent: Path) -> None:
    look = stationery(sent)
    assert run(*RENDER, "--force", "--stationery", "board").code == 0
    font = next(path for path in sorted(look.rglob("*.ttf")) if "Regular" in path.name and "Atkinson" in path.name)
    content = bytearray(font.read_bytes())
    count = struct.unpack_from(">H", content, 4)[0]
    head = next(n for n in range(count) if content[12 + 16 * n : 16 + 16 * n] == b"head")
    start = struct.unpack_from(">L", content, 12 + 16 * head + 8)[0]
    content[start + 4 : start + 8] = b"\0\2\0\0"  # fontRevision (OpenType, head)
    font.write_bytes(content)
    done = run(*AGAIN)
    assert "changed: the font Atkinson Hyperlegible regular has changed\n" in done.out
    assert "settings" not in done.out


def test_another_version_is_named_though_the_bytes_are_the_same(run: Run, sent: Path) -> None:
    said = manifest(sent)
    said["versions"] = {**dict(said["versions"]), "markdown": "0.1"}  # type: ignore[call-overload]
    (sent / "out" / "plain.manifest.json").write_text(json.dumps(said), encoding="utf-8")
    now = versions(["markdown"])["markdown"]
    assert run(*AGAIN) == Done(0, f"{SAME}changed: markdown was 0.1, and is {now} now\n", "")


def test_a_renderer_that_is_gone_is_named(run: Run, sent: Path) -> None:
    said = json.dumps(manifest(sent)).replace('"docx": {', '"odt": {')
    (sent / "out" / "plain.manifest.json").write_text(said, encoding="utf-8")
    done = run(*AGAIN)
    assert done.code == 1
    assert "odt: cannot be made: no renderer is called 'odt'" in done.out


def test_another_key_is_refused(run: Run, sent: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LETTERFORGE_KEY", "another key, which is long enough")
    assert "written with another key" in run(*AGAIN).err


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"letterforge-manifest": 2}', '{"letterforge-manifest": 1}', "[" * 9999]
)
def test_what_is_no_manifest_is_refused(run: Run, sent: Path, content: str) -> None:
    (sent / "out" / "plain.manifest.json").write_text(content, encoding="utf-8")
    done = run(*AGAIN)
    assert done.code == 2
    assert "manifest" in done.err


def test_a_manifest_replaces_nothing_and_needs_a_file_beside_it(run: Run, sent: Path) -> None:
    (sent / "out" / "plain.docx").unlink()
    (sent / "out" / "plain.html").unlink()
    assert "plain.manifest.json already exists" in run(*RENDER).err
    assert not (sent / "out" / "plain.docx").exists()
    assert "-o -" in run("render", "plain.md", "good.yaml", "--to", "html", "-o", "-", "--manifest").err
    done = run("render", "plain.md", "good.yaml", "--to", "html", "-o", "ann.html", "--manifest")
    assert done.out.splitlines() == ["ann.html", "ann.manifest.json"]


def test_a_model_is_not_imported_because_a_manifest_says_so(run: Run, sent: Path) -> None:
    (sent / "visits.py").write_text(
        "import letterforge\nclass Visit(letterforge.LetterData):\n    name: letterforge.Line\n", encoding="utf-8"
    )
    assert run(*RENDER, "--force", "--model", "visits:Visit").code == 0
    assert "made with the model visits:Visit; give it with --model" in run(*AGAIN).err
    assert run(*AGAIN, "--model", "visits:Visit").out == SAME


def test_from_python(sent: Path) -> None:
    template = letterforge.load(sent / "plain.md")
    letter = letterforge.Letter(template, {"name": "Ann"})
    files = {"pdf": letterforge.render(letter, to="pdf")}
    made = letterforge.manifest_of(letter, files, source="plain.md")
    again = letterforge.Manifest.read(made.written())
    assert again == made
    assert "pango" in made.outputs["pdf"].libraries
    found = letterforge.reproduce(again, template, {"name": "Ann"})
    assert (found.is_same, found.same, found.changes) == (True, ("pdf",), ())
    assert found.files["pdf"].content == files["pdf"].content


def test_data_that_nobody_can_write_down_are_refused() -> None:
    class Strange:
        pass

    template = letterforge.load(PLAIN.encode())
    letter = letterforge.Letter(template, {"name": "Ann"})
    letter.values = {"name": Strange()}
    with pytest.raises(UsageError, match="no manifest can be written"):
        taking.data_digest(letter, key_of())


def test_versions_go_down_to_what_a_package_stands_on() -> None:
    found = versions(["letterforge"])
    assert {"letterforge", "pydantic", "pydantic-core", "jinja2", "markupsafe"} <= set(found)
    assert versions(["no-such-package-at-all"]) == {}


def test_what_was_said_to_a_renderer_is_said_again(run: Run, sent: Path) -> None:
    said = ("render", "plain.md", "good.yaml", "--to", "pdf", "-o", "archive", "--manifest")
    assert run(*said, "--set", "pdf.variant=ua-1+a-2a").code == 0

    done = run("reproduce", "archive/plain.manifest.json", "good.yaml")
    assert done.out == "pdf: the same bytes\n"


def test_a_word_template_is_the_same_too(run: Run, sent: Path) -> None:
    (sent / "letter.docx").write_bytes(word("<w:p><w:r><w:t>Dear {{ name }},</w:t></w:r></w:p>", section=SMALL))
    assert run("render", "letter.docx", "good.yaml", "--to", "docx,html", "-o", "word", "--manifest").code == 0
    assert run("reproduce", "word/letter.manifest.json", "good.yaml") == Done(0, SAME, "")


def test_two_files_of_one_suffix_are_both_written_and_none_is_replaced(run: Run, sent: Path) -> None:
    letter = letterforge.Letter(letterforge.load("plain.md"), {"name": "Ann Zebedee"})
    files = {name: letterforge.render(letter, to=name) for name in ("pdf", "typst", "html")}
    made = letterforge.manifest_of(letter, files, source="plain.md")
    (sent / "both.manifest.json").write_bytes(made.written())

    again = ("reproduce", "both.manifest.json", "good.yaml", "-o", "again")
    assert run(*again) == Done(0, "pdf: the same bytes\ntypst: the same bytes\nhtml: the same bytes\n", "")
    assert {path.name: path.read_bytes() for path in (sent / "again").iterdir()} == {
        "plain.html": files["html"].content,
        "plain.pdf.pdf": files["pdf"].content,
        "plain.typst.pdf": files["typst"].content,
    }
    done = run(*again)
    assert done.code == 2
    assert "already exists" in done.err
