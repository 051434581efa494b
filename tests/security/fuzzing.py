"""Files with a few bytes changed, cut off or doubled by chance; the same ones in every run."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from word_files import package, paragraph, table

import letterforge
from letterforge.data import reading as data_source

ROOT = Path(letterforge.__file__).parent
KIND = ROOT / "templates" / "introductory-letter"
SAMPLE = (KIND / "sample.yaml").read_bytes()
MARKDOWN = (KIND / "letter.md").read_bytes()
SMALL = "---\ntitle: T\nlang: en-GB\n---\n# To {{ a }}\n\n- {{ a }}\n"
VALUES = {"a": "Ann", "names": ["Ann", "Bo"]}


def changed(content: bytes, seed: int) -> bytes:
    """The bytes with some of them changed, cut, doubled or moved."""
    chance = random.Random(seed)  # noqa: S311  (nothing secret)
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(made) or 1)
        match chance.randrange(6):
            case 0 | 1:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 2:
                made[at : at + 1] = bytes([(made[at] if made else 0) ^ (1 << chance.randrange(8))])
            case 3:
                del made[at : at + chance.choice((1, 3, 50))]
            case 4:
                made[at:at] = made[at : at + chance.choice((1, 4, 60))]
            case _:
                made[at:at] = chance.choice(
                    (b"{{", b"}}", b"{%", b"<", b">", b"&", b"\0", b"\xff", b"[", b"- ", b"\n\n", b"\xed\xa0\x80")
                )
        if not made:
            break
    return bytes(made)


def within(word: bytes, seed: int) -> bytes:
    """A Word file whose XML is changed, in a sound zip."""
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word)) as old, zipfile.ZipFile(target, "w") as new:
        for number, name in enumerate(old.namelist()):
            content = old.read(name)
            hit = name.endswith((".xml", ".rels")) and (name == "word/document.xml" or (seed + number) % 5 == 0)
            new.writestr(name, changed(content, seed) if hit else content)
    return target.getvalue()


def _letter(content: bytes) -> Any:
    return letterforge.render(letterforge.Letter(letterforge.load(content), VALUES), to="docx").content


def _data(suffix: str) -> Callable[[bytes], Any]:
    return lambda content: data_source.read(content.decode("utf-8", errors="surrogateescape"), suffix=suffix)


def _finished(to: str) -> bytes:
    return letterforge.render(letterforge.Letter(letterforge.load(SMALL.encode()), VALUES), to=to).content


def subjects() -> Mapping[str, tuple[bytes, Callable[[bytes, int], bytes], Callable[[bytes], Any]]]:
    """What is changed, how, and what then reads it."""
    word = package(
        paragraph("Dear {{ a }}{% if a %}, x{% endif %}")
        + table(("{%tr for b in names %}",), ("{{ b }}",), ("{%tr endfor %}",))
    )
    toml = b'a = "x"\n[b]\nc = 1\n[[d]]\ne = 2026-01-01\n'
    json = b'{"a": "x", "b": {"c": [1, 2.5, true, null, "\\u00e9"]}}'
    return {
        "Markdown": (MARKDOWN, changed, letterforge.check),
        "a Markdown letter": (SMALL.encode(), changed, _letter),
        "a Word template": (word, changed, _letter),
        "XML of a Word template": (word, within, _letter),
        "YAML": (SAMPLE, changed, _data(".yaml")),
        "TOML": (toml, changed, _data(".toml")),
        "JSON": (json, changed, _data(".json")),
        "a finished DOCX": (_finished("docx"), changed, letterforge.scan),
        "XML of a finished DOCX": (_finished("docx"), within, letterforge.scan),
        "a finished PDF": (_finished("pdf"), changed, letterforge.scan),
        "a finished HTML": (_finished("html")[-4000:], changed, letterforge.scan),
        "text": (MARKDOWN, changed, letterforge.scan),
    }
