"""`Template`: the wording of a letter, read once, with the model that says what data it needs."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letterforge.cache import Cache, Key
from letterforge.errors import TemplateError, UnreadableFileError
from letterforge.filekinds import WORD
from letterforge.findings import Finding, Place
from letterforge.loading.companion_files import CompanionFiles
from letterforge.rules.reading import ENCODING
from letterforge.rules.word import WORD_FILE
from letterforge.scanning.allowed import Allowed

if TYPE_CHECKING:
    from pydantic import BaseModel

    from letterforge.data.field_names import FieldNames
    from letterforge.loading.tree import Wording
    from letterforge.loading.word import Outgoing, Tokens
    from letterforge.models.shapes import Shape
    from letterforge.word_tags import TaggedParts


@dataclass(frozen=True, eq=False)
class Template:
    """A template that could be read.

    ``name`` is what its letters are called after, ``language`` a BCP 47 tag, ``kind`` the kind that it names in its
    front matter. It is immutable, safe in threads, and pickles as its source.
    """

    content: bytes = field(repr=False)
    name: str
    file: str | None
    language: str
    kind: str | None
    model: type[BaseModel] | None
    wording: Wording = field(repr=False)
    findings: tuple[Finding, ...] = field(repr=False)
    beside: CompanionFiles = field(repr=False)
    word: bytes | None = field(default=None, repr=False)
    """The Word file itself, where the template is one: it renders to DOCX as itself."""
    tokens: Tokens | None = field(default=None, repr=False)
    allow: Allowed = ()
    """What it means as it stands, though it looks like a leftover."""
    model_file: str | None = None
    """The model file that it names, or that lies beside it."""
    look: Path | None = None
    """The folder of the stationery that its kind brings along, None where that is the plain one."""
    asked: tuple[str, ...] = ()
    """The names that the merge fields, controls and form fields of a Word template ask for."""
    names: FieldNames | None = field(default=None, repr=False)
    """The fields of the data that it is read for, where it has such names and no model."""
    by_names: bool = False
    """Whether the names of fields decide what its controls are: those that show words, too."""
    languages: tuple[str, ...] = ()
    """The languages that were asked for, of a letter that is there in several."""
    then: Template | None = None
    """The same letter in another language, which follows in the same file."""
    _named: Cache[Key, Template] = field(default_factory=lambda: Cache(room=8), repr=False, compare=False)

    @property
    def waits_for_data(self) -> bool:
        """Whether only data can say what its merge fields and controls mean."""
        return (bool(self.asked) or self.by_names) and self.model is None

    def for_data(self, shape: Shape | None) -> Template:
        """The template for data of a shape: where it has merge fields or controls and no model, read by the fields of the data.

        What is wrong with them is among its findings.
        """
        if not self.waits_for_data or shape is None:
            return self
        names = _names_of(shape).for_letters()
        if names == self.names:
            return self
        return self._named.made(names.key, lambda: self._read_for(names))

    def named_data(self, data: object) -> object:
        """Data whose fields the merge fields of a template without a model can mean, whatever they are called."""
        if not self.waits_for_data:
            return data
        from letterforge.data.data_file import DataFile  # noqa: PLC0415  (as in `_names_of`)
        from letterforge.data.field_names import nameable  # noqa: PLC0415  (as above)

        return replace(data, values=nameable(data.values)) if isinstance(data, DataFile) else nameable(data)

    def _read_for(self, names: FieldNames) -> Template:
        found, _ = read(self.content, name=self.name, file=self.file, beside=self.beside, names=names)
        return self if found is None else replace(found, look=self.look)  # it has been read before

    @property
    def tagged_parts(self) -> TaggedParts:
        """The parts of a Word template with a token for each tag, for a renderer that writes it as itself."""
        return {} if self.tokens is None else self.tokens.parts

    def outgoing(self, keep: tuple[str, ...] = ()) -> Outgoing | None:
        """The Word file that letters are made of, without what is for whoever edits the template.

        ``keep`` is what letters are to carry all the same, by name: comments, changes, authors, properties, custom-xml.

        Raises:
            UsageError: there is nothing of a name that could be kept.
        """
        return None if self.tokens is None else self.tokens.outgoing(keep)

    @functools.cached_property
    def digest(self) -> str:
        """SHA-256 of the source and of all files that it includes, hexadecimal.

        What a Word file comes to goes by the fields of its model, too, which its controls are named after.
        """
        whole = hashlib.sha256(self.content)
        if self.word is not None and self.word is not self.content:
            whole.update(b"\0" + self.word)
        for name, content in sorted(self.beside.files.items()):
            whole.update(f"\0{name}\0{len(content)}\0".encode() + content)
        if self.then is not None:
            whole.update(b"\0" + self.then.digest.encode())
        return whole.hexdigest()

    @functools.cached_property
    def shape(self) -> Shape | None:
        """The shape of the data, where there is a model."""
        return None if self.model is None else _shape_of(self.model)

    @property
    def meant(self) -> Allowed:
        """What a finished file may hold though it looks like a leftover: by the template, and by the fields of its model."""
        from letterforge.models.allowances import allowed_by_fields  # noqa: PLC0415  (as in `read`)

        shape = self.shape
        return self.allow if shape is None else (*self.allow, *allowed_by_fields(shape))

    def followed_by(self, then: Template) -> Template:
        """This letter and the same one in another language, on a new page and written by its own conventions."""
        from letterforge.document import PageBreak, Section  # noqa: PLC0415  (as in `read`)

        one, other = self.wording, then.wording
        return replace(
            self,
            wording=replace(
                one,
                blocks=(*one.blocks, PageBreak(), Section(other.blocks, then.language)),
                images={**one.images, **other.images},
            ),
            findings=(*self.findings, *then.findings),
            allow=(*self.allow, *then.allow),
            then=then,
        )

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as the source: what was made of it is made again."""
        # The model of a model file as its description, whatever pickles: cloudpickle would send the class itself, and make
        # another of it.
        model = getattr(self.model, "__description__", None) or self.model
        more = (self.languages, self.then)
        return _again, (
            self.content,
            self.name,
            self.file,
            model,
            self.beside,
            self.model_file,
            self.names,
            self.look,
            *more,
        )


