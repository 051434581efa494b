"""No template by others that passes `check` holds what `scan` calls certainly unfilled; skipped without the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

import letterforge
from letterforge import api
from letterforge.rules.word import MAIL_MERGE
from letterforge.scanning.leftovers.detector import Certainty, Leftover

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
# What letters do not hold: tags, which are filled, and what is written to whoever edits the file.
UNSENT = ("comment ", "tracked deletion")


def counted(leftover: Leftover) -> bool:
    own = leftover.text.startswith(("{{", "{%", "{#", "{_"))
    unsent = any(word in (leftover.place.path or "") for word in UNSENT)
    return leftover.certainty is Certainty.CERTAIN and not own and not unsent


def measured() -> tuple[int, dict[str, list[str]]]:
    """How many templates pass, and which of them hold what is certain by their own scan."""
    passed, holding = 0, {}
    for path in sorted(CORPUS.rglob("*")):
        if path.suffix not in (".docx", ".md"):
            continue
        content = path.read_bytes()
        if path.suffix == ".md" and not content.startswith(b"---\n"):
            content = b"---\ntitle: T\nlang: en-GB\n---\n" + content
        try:
            template, findings = api.read(content)
        except letterforge.LetterforgeError:
            continue
        if template is None or any(one.is_error for one in findings):
            continue
        passed += 1
        kind = "text/markdown" if path.suffix == ".md" else None
        # What the merge fields mean, only data can say; with them it is checked again (`test_own_scan`).
        if any(one.rule == MAIL_MERGE.code for one in api.check(template)):
            continue
        left = [one for one in letterforge.scan(content, media_type=kind, template=template) if counted(one)]
        if left:
            holding[path.name] = [f"{one.text} [{one.rule}]" for one in left]
    return passed, holding


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_what_passes_holds_nothing_certain() -> None:
    passed, holding = measured()
    assert passed > 5
    assert holding == {}
