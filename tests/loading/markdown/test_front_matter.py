"""Front matter: title, language and kind, with tags that are no YAML. Texts of findings: `cases/markdown.md`."""

from __future__ import annotations

import itertools
import random
import re
from pathlib import Path

import pytest

from letterforge.findings import Findings
from letterforge.loading.markdown import front_matter
from letterforge.loading.markdown.front_matter import FrontMatter
from letterforge.loading.tags import Source, scan


def read(text: str) -> tuple[FrontMatter, list[str]]:
    findings = Findings()
    source = Source(text, None)
    found = front_matter.read(source, scan(source, findings), findings)
    return found, [f"{one.place.line}:{one.place.column} {one.message}" for one in findings]


TITLES: dict[str, tuple[str | int, ...]] = {
    "title: The review": ("The review",),
    "title: 'The review: it''s on'": ("The review: it's on",),
    'title: "The \\"review\\" \\u00e9"': ('The "review" é',),
    "title: {{ a }}": (0,),
    "title: {{ a }} and {{ b }}": (0, " and ", 1),
    'title: "{{ a }}{{ b }}: c"': (0, 1, ": c"),
    "title: {{ {'a': ': #'}.b }} #1": (0,),
    "title: {{ a }} x#1": (0, " x#1"),
    "title: a\n  b\n  {{ c }}": ("a b ", 0),
    "title: >-\n  a\n  {{ b\n  }}": ("a ", 0),
    "title: a {# b: c #}": ("a",),
    "{# alone #}\ntitle: a": ("a",),
    "# a comment of YAML\ntitle: a": ("a",),
    "title: 2026": ("2026",),
    "title: no": ("no",),
    "title: *a": (),
    "lang: &a cy\ntitle: *a": ("cy",),
}


@pytest.mark.parametrize("text", TITLES)
def test_titles(text: str) -> None:
    found, faults = read(f"---\n{text}\n---\n")
    assert (found.values["title"].pieces if "title" in found.values else ()) == TITLES[text]
    assert (faults == []) is bool(TITLES[text])


def test_values_know_where_they_stand() -> None:
    text = "---\ntitle: {{ a }}\nlang:   cy\n---\nWords.\n"
    found, faults = read(text)
    assert faults == []
    assert {key: text[value.offset :].split("\n", maxsplit=1)[0] for key, value in found.values.items()} == {
        "title": "{{ a }}",
        "lang": "cy",
    }
    assert text[found.end :] == "Words.\n"
    assert found.missing == {"kind", "model"}


def test_a_value_is_plain_only_without_tags() -> None:
    found, _ = read("---\ntitle: a {{ b }}\nlang: cy\n---\n")
    assert (found.values["title"].plain, found.values["title"].text) == (None, "a ")
    assert found.values["lang"].plain == "cy"


@pytest.mark.parametrize("text", ["", "Words.\n", " ---\ntitle: a\n---\n", "----\ntitle: a\n----\n", "---\ntitle: a\n"])
def test_without_two_lines_of_three_dashes_there_is_none(text: str) -> None:
    found, faults = read(text)
    assert (found.values, found.end, faults) == ({}, 0, [])
    assert found.missing == {"title", "lang", "kind", "model"}


@pytest.mark.parametrize("text", ["---\n---\n", "---  \n\n...\n", "---\n# nothing\n---"])
def test_it_may_be_empty(text: str) -> None:
    found, faults = read(text)
    assert (found.values, found.end, faults) == ({}, len(text), [])
    assert found.missing == {"title", "lang", "kind", "model"}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("title: a: b", "2:9 the front matter is not YAML: mapping values are not allowed here"),
        ("title: [a", "3:1 the front matter is not YAML: expected ',' or ']', but got '<stream end>'"),
        ("title: 'a", "3:1 the front matter is not YAML: found unexpected end of stream"),
        ("a\n---\nb: c", None),
        ("words", "2:1 the front matter is not a list of keys and values"),
        ("[title, a]", "2:1 the front matter is not a list of keys and values"),
        ("title: [a]", "2:1 title is not one line of text"),
        ("title: {a: b}", "2:1 title is not one line of text"),
        ("title: |\n  a\n  b", "2:1 title is not one line of text"),
        ("Title: a", "2:1 this key is not known"),
        ("[a]: b", "2:1 this key is not known"),
        ("title: a\ntitle: b", "3:1 title is given twice"),
        ("title: [a]\ntitle: b", "3:1 title is given twice"),
        ("title: a\n\ttab: b", "3:1 the front matter is not YAML: found character '\\t' that cannot start any token"),
        ("title: " + "a" * 2_000, "2:1 the front matter has more than 2,000 characters"),
        ("title: " + "[" * 1_900, None),
        ("a: &a [b]\nb: [*a, *a]", "2:1 this key is not known"),
        ("a: &a b\nc: &a d", "3:4 the front matter is not YAML: second occurrence"),
        ("title: {{ a\n---\n}}", "2:8 a tag begins in the front matter and ends outside it"),
        ('title: {% include "a.md" %}', "2:8 parts and page breaks are not allowed in the front matter"),
    ],
)
def test_what_is_wrong_is_reported(text: str, fault: str | None) -> None:
    _, faults = read(f"---\n{text}\n---\n")
    if fault is None:
        assert faults
        assert all("front matter" in one for one in faults)
    else:
        assert fault in faults


def test_no_value_is_given_where_it_could_not_be_read() -> None:
    found, _ = read("---\ntitle: a: b\nlang: cy\n---\n")
    assert found.values == {}
    assert found.missing == set()


PIECES = ("a", "Ab é", "2026", "no", "{{ b }}", "{# c #}", " ", "  ", "-", "- ", ".", "...", ",", "(", ")", "/", "'", "\u2019", "_", ":", ": ", "#",
          " #", '"', "\\", "!", "?", "&", "*", "|", ">", "%", "@", "`", "[", "]", "{", "~", "=", "\t", "\n", "\n ", "\nlang: cy", "\u00a0", "\u3000")  # fmt: skip


def drawn() -> list[str]:
    """Front matter that is plain, nearly plain, or nothing of the kind."""
    pick = random.Random(8)  # noqa: S311  (nothing is kept secret)
    texts = [f"title: {''.join(two)}" for two in pick.sample([*itertools.product(PIECES, repeat=2)], 600)]
    texts += [f'lang: "{"".join(pick.choices(PIECES, k=pick.randint(0, 4)))}"' for _ in range(200)]
    texts += [f"kind:{''.join(pick.choices(PIECES, k=pick.randint(1, 5)))}" for _ in range(200)]
    return texts


def test_what_is_read_without_yaml_is_what_yaml_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = [read(f"---\n{text}\n---\n") for text in drawn()]
    plain = sum(front_matter._PLAIN.fullmatch(text.replace("{{ b }}", "\ue000")) is not None for text in drawn())
    assert 50 < plain < len(quick) / 2
    monkeypatch.setattr(front_matter, "_PLAIN", re.compile("(?!)"))
    for text, found in zip(drawn(), quick, strict=True):
        assert found == read(f"---\n{text}\n---\n"), text


def test_the_templates_that_come_along_need_no_yaml(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(front_matter, "_read_yaml")
    for path in project.glob("templates/*/*.md"):
        found, faults = read(path.read_text(encoding="utf-8"))
        assert (faults, set(found.values)) == ([], {"title", "lang", "kind"})
