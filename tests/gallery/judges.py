"""The judges: programs of others that say what is wrong with finished files. Each takes paths, and gives faults by file.

What of it is set aside is named where it is, with the reason: four things, one each of html-validate, Nu, axe and openxml-audit.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.verapdf import verdicts

Faults = dict[str, list[str]]
HERE = Path(__file__).parent
NODE = Path(os.environ.get("LETTERFORGE_NODE", HERE.parents[1] / ".venv" / "node"))


class JudgeError(Exception):
    """A judge could not be asked: that is no verdict."""


def asked(*command: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """What a program says of its own accord."""
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


def program(name: str) -> str:
    """Where a program is.

    Raises:
        JudgeError: it is not there.
    """
    found = shutil.which(name, path=f"{Path(sys.executable).parent}:{NODE}/node_modules/.bin:{os.environ['PATH']}")
    if found is None:
        message = f"there is no {name}; make conformance installs it"
        raise JudgeError(message)
    return found


def _none(paths: Sequence[Path]) -> Faults:
    return {path.name: [] for path in paths}


def verapdf_ua(paths: Sequence[Path]) -> Faults:
    """veraPDF: PDF/UA-1."""
    return _verapdf(paths, "PDFUA_1")


def verapdf_a(paths: Sequence[Path]) -> Faults:
    """veraPDF: PDF/A-2a."""
    return _verapdf(paths, "PDFA_2_A")


def _verapdf(paths: Sequence[Path], standard: str) -> Faults:
    found = zip(paths, verdicts(paths, standard), strict=True)
    return {
        path.name: [f"{rule} {times} times" for rule, times in one.failed.items()]
        + ([] if one.compliant or one.failed else ["not compliant"])
        for path, one in found
    }


def page_validation(paths: Sequence[Path]) -> Faults:
    """page-validation: PDF/UA-1."""
    import page as page_validation

    faults = _none(paths)
    for path in paths:
        report = page_validation.validate_pdf_bytes(path.read_bytes(), profile="ua1")
        faults[path.name] += [f"{one.rule_id}: {one.message}" for one in report.failures]
    return faults


def qpdf(paths: Sequence[Path]) -> Faults:
    """qpdf: syntax, cross-references, streams."""
    faults = _none(paths)
    for path in paths:
        done = asked(program("qpdf"), "--check", str(path))
        faults[path.name] += [] if done.returncode == 0 else (done.stdout + done.stderr).splitlines()
    return faults


# Nu reads each picture within the page as blocked by the page's own policy, whose img-src says `data:`. It is a warning,
# and wrong: the browser shows them all, and `browser` sees to it.
_NOT_BLOCKED = "Resource violates Content Security Policy (meta tag): image “data:image/"


def nu(paths: Sequence[Path]) -> Faults:
    """The Nu HTML checker, errors and warnings, of markup and CSS."""
    jar = NODE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.is_file():
        message = f"there is no {jar}; make conformance installs it"
        raise JudgeError(message)
    done = asked(program("java"), "-Xss4m", "-jar", str(jar), "--format", "json", *map(str, paths))
    faults = _none(paths)
    for said in json.loads(done.stderr)["messages"]:
        where = f" at line {said['lastLine']}: {said.get('extract', '')[:100]!r}" if "lastLine" in said else ""
        if not (said["type"] == "info" and said["message"].startswith(_NOT_BLOCKED)):
            faults[said["url"].rpartition("/")[2]].append(
                f"{said.get('subType', said['type'])}: {said['message']}{where}"
            )
    return faults


# Widths and indents of single paragraphs of a Word template are custom properties at their elements, and no style sheet.
_AT_ELEMENTS = {"no-inline-style": "off"}


def html_validate(paths: Sequence[Path]) -> Faults:
    """html-validate: recommended, standard and a11y."""
    rules = {
        "root": True,
        "extends": [f"html-validate:{name}" for name in ("recommended", "standard", "a11y")],
        "rules": _AT_ELEMENTS,
    }
    (paths[0].parent / ".htmlvalidate.json").write_text(json.dumps(rules))
    said = paths[0].parent / "html-validate.json"  # what it writes to a pipe it cuts off
    with said.open("wb") as out:
        subprocess.run([program("html-validate"), "--formatter", "json", *map(str, paths)], stdout=out, check=False)
    faults = _none(paths)
    for report in json.loads(said.read_bytes()):
        faults[Path(report["filePath"]).name] += [f"{one['ruleId']}: {one['message']}" for one in report["messages"]]
    return faults


def browser(paths: Sequence[Path]) -> dict[str, Any]:
    """What Chromium says of pages: axe's findings, the accessibility tree, pictures not shown, sideways scroll."""
    command = (program("node"), str(HERE / "browser.cjs"), program("chromium"), str(NODE))
    done = asked(*command, text=json.dumps([str(path) for path in paths]))
    if done.returncode != 0:
        raise JudgeError(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout)
    return {path.name: found[str(path)] for path in paths}


