"""The wheels and sdists of `make dist`: what they hold, and a letter made by them alone, without any network."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DIST = ROOT / "dist"
PACKAGES = (
    "letterforge",
    "letterforge_docx",
    "letterforge_html",
    "letterforge_pdf",
    "letterforge_typst",
    "pytest_letterforge",
)
pytestmark = pytest.mark.dist


def only(pattern: str) -> Path:
    (found,) = DIST.glob(pattern)
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_a_wheel_holds_types_licence_and_nothing_of_the_tests(package: str) -> None:
    names = zipfile.ZipFile(only(f"{package}-[0-9]*.whl")).namelist()
    assert f"{package}/py.typed" in names
    assert [name for name in names if name.endswith("/licenses/LICENSE")]
    assert not [name for name in names if "__pycache__" in name or "/test_" in name]
    assert {name.split("/")[0].partition("-")[0] for name in names} == {package}


@pytest.mark.parametrize("package", PACKAGES)
def test_an_sdist_builds_what_its_wheel_holds(package: str, tmp_path: Path) -> None:
    with tarfile.open(only(f"{package}-[0-9]*.tar.gz")) as archive:
        archive.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    build = [Path(sys.executable).with_name("hatchling"), "build", "-t", "wheel", "-d", tmp_path]
    subprocess.run(build, cwd=source, check=True, capture_output=True)
    made = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert sorted(made) == sorted(zipfile.ZipFile(only(f"{package}-[0-9]*.whl")).namelist())


def test_a_letter_by_the_wheels_alone(tmp_path: Path) -> None:
    """Installed into an empty environment, from wheels that were fetched before, and used outside of the clone."""
    venv.create(tmp_path / "venv", with_pip=True)
    binaries = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    nowhere = {"PIP_NO_INDEX": "1", "HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9"}
    environment = {**{name: value for name, value in os.environ.items() if name != "PYTHONPATH"}, **nowhere}

    def run(*command: str | Path) -> str:
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    wheels = Path(sys.prefix) / "wheels"
    run(binaries / "pip", "install", "--quiet", "--no-index", "--find-links", wheels, *sorted(DIST.glob("*.whl")))
    letterforge = binaries / "letterforge"
    listed = [line for line in run(letterforge, "renderers").splitlines() if not line.startswith(" ")]
    assert {line.partition(":")[0] for line in listed} == {"docx", "html", "pdf", "typst"}
    sample = ROOT / "templates" / "introductory-letter" / "sample.yaml"
    formats = ("--to", "docx", "--to", "html", "--to", "pdf")
    run(letterforge, "render", "introductory-letter", sample, *formats, "-o", "out")
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".docx", ".html", ".pdf"]
    assert run(letterforge, "scan", "out").startswith("0 certain, 0 likely")
    assert str(ROOT) not in run(binaries / "python", "-c", "import letterforge; print(letterforge.__file__)")
    (tmp_path / "test_it.py").write_text(
        "from pytest_letterforge import assert_no_leftovers\ndef test_it(): assert_no_leftovers('out/introductory-letter.html')\n",
        encoding="utf-8",
    )
    assert "1 passed" in run(binaries / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_it.py")
