"""The hooks for pre-commit: each entry is run on files as pre-commit runs it, and the patterns take what they should."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests import forked

ROOT = Path(__file__).parent.parent
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
SOUND = "---\ntitle: T\nlang: en-GB\n---\nDear {{ name }},\n"
MODEL = "from letterforge import LetterData, Line\n\n\nclass Data(LetterData):\n    name: Line\n"


def commit(folder: Path, name: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Run a hook on the files of a folder that its patterns take: entry, then arguments, then names."""
    hook = HOOKS[name]
    files = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    taken = [
        file
        for file in files
        if re.search(hook["files"], file) and not ("exclude" in hook and re.search(hook["exclude"], file))
    ]
    assert taken
    program, *words = shlex.split(hook["entry"])
    assert program == "letterforge"
    return forked.command(*words, *args, *taken, cwd=folder)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for folder in ("letters", "sent"):
        (tmp_path / folder).mkdir()
    (tmp_path / "letters" / "a.md").write_text(SOUND, encoding="utf-8")
    (tmp_path / "letters" / "b.md").write_text(SOUND, encoding="utf-8")
    (tmp_path / "data.py").write_text(MODEL, encoding="utf-8")
    (tmp_path / "README.md").write_text("# Not a template\n", encoding="utf-8")
    (tmp_path / "sent" / "one.html").write_text("<p>Dear Ann Ash,</p>", encoding="utf-8")
    return tmp_path


def test_sound_templates_pass(repository: Path) -> None:
    done = commit(repository, "letterforge-check", "--model", "data:Data")
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 errors, 0 warnings\n", "")


def test_every_unsound_template_is_named(repository: Path) -> None:
    for name in ("a", "b"):
        (repository / "letters" / f"{name}.md").write_text(SOUND + "{{ nmae }}\n", encoding="utf-8")
    done = commit(repository, "letterforge-check", "--model", "data:Data")
    assert done.returncode == 1
    assert re.findall(r"^(letters/[ab].md:\d+)", done.stdout, re.MULTILINE) == ["letters/a.md:6", "letters/b.md:6"]
    assert done.stdout.endswith("2 errors, 0 warnings\n")


def test_finished_files_pass_until_one_waits_to_be_filled(repository: Path) -> None:
    assert commit(repository, "letterforge-scan").returncode == 0
    (repository / "sent" / "two.html").write_text("<p>Dear {{ name }},</p>", encoding="utf-8")
    done = commit(repository, "letterforge-scan")
    assert (done.returncode, "sent/two.html" in done.stdout, "sent/one.html" in done.stdout) == (1, True, False)


def test_our_own_hooks_run_the_tools_of_make_test() -> None:
    (local,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert local["repo"] == "local"
    for hook in local["hooks"]:
        tool, *arguments = hook["entry"].removeprefix(".venv/bin/").split()
        plain = " ".join([tool, *(each for each in arguments if each != "--force-exclude")])
        assert f"$(BIN)/{plain}" in makefile
