"""Prompts are mapped to the fields of a model, by words and types; no field fits is an answer of its own."""

from __future__ import annotations

from letterforge.adopting.mapping.deciding import propose

__all__ = ["propose"]