# A letter without any heading has none in its page: a heading that nobody wrote, unseen or not, would be words beyond the
# letter, and mail programs that drop the style sheet would show it. axe calls it a best practice; WCAG does not ask for it.
_HEADING_ONE = "page-has-heading-one"
_HEADING = re.compile(rb"<h[1-6][ >]|role=.?heading")


def axe(paths: Sequence[Path]) -> Faults:
    """axe-core in Chromium, all of its rules; and that every picture is shown."""
    headed = {path.name for path in paths if _HEADING.search(path.read_bytes())}
    return {
        name: [
            f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:120]}"
            for one in said["violations"]
            if one["id"] != _HEADING_ONE or name in headed
        ]
        + [f"not shown: {alt}" for alt in said["unseen"]]
        for name, said in browser(paths).items()
    }


def narrow(paths: Sequence[Path]) -> Faults:
    """Chromium at 320 px: nothing to scroll sideways for (WCAG 2.2, 1.4.10)."""
    return {
        name: [f"{said['sideways']} px too wide"] if said["sideways"] > 0 else []
        for name, said in browser(paths).items()
    }


_LIGHT = "rgb(255, 255, 255)"


def dark(paths: Sequence[Path]) -> Faults:
    """Chromium where the reader has asked for a dark screen: it is dark, and axe finds every word legible on it."""
    return {
        name: [f"{one['help']}: {one['nodes'][0]['html'][:120]}" for one in said["dark"]]
        + (["not dark"] if said["ground"] == _LIGHT else [])
        for name, said in browser(paths).items()
    }


def open_xml_sdk(paths: Sequence[Path]) -> Faults:
    """Microsoft's Open XML SDK."""
    faults = _none(paths)
    for path in paths:
        done = asked(program("ooxml-validator"), str(path))
        faults[path.name] += [
            f"{one['description'][:200]} at {one.get('path')}" for one in json.loads(done.stdout)["errors"]
        ]
    return faults


# It wants parts that Word writes of its own accord, and that a file need not have: a document part may have one of them,
# or none (ECMA-376 part 1, 11.3.10 and 14.2.7). Where a template has none, its letters have none.
_NOT_REQUIRED = re.compile(r"A required relationship type '[^']*/(settings|fontTable|theme|webSettings)' is missing\.")


def openxml_audit(paths: Sequence[Path]) -> Faults:
    """openxml-audit."""
    faults = _none(paths)
    for path in paths:
        (report,) = json.loads(asked(program("openxml-audit"), "-o", "json", "-m", "0", str(path)).stdout)
        faults[path.name] += [str(one) for one in report["errors"] if not _NOT_REQUIRED.fullmatch(one["description"])]
    return faults


def libreoffice(paths: Sequence[Path]) -> Faults:
    """LibreOffice: it opens each file, and makes a PDF of it."""
    faults = _none(paths)
    folder = paths[0].parent / "office"
    home = f"-env:UserInstallation=file://{folder}/home"
    asked(program("soffice"), home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths))
    for path in paths:  # not the exit code: LibreOffice says 0 in any case
        if not (folder / f"{path.stem}.pdf").is_file():
            faults[path.name].append("it made nothing of it")
    return faults


Judge = Callable[[Sequence[Path]], Faults]
PDF: Mapping[str, Judge] = {"veraPDF UA-1": verapdf_ua, "page-validation": page_validation, "qpdf": qpdf}
ARCHIVED: Mapping[str, Judge] = {**PDF, "veraPDF A-2a": verapdf_a}
JUDGES: Mapping[str, Mapping[str, Judge]] = {
    "html": {"Nu": nu, "html-validate": html_validate, "axe": axe, "320 px": narrow, "dark screen": dark},
    "docx": {"Open XML SDK": open_xml_sdk, "openxml-audit": openxml_audit, "LibreOffice": libreoffice},
    "pdf": PDF,
    "pdf-archived": ARCHIVED,
    "typst": ARCHIVED,
}
