"""A model without Python: the same model in each form, its rules in every place, and drafted from the tags of a template."""

from __future__ import annotations

import importlib.util
import json
import pickle
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from showing import run, scratch
from tests.model_files.drawn import models

from letterforge import api, plugins
from letterforge.model_files.building import built
from letterforge.model_files.classes import described
from letterforge.model_files.description import ModelDescription, Plain, every_field
from letterforge.model_files.json_schema import schema_of
from letterforge.model_files.json_schema_reading import read_schema
from letterforge.model_files.python import source
from letterforge.model_files.reading import read_model_file
from letterforge.model_files.writing import written
from letterforge.modelfile import types

_MODEL = """fields:
  date: date
  meeting.day: {type: date, meaning: The day of the meeting}
  members:
    list:
      name: line
rules:
  - meeting.day after date: must be after the date of the letter
  - members.name different: names somebody twice
"""
_LETTER = """---
title: T
lang: en-GB
---
{{ date }}: we meet on {{ meeting.day }}.

{% for one in members %}
- {{ one.name }}
{% endfor %}
"""
_RULES = ("must be after the date of the letter", "names somebody twice")


def the_same_model_in_each_form() -> tuple[str, str, bool]:
    """Model to YAML, to a Python class (imported), to JSON Schema, and back: the same model, by a property over models of every type, with groups, lists, defaults and rules."""
    counts: Counter[str] = Counter()
    folder = scratch()

    @seed(11)
    @given(models())
    @settings(max_examples=300, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def look(model: ModelDescription) -> None:
        counts["models"] += 1
        counts["fields"] += len(list(every_field(model.group)))
        counts["rules"] += len(model.rules)
        kinds.update(one.content.type for _, one in every_field(model.group) if isinstance(one.content, Plain))
        counts["YAML"] += read_model_file(written(model).encode(), file=None, name="X") == model
        counts["Python"] += described(getattr(_imported(source(model), folder), model.name)) == model
        counts["JSON Schema"] += read_schema(json.dumps(schema_of(model)).encode(), file=None, name="X") == model
        counts["pickled"] += pickle.loads(pickle.dumps(built(model))) is built(model)  # noqa: S301  (made here)

    kinds: set[str] = set()
    look()
    ways = ("YAML", "Python", "JSON Schema", "pickled")
    figure = f"{counts['models']} models, {counts['fields']} fields of {len(kinds)} types, {counts['rules']} rules; "
    figure += "the same after " + ", ".join(f"{way} {counts[way]}" for way in ways)
    good = all(counts[way] == counts["models"] for way in ways) and len(kinds) == len(types()) and counts["rules"] > 50
    return "letterforge model FILE --as yaml | python | json-schema", figure, good


def _imported(code: str, folder: Path) -> object:
    path = folder / "drawn.py"
    path.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("letterforge_drawn", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    exec(compile(code, str(path), "exec", dont_inherit=True), module.__dict__)  # noqa: S102  (what is printed is imported)
    return module


def a_rule_between_fields_fails_everywhere() -> tuple[str, str, bool]:
    """A rule between fields of a model file fails in check, in the form that was filled in, in render, in batch --check and in batch alike: by its message, without a value, and no letter is written."""
    folder = scratch()
    for name, text in {"visit.md": _LETTER, "visit.model.yaml": _MODEL}.items():
        (folder / name).write_text(text, encoding="utf-8")
    form = run("letterforge", "new", "visit.md", cwd=folder).stdout
    filled = form.replace("date:\n", "date: 3 March 2026\n", 1).replace("  day:", "  day: 2 March 2026")
    filled = filled.replace("  - name:", "  - name: Secretname\n  - name: SECRETNAME")
    (folder / "visit.yaml").write_text(filled, encoding="utf-8")
    (folder / "rows.csv").write_text(
        "date,meeting.day,members[0].name,members[1].name\n3 March 2026,2 March 2026,Secretname,SECRETNAME\n",
        encoding="utf-8",
    )
    commands = {
        "check": ("check", "visit.md", "visit.yaml"),
        "render": ("render", "visit.md", "visit.yaml", "--to", "html", "-o", "out"),
        "batch --check": ("batch", "visit.md", "rows.csv", "--check"),
        "batch": ("batch", "visit.md", "rows.csv", "--to", "html", "-o", "out"),
    }
    told: dict[str, int] = {}
    values = 0
    for name, words in commands.items():
        done = run("letterforge", *words, cwd=folder)
        said = done.stdout + done.stderr
        told[name] = sum(rule in said for rule in _RULES) if done.returncode == 1 else 0
        values += "secretname" in said.casefold()
    written_letters = len(list((folder / "out").glob("*.html"))) if (folder / "out").exists() else 0
    figure = ", ".join(f"{name}: {count} of {len(_RULES)} rules" for name, count in told.items())
    figure += f"; values told: {values}; letters written: {written_letters}"
    good = all(count == len(_RULES) for count in told.values()) and not values and not written_letters
    return "letterforge new visit.md; letterforge check | render | batch [--check]", figure, good


def a_model_is_drafted_from_tags() -> tuple[str, str, bool]:
    """letterforge model mine.docx --draft -o mine.model.yaml, for docxtpl's own templates and the built-in letter: the template fits its draft, and letterforge new mine.docx writes the form for it."""
    folder = scratch()
    (folder / "letter.md").write_text(_LETTER, encoding="utf-8")
    kind = plugins.kind("introductory-letter").template
    corpus = sorted((Path(__file__).parents[3] / "shared" / "corpus" / "docxtpl").glob("*/template.docx"))
    fits = forms = tried = 0
    left: list[str] = []
    for index, path in enumerate([folder / "letter.md", *corpus]):
        name = f"t{index}{path.suffix}"
        (folder / name).write_bytes(path.read_bytes())
        before = {one.rule for one in api.check(folder / name) if one.is_error}
        done = run("letterforge", "model", name, "--draft", "-o", f"t{index}.model.yaml", cwd=folder)
        if "no tag of the template asks for a field" in done.stderr:
            continue
        tried += 1
        after = {one.rule for one in api.check(folder / name) if one.is_error} if done.returncode == 0 else {"draft"}
        fits += after <= before
        left += [] if after <= before else [f"{path.parent.name}: {after - before}"]
        forms += run("letterforge", "new", name, cwd=folder).returncode == 0
    drafted = run("letterforge", "model", "introductory-letter", "--draft").stdout
    types = [
        line.strip()
        for line in drafted.splitlines()
        if line.strip()
        in ("introduction.time: time, optional", "conversations.month: month", "email: e-mail, optional")
    ]
    figure = (
        f"{tried} templates with tags ({len(corpus)} of docxtpl): {fits} fit their draft, {forms} forms {left or ''}; "
    )
    figure += f"{kind.name}: {', '.join(types)}"
    return (
        "letterforge model mine.docx --draft -o mine.model.yaml; letterforge new mine.docx",
        figure,
        fits == tried and len(types) == 3,
    )


LINES = (the_same_model_in_each_form, a_rule_between_fields_fails_everywhere, a_model_is_drafted_from_tags)
