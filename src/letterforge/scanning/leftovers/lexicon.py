"""The words that prompts are made of, of all languages together: what asks, what is asked for, and what looks alike."""

from __future__ import annotations

from letterforge.languages.known import known_languages
from letterforge.languages.language import vocabulary

__all__ = ["ASKED", "ASKING", "BESIDE", "CONNECTING", "QUIET", "REMOVED", "SIGNING", "vocabulary"]

_PROMPTS = [language.prompts for language in known_languages()]

ASKING = frozenset[str]().union(*(one.asking for one in _PROMPTS))
ASKED = frozenset[str]().union(*(one.asked for one in _PROMPTS))
BESIDE = frozenset[str]().union(*(one.beside for one in _PROMPTS))
QUIET = frozenset[str]().union(*(one.quiet for one in _PROMPTS))
REMOVED = frozenset[str]().union(*(one.removed for one in _PROMPTS))
SIGNING = frozenset[str]().union(*(one.signing for one in _PROMPTS))
CONNECTING = frozenset[str]().union(*(one.connecting for one in _PROMPTS))