def read(
    content: bytes,
    *,
    name: str,
    file: str | None = None,
    model: type[BaseModel] | None = None,
    beside: CompanionFiles | None = None,
    names: FieldNames | None = None,
) -> tuple[Template | None, tuple[Finding, ...]]:
    """Read a template from its bytes; None where it is so damaged that there is nothing to check."""
    beside = beside or CompanionFiles(None)
    if content.startswith(_WORD_BEGINS) or (file is not None and file.lower().endswith(_WORD_SUFFIXES)):
        return _read_word(content, name, file, model, beside=beside, names=names)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        place = Place(file, content[: fault.start].count(b"\n") + 1)
        hint = "Save it as UTF-8; a Word file has the suffix .docx."
        return None, (ENCODING.at(place, message="the template is not text in UTF-8", hint=hint),)
    from letterforge.loading import markdown  # noqa: PLC0415  (a third of all imports, and many name `Template` alone)
    from letterforge.loading.replies import words_for_recipients  # noqa: PLC0415  (as above)

    found = markdown.read(text, file=file, beside=beside)
    template = Template(
        content,
        name,
        file,
        found.language or "en-GB",
        found.kind,
        model,
        found.wording,
        found.findings,
        beside,
        allow=(*found.allow, *words_for_recipients(found.wording)),
        model_file=found.model_file,
    )
    return template, found.findings


# What Word writes; those that letterforge refuses are told apart by what is in them.
_WORD_SUFFIXES = WORD.template_suffixes + WORD.refused_suffixes
_WORD_BEGINS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def _read_word(
    content: bytes,
    name: str,
    file: str | None,
    model: type[BaseModel] | None,
    *,
    beside: CompanionFiles,
    names: FieldNames | None,
) -> tuple[Template | None, tuple[Finding, ...]]:
    from letterforge.document import Text  # noqa: PLC0415  (as in `read`)
    from letterforge.loading import word  # noqa: PLC0415  (half of all that loading takes, and most templates are Markdown)
    from letterforge.loading.replies import words_for_recipients  # noqa: PLC0415  (as in `read`)

    try:
        asked = (lambda: names) if model is None else (lambda: _names_of(_shape_of(model)))
        found = word.read(content, file=file, names=asked, beside=beside)
    except UnreadableFileError as fault:
        return None, (WORD_FILE.at(Place(file), message=str(fault), hint=None),)
    wording = found.wording if found.wording.title else replace(found.wording, title=(Text(name),))
    template = Template(
        content,
        name,
        file,
        found.language,
        None,
        model,
        wording,
        found.findings,
        beside,
        found.content,
        found.tokens,
        (*found.allow, *words_for_recipients(wording)),
        asked=found.asked,
        names=names,
        by_names=found.by_names,
    )
    return template, found.findings


def _shape_of(model: type[BaseModel]) -> Shape:
    from letterforge.models.annotations import shape_of_model  # noqa: PLC0415  (as in `read`)

    return shape_of_model(model)


def _names_of(shape: Shape) -> FieldNames:
    from letterforge.data.field_names import FieldNames  # noqa: PLC0415  (it brings Jinja along, and few templates ask)

    return FieldNames.of(shape)


def _again(  # noqa: PLR0913, PLR0917  (what a pickle holds, in its order)
    content: bytes,
    name: str,
    file: str | None,
    model: Any,  # noqa: ANN401  (a class, or what it is made of)
    beside: CompanionFiles,
    model_file: str | None,
    names: FieldNames | None,
    look: Path | None,
    languages: tuple[str, ...],
    then: Template | None,
) -> Template:
    if isinstance(model, tuple):
        from letterforge.model_files.building import built_again  # noqa: PLC0415  (few templates have a model file)

        model = built_again(*model)
    template, findings = read(content, name=name, file=file, model=model, beside=beside, names=names)
    if template is None or any(finding.is_error for finding in findings):
        raise TemplateError(findings)
    template = replace(template, model_file=model_file, look=look, languages=languages)
    return template if then is None else template.followed_by(then)
