"""The class that is printed: nothing of a file becomes code, whatever the file says."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import letterforge
from letterforge.errors import ModelError
from letterforge.model_files.building import described_by
from letterforge.model_files.description import FieldDescription, FieldRule, ModelDescription, Plain
from letterforge.model_files.python import source
from letterforge.model_files.soundness import faults

HOSTILE = (
    '"""\nimport os\n"""',
    '"); __import__("os").system("touch hacked")  #',
    "'; import os; '",
    "\\",
    '\\"',
    "{__import__('os')}",
    "x\u2028import os",
    "\u202eso",
    "%(x)s",
    "${x}",
    '"""',
    '" * 9**9**9 + "',
)
ALLOWED = (ast.Module, ast.Import, ast.alias, ast.ClassDef, ast.AnnAssign, ast.Assign, ast.Expr, ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.Tuple, ast.BinOp, ast.BitOr, ast.Call, ast.keyword, ast.Load, ast.Store)  # fmt: skip
CALLED = {"pydantic.Field", "letterforge.must_be", "letterforge.Allow"}


def held(text: str) -> None:
    """The source is of classes, fields and rules alone, and calls what is ours."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        assert isinstance(node, ALLOWED), ast.dump(node)
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            assert ast.unparse(node.func) in CALLED | classes
    assert all(isinstance(node, (ast.Import, ast.ClassDef)) for node in tree.body)


@given(
    st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30)), st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))
)
@settings(max_examples=300, deadline=None)
def test_words_of_a_file_are_texts_in_the_source(words: str, choice: str) -> None:
    words, choice = " ".join(words.split()), choice.strip()
    model = ModelDescription(
        "Visit",
        (
            FieldDescription("a", Plain("date"), words),
            FieldDescription("b", Plain("date"), optional=True),
            FieldDescription("c", Plain("choice", (choice, "dry")), default=choice),
            FieldDescription("d", Plain("line"), default=words or None),
        ),
        (FieldRule(("a",), "after", ("b",), words),),
        words,
    )
    if any(True for _ in faults(model)):  # such a file is refused before
        return
    held(source(model))


@given(
    st.one_of(
        st.sampled_from(HOSTILE), st.text(max_size=20), st.sampled_from(("a;b", "a b", "a\nb", "class", "a.b", "A=1"))
    )
)
@settings(max_examples=300, deadline=None)
def test_a_name_is_a_name_or_refused(name: str) -> None:
    model = ModelDescription("Visit", (FieldDescription(name, Plain("line")),))
    if any(True for _ in faults(model)):
        return
    assert name.isidentifier()
    held(source(model))


@pytest.mark.parametrize("name", [*HOSTILE, "os", "letterforge.LetterData", "visit", "__init__", "A B", "None"])
def test_the_name_of_a_model_is_a_name_or_refused(name: str) -> None:
    import json

    with pytest.raises(ModelError):
        letterforge.read_model(f"model: {json.dumps(name)}\nfields: {{a: line}}\n".encode(), name="v.model.yaml")


def test_it_can_be_imported_and_type_checked(tmp_path: Path) -> None:
    text = (
        "meaning: A visit\nfields:\n  Date: {type: date, meaning: The day}\n  team.members:\n    list:\n      name: line\n"
        "      role: {choices: [lead, member], default: member}\n  cost: number\n  visit: {optional: yes, fields: {at: time, optional}}\n"
        "rules:\n  - team.members.name different: 'names \"somebody\" twice'\n"
    ).replace("fields: {at: time, optional}", "fields: {at: 'time, optional'}")
    model = described_by(letterforge.read_model(text.encode(), name="visit.model.yaml"))
    assert model is not None
    file = tmp_path / "visit.py"
    file.write_text(source(model), encoding="utf-8")
    held(source(model))
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", str(tmp_path / "c"), str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
    formatted = subprocess.run(
        [sys.executable, "-m", "ruff", "format", "--isolated", "--line-length", "120", "--diff", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert formatted.stdout == ""
