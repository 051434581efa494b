"""Which language of a letter is asked for: one of its files, or two of them as one letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from letterforge.errors import UsageError
from letterforge.findings import Finding, in_order
from letterforge.languages.names import is_in
from letterforge.template import Template
from letterforge.translations.comparison import compared
from letterforge.translations.files import BOTH, Translations, asked_for

if TYPE_CHECKING:
    from pydantic import BaseModel

Found: TypeAlias = "tuple[Template | None, tuple[Finding, ...]]"
Read: TypeAlias = "Callable[[Path, type[BaseModel] | None], Found]"


@dataclass(frozen=True)
class Translated:
    """A letter in all of its languages, by the language in the name of each file."""

    name: str
    found: Mapping[str, Found]

    @property
    def templates(self) -> tuple[Template, ...]:
        """Those that could be read."""
        return tuple(template for template, _ in self.found.values() if template is not None)

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be asked for: each language by its tag, and by its language alone; of a pair of Markdown files both."""
        tags = [name if template is None else template.language for name, (template, _) in self.found.items()]
        said = dict.fromkeys(one for tag in tags for one in (tag, tag.split("-")[0]))
        pair = len(tags) == 2 and all(one.word is None for one in self.templates)  # noqa: PLR2004  (a pair)
        return (*said, BOTH) if pair else tuple(said)

    def compared(self) -> tuple[Finding, ...]:
        """What one language says and another does not, where all of them could be read."""
        if len(self.templates) != len(self.found):
            return ()
        return compared(self.templates, tuple(self.found))

    def chosen(self, said: str) -> Found:
        """The language that is asked for, or two of them as one letter.

        Raises:
            UsageError: there is no such language, or the letter cannot be one file.
        """
        tags = asked_for(said)
        names = self._both() if tags == (BOTH,) else tuple(self._one(tag) for tag in tags)
        parts = [self.found[name] for name in names]
        findings = in_order(finding for _, found in parts for finding in found)
        templates = [template for template, _ in parts if template is not None]
        if len(templates) != len(parts):
            return None, findings
        languages = tuple(template.language for template in templates)
        if len(templates) == 1:
            return replace(templates[0], languages=languages), findings
        if len(set(names)) != len(names):
            message = f"{said}: {templates[0].file or self.name} is asked for twice"
            raise UsageError(message)
        one, other = templates
        if one.word is not None:
            message = (
                f"{one.file} and {other.file} are Word files, and each brings its own page, so that they are not set in one "
                "file; render each by itself"
            )
            raise UsageError(message)
        findings = in_order([*findings, *compared(templates, names)])
        whole = one.followed_by(other)
        return replace(whole, name=self.name, languages=languages, findings=findings), findings

    def _one(self, tag: str) -> str:
        """The name of the language of a file by a tag."""
        for name, (template, _) in self.found.items():
            language = name if template is None else template.language
            if name.lower() == tag.lower() or is_in(name or language, tag):
                return name
        message = f"{self.name} is there in {self._languages()}, and not in {tag}"
        raise UsageError(message)

    def _both(self) -> tuple[str, ...]:
        """The names of both languages, Welsh first, otherwise by their tags."""
        if len(self.found) != 2:  # noqa: PLR2004  (a pair)
            ask = "name two of them, such as cy,en" if len(self.found) > 1 else "there is no other beside it"
            message = f"{self.name} is there in {self._languages()}; {ask}"
            raise UsageError(message)
        return tuple(sorted(self.found, key=self._rank))

    def _rank(self, name: str) -> tuple[bool, str]:
        template = self.found[name][0]
        language = name or ("" if template is None else template.language)
        return not is_in(language, "cy"), language

    def _languages(self) -> str:
        said = sorted(name if template is None else template.language for name, (template, _) in self.found.items())
        return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def read_all(translations: Translations, name: str, read: Read, model: type[BaseModel] | None) -> Translated:
    """Read each language of a letter; without a model, the others are read with that of the first."""
    found: dict[str, Found] = {}
    for tag, path in translations.files.items():
        template, findings = read(path, model)
        model = model or (None if template is None else template.model)
        found[tag] = template, findings
    return Translated(name, found)


def undecided(translations: Translations, name: str) -> UsageError:
    """What is said where a letter is there in several languages, and nobody says in which."""
    tags: Sequence[str] = sorted(tag for tag in translations.files if tag)
    one = "" if len(tags) != 2 else f", or {BOTH}"  # noqa: PLR2004  (a pair)
    return UsageError(f"{name} is there in {' and '.join(tags)}; say which with --language {tags[0]}{one}")
