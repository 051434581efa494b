"""What a shell offers behind Tab: formats, kinds of letter and files. Nothing of a plugin is imported for it."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

_FILES = "file"
_FOLDERS = "dir"


def template(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Kinds of letter, and files."""
    return [*_named("letterforge.letters", incomplete), *files(_ctx, _param, incomplete)]


def formats(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of renderers, the next one behind each comma."""
    before, comma, begun = incomplete.rpartition(",")
    return [CompletionItem(before + comma + one.value, help=one.help) for one in _named("letterforge.renderers", begun)]


def files(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Whatever files there are; the shell itself lists them."""
    return [CompletionItem(incomplete, type=_FILES)]


def folders(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Whatever folders there are."""
    return [CompletionItem(incomplete, type=_FOLDERS)]


def stationeries(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Installed stationeries, and folders."""
    return [*_named("letterforge.stationeries", incomplete), *folders(_ctx, _param, incomplete)]


def _named(group: str, incomplete: str) -> list[CompletionItem]:
    from letterforge import plugins  # noqa: PLC0415  (every command has this file, and few runs complete anything)

    found = {offer.name: offer.origin for offer in plugins.offers(group) if offer.name.startswith(incomplete)}
    return [CompletionItem(name, help=origin) for name, origin in found.items()]
