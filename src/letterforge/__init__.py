"""letterforge: letters with no hole in them.

A template is filled with typed data and printed on stationery, as DOCX, PDF or HTML; every placeholder is filled,
or there is no letter.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from letterforge.api import check, load
    from letterforge.artifact import Artifact
    from letterforge.batching.asynchronous import batch_async
    from letterforge.batching.batch import batch
    from letterforge.batching.delivery import Delivery, Outcome
    from letterforge.datafile import read_data
    from letterforge.errors import LetterforgeError
    from letterforge.findings import Finding
    from letterforge.letter import Letter
    from letterforge.modelfile import read_model
    from letterforge.models.allow import Allow
    from letterforge.models.data_picture import DataPicture
    from letterforge.models.fields.contact import Email, Telephone
    from letterforge.models.fields.dates import Date, Month
    from letterforge.models.fields.money import Currency, Money
    from letterforge.models.fields.pictures import PictureFile
    from letterforge.models.fields.postal import PostalAddress
    from letterforge.models.fields.text import Line, Lines
    from letterforge.models.fields.times import Duration, Time
    from letterforge.models.letter_data import LetterData, LetterKind, rule
    from letterforge.models.money import Amount
    from letterforge.models.month import MonthOfYear
    from letterforge.models.relations import must_be
    from letterforge.renderer import Renderer
    from letterforge.rendering.render import render
    from letterforge.reproducing.manifest import Manifest
    from letterforge.reproducing.reproduction import Reproduction
    from letterforge.reproducing.verbs import manifest_of, reproduce
    from letterforge.scanning.scan import scan
    from letterforge.stationery import Stationery

__version__ = "0.1.0"

__all__ = [
    "Allow",
    "Amount",
    "Artifact",
    "Currency",
    "DataPicture",
    "Date",
    "Delivery",
    "Duration",
    "Email",
    "Finding",
    "Letter",
    "LetterData",
    "LetterKind",
    "LetterforgeError",
    "Line",
    "Lines",
    "Manifest",
    "Money",
    "Month",
    "MonthOfYear",
    "Outcome",
    "PictureFile",
    "PostalAddress",
    "Renderer",
    "Reproduction",
    "Stationery",
    "Telephone",
    "Time",
    "batch",
    "batch_async",
    "check",
    "load",
    "manifest_of",
    "must_be",
    "read_data",
    "read_model",
    "render",
    "reproduce",
    "rule",
    "scan",
]

# Where each name is made; its module is imported when the name is first asked for (PEP 562).
_MODULES = {
    "letterforge.api": ("check", "load"),
    "letterforge.artifact": ("Artifact",),
    "letterforge.batching.asynchronous": ("batch_async",),
    "letterforge.batching.batch": ("batch",),
    "letterforge.datafile": ("read_data",),
    "letterforge.batching.delivery": ("Delivery", "Outcome"),
    "letterforge.errors": ("LetterforgeError",),
    "letterforge.findings": ("Finding",),
    "letterforge.letter": ("Letter",),
    "letterforge.modelfile": ("read_model",),
    "letterforge.models.allow": ("Allow",),
    "letterforge.models.data_picture": ("DataPicture",),
    "letterforge.models.fields.contact": ("Email", "Telephone"),
    "letterforge.models.fields.dates": ("Date", "Month"),
    "letterforge.models.fields.money": ("Currency", "Money"),
    "letterforge.models.fields.pictures": ("PictureFile",),
    "letterforge.models.fields.postal": ("PostalAddress",),
    "letterforge.models.fields.text": ("Line", "Lines"),
    "letterforge.models.fields.times": ("Duration", "Time"),
    "letterforge.models.letter_data": ("LetterData", "LetterKind", "rule"),
    "letterforge.models.money": ("Amount",),
    "letterforge.models.month": ("MonthOfYear",),
    "letterforge.models.relations": ("must_be",),
    "letterforge.renderer": ("Renderer",),
    "letterforge.rendering.render": ("render",),
    "letterforge.reproducing.manifest": ("Manifest",),
    "letterforge.reproducing.reproduction": ("Reproduction",),
    "letterforge.reproducing.verbs": ("manifest_of", "reproduce"),
    "letterforge.scanning.scan": ("scan",),
    "letterforge.stationery": ("Stationery",),
}

if not TYPE_CHECKING:  # a type checker would take every misspelt name for one that is made here

    def __getattr__(name: str) -> object:
        module = next((module for module, names in _MODULES.items() if name in names), None)
        if module is None:
            message = f"module 'letterforge' has no attribute {name!r}"
            raise AttributeError(message, name=name, obj=sys.modules[__name__])
        found = globals()[name] = getattr(import_module(module), name)
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
