"""What packages offer, a line for each: what it is, or why it is broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from letterforge import plugins
from letterforge.errors import LetterforgeError

T = TypeVar("T")


def told(group: str, find: Callable[[str], T], said: Callable[[T], str]) -> bool:
    """Print a line for each that is offered in a group; whether all of them can be used."""
    offers = plugins.offers(group)
    sound = True
    for name in dict.fromkeys(offer.name for offer in offers):
        try:
            found = find(name)
        except LetterforgeError as fault:
            sound = False
            click.echo(f"{name}: broken: {fault}")
            continue
        origin = next(offer.origin for offer in offers if offer.name == name)
        click.echo(f"{name}: {origin}, {said(found)}")
    return sound
