"""`batch_async`: `letterforge.batch` for a service that has other things to do meanwhile."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, ParamSpec

from letterforge.batching.batch import batch
from letterforge.batching.delivery import Delivery

P = ParamSpec("P")
_OVER: Final = None


def _as_async(made: Callable[P, Iterator[Delivery]]) -> Callable[P, AsyncIterator[Delivery]]:
    @functools.wraps(made)
    def begun(*args: P.args, **kwargs: P.kwargs) -> AsyncIterator[Delivery]:
        return _each(made(*args, **kwargs))

    begun.__doc__ = """As `letterforge.batch`, with the same arguments and errors, for ``async for``.

    The work is done beside the event loop, in a thread of its own and the processes that make letters. A loop that is left
    finishes the letters in hand; the same call again goes on from there.
    """
    begun.__name__ = begun.__qualname__ = "batch_async"
    return begun


async def _each(source: Iterator[Delivery]) -> AsyncIterator[Delivery]:
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(
        1, thread_name_prefix="letterforge-batch"
    ) as thread:  # one: the ledger is that of its thread
        try:
            while (one := await loop.run_in_executor(thread, next, source, _OVER)) is not None:
                yield one
        finally:
            close = getattr(source, "close", None)
            if close is not None:
                await loop.run_in_executor(thread, close)


batch_async = _as_async(batch)
