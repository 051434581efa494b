"""Markdown in, wording out: front matter, then the text; whatever is wrong becomes a finding."""

from __future__ import annotations

from dataclasses import dataclass

from letterforge.document import Picture
from letterforge.errors import UsageError
from letterforge.findings import Finding, Findings, in_order
from letterforge.formatting.printer import Printer
from letterforge.loading import allowing, own_words
from letterforge.loading.companion_files import CompanionFiles
from letterforge.loading.markdown import front_matter
from letterforge.loading.markdown.bounds import MOST_FINDINGS, Bounds
from letterforge.loading.markdown.front_matter import FrontMatter
from letterforge.loading.markdown.reader import Reader
from letterforge.loading.markdown.shared import Shared, marks_of
from letterforge.loading.names import without_names
from letterforge.loading.own_words import OwnWords
from letterforge.loading.tags import Source
from letterforge.loading.tree import Block, Pattern, Wording
from letterforge.modelfile import SUFFIXES, is_model_file
from letterforge.models.letter_data import KIND_NAME
from letterforge.rules.markdown import LITERAL
from letterforge.rules.reading import FRONT_MATTER
from letterforge.scanning.allowed import Allowed


@dataclass(frozen=True, slots=True)
class MarkdownTemplate:
    """What a Markdown file says: the wording, its language, the kind it claims to be, and what is wrong with it."""

    wording: Wording
    language: str | None
    kind: str | None
    findings: tuple[Finding, ...]
    allow: Allowed = ()
    """What it means as it stands."""
    model_file: str | None = None
    """The file beside it that it names as its model."""


def read(text: str, *, file: str | None = None, beside: CompanionFiles | None = None) -> MarkdownTemplate:
    """Read a Markdown template with front matter.

    Whatever is wrong becomes a finding; with an error among them the wording is what could be understood.
    """
    findings = Findings()
    bounds = Bounds()
    source = Source(text.removeprefix("\ufeff").replace("\r\n", "\n"), file)
    marks = marks_of(source, bounds, findings)
    if marks is None:
        return MarkdownTemplate(Wording(()), None, None, tuple(findings))
    front = front_matter.read(source, marks, findings)
    language = _language(source, front, findings)
    images: dict[str, Picture] = {}
    shared = Shared(Printer(language or "en-GB"), beside or CompanionFiles(None), findings, images, bounds)
    shared.allow.extend(front.allow)
    shared.ask(source, marks, front.unprinted)
    reader = Reader(source, marks, front.end, shared)
    title = _title(reader, front, findings)
    blocks = without_names(reader.read(), shared.printer, findings)
    kind = front.values.get("kind")
    if kind is not None and not KIND_NAME.match(kind.plain or ""):
        message = "the kind is not a name of small letters, digits and hyphens"
        findings.add(
            source.finding(FRONT_MATTER, kind.offset, message=message, hint="It is never the path of a module.")
        )
        kind = None
    model_file = _model_file(source, front, findings)
    waiting = own_words.not_for_recipients(shared.own, shared.replies)
    own, escaped = allowing.without_escaped(own_words.told_once(waiting, findings))
    allow = (*shared.allow, *escaped)
    left = tuple(allowing.judged(own, tuple(shared.allow)))
    # What is a leftover is no slip of Markdown besides: <Name of child> is no HTML, nor {name} a list of attributes.
    told = {one.place for one in left if one.is_error}
    rest = (one for one in findings if one.rule != LITERAL.code or one.place not in told)
    found = in_order((*rest, *left))[:MOST_FINDINGS]
    return MarkdownTemplate(
        Wording(blocks, title, images),
        language,
        kind.text if kind else None,
        found,
        allow,
        model_file,
    )


def read_fragment(
    text: str,
    printer: Printer,
    *,
    file: str | None,
    beside: CompanionFiles,
    images: dict[str, Picture],
    findings: Findings,
) -> tuple[Block, ...]:
    """Read Markdown without front matter, such as the furniture of a stationery, in the language of the printer.

    Its own words are not asked for leftovers: `fragment_words` asks them, once for all languages.
    """
    source = Source(text.replace("\r\n", "\n"), file)
    shared = Shared(printer, beside, findings, images, Bounds())
    marks = marks_of(source, shared.bounds, findings)
    return () if marks is None else without_names(Reader(source, marks, 0, shared).read(), printer, findings)


def fragment_words(text: str, *, file: str | None) -> tuple[list[OwnWords], Allowed]:
    """What waits to be filled in Markdown without front matter, and what its comments say to be meant."""
    source, faults = Source(text.replace("\r\n", "\n"), file), Findings()
    marks = marks_of(source, Bounds(), faults) or []
    allow = allowing.in_comments(source, marks, faults)
    own, escaped = allowing.without_escaped(own_words.told_once(own_words.in_markdown(source, marks), faults))
    return own, (*allow, *escaped)


def _title(reader: Reader, front: FrontMatter, findings: Findings) -> Pattern:
    """The title of the letter, a pattern of text and placeholders."""
    found = front.values.get("title")
    if found is None and "title" not in front.missing:
        return ()
    if found is None or not "".join(map(str, found.pieces)).strip():
        hint = "A reader's software shows it: title: The review, and your part in it"
        findings.add(reader.source.finding(FRONT_MATTER, 0, message="the template has no title", hint=hint))
        return ()
    return without_names(reader.pattern_of(found.pieces), reader.shared.printer, findings)


def _model_file(source: Source, front: FrontMatter, findings: Findings) -> str | None:
    """The model file that the template names; never a module, which would be run."""
    named = front.values.get("model")
    if named is None or is_model_file(named.plain or ""):
        return None if named is None else named.text
    message = "the model is not the name of a model file beside the template"
    hint = f"Write a name such as visit{SUFFIXES[0]}; a class is given with --model."
    findings.add(source.finding(FRONT_MATTER, named.offset, message=message, hint=hint))
    return None


def _language(source: Source, front: FrontMatter, findings: Findings) -> str | None:
    lang = front.values.get("lang")
    if lang is None:
        if "lang" not in front.missing:
            return None
        hint = "Begin the file with front matter: ---, lang: en-GB, title: ..., ---"
        findings.add(source.finding(FRONT_MATTER, 0, message="the template does not say its language", hint=hint))
        return None
    try:
        Printer(lang.plain or "")
    except UsageError:
        hint = "Write a tag such as en-GB or cy, without a placeholder."
        findings.add(
            source.finding(
                FRONT_MATTER, lang.offset, message="this is not a language that letterforge knows", hint=hint
            )
        )
        return None
    return lang.text
