"""`make show`: every line under "What it must show", one by one: the command, the figures, the verdict.

    python tests/show/show.py [WORD ...]

With words, only the lines whose subject or title has one of them. A line that fails says so, and the next one runs.
"""

from __future__ import annotations

import importlib.util
import sys
import time
import traceback
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(ROOT), str(ROOT / "plugins" / "letterforge-docx" / "tests")]  # files of tests are shared
SUBJECTS = (
    "letter",
    "second",
    "broken",
    "checks",
    "plugins",
    "values",
    "expressions",
    "imports",
    "reading",
    "filling",
    "word_parts",
    "checking",
    "scanning",
    "contract",
    "proving",
    "hostile",
)


def subject(name: str) -> ModuleType | None:
    """The module of a subject, if there is one."""
    path = HERE / f"{name}.py"
    if not path.exists():
        return None
    spec = importlib.util.spec_from_file_location(f"show_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(words: list[str]) -> int:
    """Run the lines; 1 if one of them failed."""
    failed = ran = 0
    for name in SUBJECTS:
        module = subject(name)
        lines = getattr(module, "LINES", ()) if module is not None else ()
        for line in lines:
            title = (line.__doc__ or line.__name__).strip().splitlines()[0]
            if words and not any(word.lower() in f"{name} {line.__name__} {title}".lower() for word in words):
                continue
            ran += 1
            start = time.perf_counter()
            try:
                command, figure, good = line()
            except Exception:  # noqa: BLE001  (a line that breaks has failed; the others still run)
                command, figure, good = "", traceback.format_exc(limit=3), False
            failed += not good
            print(f"{'PASS' if good else 'FAIL'}  {name}: {title}")
            for text in (command, figure):
                print("".join(f"      {row}\n" for row in text.splitlines()), end="")
            print(f"      {time.perf_counter() - start:.1f} s\n", flush=True)
    print(f"{ran - failed} passed, {failed} failed")
    return int(failed > 0 or ran == 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
