"""Install the system libraries that are missing, having said so first. Standard library only: it runs before all else.

Called by the Makefile with the names of what is needed: ``venv`` and ``pango`` for the letters, ``office``,
``node``, ``java``, ``chromium`` and ``qpdf`` for the conformance tests.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable


def _loads(*names: str) -> Callable[[], bool]:
    def works() -> bool:
        if sys.platform != "linux":
            return True  # the names are Linux's; WeasyPrint says what is missing when the first PDF is made
        try:
            for name in names:
                ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return works


def _runs(*names: str) -> Callable[[], bool]:
    return lambda: all(shutil.which(name) for name in names)


# What it is for, how to see that it is there, and the Debian packages that bring it.
NEEDS: dict[str, tuple[str, Callable[[], bool], list[str]]] = {
    "venv": (
        "virtual environments for Python",
        lambda: importlib.util.find_spec("ensurepip") is not None,
        ["python3-venv"],
    ),
    "pango": (
        "the text layout that WeasyPrint uses to make PDF",
        _loads(
            "libpango-1.0.so.0",
            "libpangoft2-1.0.so.0",
            "libharfbuzz.so.0",
            "libharfbuzz-subset.so.0",
            "libfontconfig.so.1",
        ),
        ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0", "libfontconfig1"],
    ),
    "office": (
        "LibreOffice and poppler, to look at the files with",
        _runs("soffice", "pdftotext"),
        ["libreoffice-writer", "poppler-utils"],
    ),
    "chromium": ("Chromium, to read pages as a screen reader does", _runs("chromium"), ["chromium"]),
    "qpdf": ("qpdf, which checks the syntax of PDF files", _runs("qpdf"), ["qpdf"]),
    "java": ("Java, for the validators of PDF and HTML files", _runs("java"), ["default-jre-headless"]),
    "node": ("Node.js, for validators of HTML and Office files", _runs("node", "npm"), ["nodejs", "npm"]),
}


# What else there is to do where it cannot be installed from here.
ELSEWHERE = {
    "pango": "Fedora: dnf install pango harfbuzz. macOS: brew install pango. Windows: in MSYS2, pacman -S "
    "mingw-w64-x86_64-pango.\nOr make the PDF without any of it: make letter TO=typst.",
}


def main(names: list[str]) -> int:
    """Install what is missing of the named needs; 1 if it cannot be done here."""
    lacking = [name for name in names if not NEEDS[name][1]()]
    missing = [NEEDS[name] for name in lacking]
    if not missing:
        return 0
    packages = [package for _, _, some in missing for package in some]
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    for what, _, some in missing:
        print(f"Missing on this machine: {what} ({', '.join(some)}).")
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        print("".join(f"{ELSEWHERE[name]}\n" for name in lacking if name in ELSEWHERE), end="")
    if shutil.which("apt-get") is None:
        print(
            "This is not Debian or Ubuntu; install these with the machine's own package manager, then run make again."
        )
        return 1
    if os.geteuid() != 0:
        print("Run this command, then run make again:\n")
        print("    sudo apt-get update && sudo " + " ".join(command) + "\n")
        return 1
    print("Installing them now: " + " ".join(command))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "-q"], command):
        done = subprocess.run(
            step, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        if done.returncode != 0:
            print(done.stdout[-2000:])
            print(f"{' '.join(step)} failed; see above.")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
