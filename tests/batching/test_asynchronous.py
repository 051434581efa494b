"""`letterforge.batch_async`: letters beside an event loop."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tests.batching.poison import TEMPLATE, Poison
from tests.batching.test_run import Here, keyed  # noqa: F401  (a fixture)

import letterforge
from letterforge.batching import run
from letterforge.errors import UsageError

PEOPLE = [{"name": f"Ann {number}", "case": "one"} for number in range(6)]


def begun(out: Path, people: list[dict[str, str]]):  # type: ignore[no-untyped-def]  # noqa: ANN201
    template = letterforge.load(TEMPLATE, model=Poison)
    return letterforge.batch_async(template, people, to="html", out=out, executor=Here())


def test_letters_come_while_the_loop_does_other_things(tmp_path: Path) -> None:
    async def all_of_it() -> tuple[list[str], int]:
        turns = 0

        async def beside() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        other = asyncio.create_task(beside())
        found = [one.outcome.value async for one in begun(tmp_path, [*PEOPLE, {"name": "[name]", "case": "x"}])]
        other.cancel()
        return found, turns

    found, turns = asyncio.run(all_of_it())
    assert found == ["written"] * 6 + ["invalid"]
    assert turns > len(found)


def test_a_loop_that_is_left_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "GROUP", 2)

    async def some_of_it() -> None:
        deliveries = begun(tmp_path, PEOPLE)
        async for one in deliveries:
            assert one.row == 1
            break
        await deliveries.aclose()

    asyncio.run(some_of_it())
    assert len(list(tmp_path.glob("*.html"))) == 2

    async def all_of_it() -> list[str]:
        return [one.outcome.value async for one in begun(tmp_path, PEOPLE)]

    assert asyncio.run(all_of_it()) == ["already written"] * 2 + ["written"] * 4


def test_what_is_asked_for_wrongly_is_said_at_the_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="room for a ledger"):
        letterforge.batch_async(letterforge.load(TEMPLATE), PEOPLE, to="html", out="memory://far")
    assert not list(tmp_path.iterdir())
