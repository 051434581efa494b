"""Letters in two languages: each word tagged with its own, what one says and the other does not, dates in all of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import showing
from tests.translations.spoken import by_language

import letterforge
from letterforge.formatting.printer import Printer
from letterforge.languages.known import known_languages
from letterforge.models.fields.dates import read_date
from letterforge.models.fields.times import read_time

Line = tuple[str, str, bool]
FORMATS = ("pdf", "typst", "docx", "html")


def tagged() -> Line:
    """The built-in letter in Welsh, English and both: every word tagged with its language in PDF, DOCX and HTML"""
    said, whole = [], {}
    for language in ("cy", "en", "both"):
        template = letterforge.load("introductory-letter", language=language)
        letter = letterforge.Letter(template, letterforge.read_data(showing.SAMPLE))
        for to in FORMATS:
            made = letterforge.render(letter, to=to)
            whole[language, to] = by_language(made.content, made.suffix)
            counted = ", ".join(f"{len(words)} characters in {tag}" for tag, words in whole[language, to].items())
            said.append(f"{language}, {to}: {counted or 'nothing'}")
    good = all(
        [*whole["cy", to]] == ["cy"]
        and [*whole["en", to]] == ["en-GB"]
        and whole["both", to] == {**whole["cy", to], **whole["en", to]}
        for to in FORMATS
    )
    return "letterforge render introductory-letter ... --language cy|en|both", "\n".join(said), good


def left_out() -> Line:
    """A section left out of one language is found, each of the built-in letter, in either direction"""
    built_in = showing.ROOT / "templates" / "introductory-letter"
    texts = {
        tag: (built_in / name).read_text(encoding="utf-8")
        for tag, name in (("en", "letter.md"), ("cy", "letter.cy.md"))
    }
    folder, tried, found = showing.scratch(), 0, 0
    for less, whole in texts.items():
        head, *sections = whole.split("\n## ")
        for number in range(len(sections)):
            for tag, text in texts.items():
                (folder / f"letter.{tag}.md").write_text(text, encoding="utf-8")
            rest = "\n## ".join([head, *sections[:number], *sections[number + 1 :]])
            (folder / f"letter.{less}.md").write_text(rest, encoding="utf-8")
            title = _title(texts[{"en": "cy", "cy": "en"}[less]], number)
            tried += 1
            named = [one for one in letterforge.check(folder / "letter.md") if "the section" in one.message]
            found += len(named) == 1 and title in named[0].message and named[0].rule == "untranslated"
    return (
        "letterforge check letter.md, one section left out",
        f"{found} of {tried} found, by their names",
        found == tried > 0,
    )


def _title(text: str, number: int) -> str:
    return text.split("\n## ")[number + 1].splitlines()[0]


def read_back() -> Line:
    """Dates and times that a language writes are read back in it, in all languages that have a file"""
    days = [datetime.date(2028, 1, 1) + datetime.timedelta(days=number) for number in range(366)]
    times = [datetime.time(minute // 60, minute % 60) for minute in range(24 * 60)]
    tags = [language.tags[0] for language in known_languages()]
    wrong = [
        f"{tag} {style}"
        for tag in tags
        for style in ("long", "full", "short")
        if [read_date(Printer(tag).date(day, style)) for day in days] != days
    ]
    wrong += [f"{tag} times" for tag in tags if [read_time(Printer(tag).time(one)) for one in times] != times]
    figure = (
        f"{len(tags)} languages ({', '.join(tags)}), 366 days in three styles, 1,440 times; not read: {wrong or 'none'}"
    )
    return "read_date(Printer(LANGUAGE).date(DAY, STYLE))", figure, not wrong


LINES: tuple[Callable[[], Line], ...] = (tagged, left_out, read_back)
