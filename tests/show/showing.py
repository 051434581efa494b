"""What the lines of `make show` share: running commands and reading finished files with tools of others."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
INPUTS = HERE / "inputs"
SAMPLE = ROOT / "templates" / "introductory-letter" / "sample.yaml"
BARE = ROOT / "tests" / "data" / "introductory-letter-bare.yaml"
FORMATS = ("docx", "pdf", "html")
MARK = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


def run(
    *command: str, cwd: Path | None = None, env: dict[str, str] | None = None, seconds: int = 600
) -> subprocess.CompletedProcess[str]:
    """A command with what it said; `letterforge` is the one of this environment."""
    words = (
        [str(Path(sys.executable).with_name("letterforge")), *command[1:]] if command[0] == "letterforge" else command
    )
    whole = {**os.environ, **(env or {})}
    return subprocess.run(
        words, cwd=cwd or ROOT, env=whole, capture_output=True, text=True, check=False, timeout=seconds
    )


def scratch() -> Path:
    """A new empty folder."""
    return Path(tempfile.mkdtemp(prefix="letterforge-show-"))


def letters(template: str, data: Path, *options: str, cwd: Path | None = None) -> tuple[str, dict[str, Path], str]:
    """Render to all three formats: the command, the files by format, what was said."""
    out = scratch()
    command = ["letterforge", "render", template, str(data), *(w for f in FORMATS for w in ("--to", f)), "-o", str(out)]
    done = run(*command, *options, cwd=cwd)
    files = {path.suffix[1:]: path for path in out.iterdir()}
    return (
        " ".join(["letterforge", *command[1:4], "--to docx --to pdf --to html -o OUT", *options]),
        files,
        done.stdout + done.stderr,
    )


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.off = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.off += tag in ("style", "script")
        self.out.append("\n" if tag in ("p", "li", "td", "th", "br", "h1", "h2", "h3", "h4") else "")

    def handle_endtag(self, tag: str) -> None:
        self.off -= tag in ("style", "script")

    def handle_data(self, data: str) -> None:
        self.out.append("" if self.off else data)


def text_of(path: Path) -> str:
    """The words of a finished file, by a reader that is not ours: python-docx, pdftotext, html.parser."""
    if path.suffix == ".html":
        parser = _Words()
        parser.feed(path.read_text(encoding="utf-8"))
        return "".join(parser.out)
    if path.suffix == ".pdf":
        return run("pdftotext", "-enc", "UTF-8", str(path), "-").stdout
    import docx

    body = docx.Document(str(path)).element.body
    return "\n".join(_paragraph(node) for node in body.iter() if node.tag.endswith("}p"))


def _paragraph(node: Any) -> str:
    out = []
    for one in node.iter():
        name = one.tag.rpartition("}")[2]
        out.append(one.text or "" if name == "t" else {"br": "\n", "tab": "\t"}.get(name, ""))
    return "".join(out)


def office_text(path: Path) -> str:
    """The words of a DOCX file as LibreOffice sees them."""
    out = scratch()
    profile = f"-env:UserInstallation=file://{out}/profile"
    run("soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(out), str(path))
    found = out / (path.stem + ".txt")  # LibreOffice exits 0 even when it could not load
    return found.read_text(encoding="utf-8-sig") if found.exists() else ""


def squeezed(text: str) -> str:
    """A text without blanks, compatibility forms folded: hyphens at line ends and ligatures are no difference."""
    return "".join(unicodedata.normalize("NFKC", text.replace("\u00ad", "")).split())


def as_written(text: str) -> Any:
    """YAML with every scalar as the text that it is."""
    import yaml

    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  (it makes nothing but texts, lists and dictionaries)


def values_of(value: Any) -> list[str]:
    """Every text in plain data, a line each."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in values_of(one)]
    if isinstance(value, list):
        return [text for one in value for text in values_of(one)]
    return [line.strip() for line in str(value).splitlines() if line.strip()]


def node_tool(package: str) -> Path | None:
    """The folder of node modules with an npm package in it, installed once beside the environment."""
    folder = Path(sys.prefix) / "node"
    if not (folder / "node_modules" / package).exists():
        folder.mkdir(exist_ok=True)
        if (
            shutil.which("npm") is None
            or run("npm", "install", "--silent", "--no-audit", "--no-fund", package, cwd=folder).returncode
        ):
            return None
    return folder


def html_errors(path: Path) -> list[str]:
    """What html-validate finds wrong with a page."""
    folder = node_tool("html-validate")
    if folder is None:
        return ["html-validate could not be installed"]
    config = folder / "htmlvalidate.json"
    config.write_text(
        json.dumps({"extends": ["html-validate:recommended", "html-validate:standard"]}), encoding="utf-8"
    )
    done = run("node_modules/.bin/html-validate", "--config", str(config), "--formatter", "json", str(path), cwd=folder)
    found = json.loads(done.stdout or "[]")
    return [f"{m['ruleId']} at line {m['line']}: {m['message']}" for one in found for m in one["messages"]]


def pdf_faults(path: Path) -> list[str]:
    """What page-validation finds against PDF/UA-1."""
    import page

    report = page.validate_pdf_bytes(path.read_bytes(), profile="ua1")
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
