from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

import letterforge
from letterforge.findings import Finding

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC"
ENGLISH = """---
title: A visit to {{ name }}
lang: en-GB
---
{{ date }}
{: .date }

Dear {{ name }},

## Why we come

{% if reason %}
We come about this: {{ reason }}.
{% else %}
We come to see you.
{% endif %}

| What | Who |
|------|-----|
| Tea  | You |

## Where

- Here, at {{ place }}
- or there.

## Who comes

{% for one in people %}
{{ one.name }} comes.
{% endfor %}

Yours sincerely,
{: .closing }
"""
WELSH = """---
title: Ymweliad â {{ name }}
lang: cy
---
{{ date }}
{: .date }

Annwyl {{ name }},

## Pam yr ydym yn dod

{% if reason %}
Y rheswm yw hwn: {{ reason }}.
{% else %}
Rydym yn dod i'ch gweld.
{% endif %}

| Beth | Pwy |
|------|-----|
| Te   | Chi |

## Ble

- Yma, yn {{ place }}
- neu yno.

## Pwy sy'n dod

{% for one in people %}
{{ one.name }}.
{% endfor %}

Yn gywir,
{: .closing }
"""


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], tuple[Finding, ...]]:
    monkeypatch.chdir(tmp_path)

    def check(english: str, welsh: str) -> tuple[Finding, ...]:
        Path("visit.en.md").write_text(english, encoding="utf-8")
        Path("visit.cy.md").write_text(welsh, encoding="utf-8")
        found = letterforge.check("visit.md")
        assert letterforge.check("visit.cy.md") == letterforge.check(Path("visit.en.md")) == found
        return found

    return check


Pair = Callable[[str, str], tuple[Finding, ...]]


def said(found: tuple[Finding, ...]) -> list[str]:
    return [f"{one.place}: {one.message} [{one.rule}]" for one in found]


def test_two_languages_that_say_the_same_are_sound(pair: Pair) -> None:
    assert pair(ENGLISH, WELSH) == ()


LEFT_OUT = [
    (
        "\n## Ble\n\n- Yma, yn {{ place }}\n- neu yno.\n",
        "",
        [
            "visit.en.md:22: the section “Where” of rank 2 has no counterpart behind “Pam yr ydym yn dod” in visit.cy.md:10 [untranslated]",
            "visit.en.md:24:12: place has no counterpart in visit.cy.md [untranslated]",
        ],
    ),
    (
        "- Yma, yn {{ place }}\n",
        "- Yma\n",
        ["visit.en.md:24:12: place has no counterpart in visit.cy.md [untranslated]"],
    ),
    (
        "## Ble",
        "### Ble",
        [
            "visit.cy.md:22: the section “Ble” of rank 3 has no counterpart behind “Why we come” in visit.en.md:10 [untranslated]",
            "visit.en.md:22: the section “Where” of rank 2 has no counterpart behind “Pam yr ydym yn dod” in visit.cy.md:10 [untranslated]",
        ],
    ),
    (
        "{% for one in people %}\n{{ one.name }}.\n{% endfor %}\n",
        "Ni.\n",
        [
            "visit.en.md:29:1: the loop over people has no counterpart in visit.cy.md [untranslated]",
            "visit.en.md:30:1: people[].name has no counterpart in visit.cy.md [untranslated]",
        ],
    ),
    (
        "{% if reason %}\nY rheswm yw hwn: {{ reason }}.\n{% else %}\nRydym yn dod i'ch gweld.\n{% endif %}\n",
        "Y rheswm yw hwn: {{ reason }}.\n",
        ["visit.en.md:12:1: the condition on reason has no counterpart in visit.cy.md:12 [untranslated-condition]"],
    ),
    (
        "Y rheswm yw hwn: {{ reason }}.",
        "Mae rheswm.",
        ["visit.en.md:13:21: reason, printed here, has no counterpart in visit.cy.md:12 [untranslated]"],
    ),
    (
        "| Beth | Pwy |\n|------|-----|\n| Te   | Chi |\n",
        "Te i chi.\n",
        [
            "visit.en.md:10: the section “Why we come” has 1 table, and its counterpart in visit.cy.md:10 has no table [untranslated]"
        ],
    ),
    (
        "| Beth | Pwy |\n|------|-----|\n| Te   | Chi |\n",
        "| Beth |\n|------|\n| Te   |\n",
        [
            "visit.en.md:10: table 1 of “Why we come” has 2 columns, and its counterpart in visit.cy.md:10 has 1 [untranslated]"
        ],
    ),
    (
        "- Yma, yn {{ place }}\n- neu yno.\n",
        "Yma, yn {{ place }}, neu yno.\n",
        [
            "visit.en.md:22: the section “Where” has 1 list, and its counterpart in visit.cy.md:22 has no list [untranslated]"
        ],
    ),
    (
        "Yn gywir,\n{: .closing }\n",
        "Yn gywir,\n",
        ["visit.en.md:27: the paragraph of the role closing has no counterpart in visit.cy.md [untranslated]"],
    ),
    (
        "lang: cy",
        "lang: en",
        ["visit.cy.md: the file is called cy, and its language is en [other-language]"],
    ),
    (
        "lang: cy",
        "lang: en-GB",
        [
            "visit.en.md: it is in en-GB, and so is visit.cy.md [other-language]",
            "visit.cy.md: the file is called cy, and its language is en-GB [other-language]",
        ],
    ),
]


@pytest.mark.parametrize(("words", "instead", "found"), LEFT_OUT)
def test_what_one_language_lacks_is_found(pair: Pair, words: str, instead: str, found: list[str]) -> None:
    assert words in WELSH
    assert sorted(said(pair(ENGLISH, WELSH.replace(words, instead)))) == sorted(found)


@pytest.mark.parametrize("number", range(4))
def test_each_section_that_is_left_out_is_found_in_either_direction(pair: Pair, number: int) -> None:
    built_in = Path(letterforge.__file__).parent / "templates" / "introductory-letter"
    english = (built_in / "letter.md").read_text(encoding="utf-8").replace("kind: introductory-letter\n", "")
    welsh = (built_in / "letter.cy.md").read_text(encoding="utf-8").replace("kind: introductory-letter\n", "")
    assert pair(english, welsh) == ()
    head, *sections = welsh.split("\n## ")
    title = english.split("\n## ")[number + 1].splitlines()[0]
    less = "\n## ".join([head, *sections[:number], *sections[number + 1 :]])
    alone = [one.message for one in pair(english, less) if "the section" in one.message]
    assert len(alone) == 1
    assert f"the section “{title}” of rank 2 has no counterpart" in alone[0]
    assert [
        "the section" in one.message
        for one in pair(less.replace("lang: cy", "lang: en"), english.replace("lang: en-GB", "lang: cy"))
    ].count(True) == 1


def test_pictures_are_counted(pair: Pair, tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(base64.b64decode(PNG))
    found = pair(ENGLISH.replace("or there.", "or there.\n\n![The way](map.png)"), WELSH)
    assert said(found) == [
        "visit.en.md:22: the section “Where” has 1 picture, and its counterpart in visit.cy.md:22 has no picture [untranslated]"
    ]
