"""The one bounded cache: its room, threads, forked processes, and which keys it takes."""

from __future__ import annotations

import ast
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from letterforge import cache
from letterforge.cache import Cache, IdentityCache

ROOT = Path(__file__).parents[1]
SOURCES = [*ROOT.glob("src/**/*.py"), *ROOT.glob("plugins/letterforge-*/src/**/*.py")]


def test_a_value_is_made_once() -> None:
    made: list[str] = []

    def make() -> str:
        made.append("made")
        return "value"

    values: Cache[str, str] = Cache(room=2)
    assert values.get("a") is None
    assert [values.made("a", make) for _ in range(3)] == ["value"] * 3
    assert made == ["made"]


def test_the_oldest_goes_first_and_the_room_is_kept() -> None:
    values: Cache[int, str] = Cache(room=3)
    for number in range(10):
        values.put(number, str(number))
        assert len(values) <= 3
    assert [values.get(number) for number in range(10)] == [None] * 7 + ["7", "8", "9"]


def test_a_key_that_is_there_pushes_nothing_out() -> None:
    values: Cache[str, int] = Cache(room=2)
    values.put("a", 1)
    values.put("b", 2)
    values.put("b", 3)
    assert (values.get("a"), values.get("b")) == (1, 3)
    values.clear()
    assert len(values) == 0


def test_an_object_that_equals_another_is_not_it() -> None:
    values: IdentityCache[tuple[int, ...], str] = IdentityCache(room=2)
    one, other = (1, int("2")), (1, int("2"))
    values.put(one, "of one")
    assert one == other
    assert (values.get(one), values.get(other)) == ("of one", None)


def test_an_object_is_held_so_that_no_other_comes_to_have_its_identity() -> None:
    values: IdentityCache[list[int], int] = IdentityCache(room=64)
    for number in range(1000):
        made = [number]
        assert values.get(made) is None
        values.put(made, number)
    assert len(values) == 64
    values.clear()
    assert len(values) == 0


def test_threads_share_it() -> None:
    values: Cache[int, int] = Cache(room=8)

    def work(thread: int) -> None:
        for number in range(2000):
            key = (number * 7 + thread) % 40
            assert values.made(key, lambda key=key: key) == key  # type: ignore[misc]  # the usual way to bind it

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(work, thread) for thread in range(8)]:
            done.result()
    assert len(values) <= 8


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
# Python 3.12 warns of a fork beside threads: that is the case here.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_process_forked_while_a_thread_puts_something_in_can_use_it() -> None:
    values: Cache[str, str] = Cache(room=2)
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with cache._GUARD.lock:
            held.set()
            let_go.wait()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    child = os.fork()
    if child == 0:
        # In the child, where no thread is left to open the lock: an alarm ends it if it waits.
        import signal

        signal.alarm(10)
        values.put("a", "b")
        os._exit(0 if values.get("a") == "b" else 1)
    let_go.set()
    thread.join()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_function_that_keeps_what_it_made_is_not_asked_by_a_value_of_data() -> None:
    """`lru_cache` takes 12:00 UTC for 14:00+02:00: only texts, bytes and our own objects may be its keys."""
    exact = {
        "str",
        "bytes",
        "type[BaseModel]",
        "type[Any]",
        "type[LetterData]",
        "Offer",
        "Arguments",
        "Path",
        "tuple[str, ...]",
    }
    by_identity = {"Template", "Stationery"}  # dataclasses with eq=False
    frozen = {"Record"}  # the shape of a model, without a value
    known = exact | by_identity | frozen
    found = 0
    for file in sorted(SOURCES):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any("cache" in ast.unparse(one) for one in node.decorator_list):
                if "cached_property" in ast.unparse(node.decorator_list[0]):
                    continue
                found += 1
                kinds = {ast.unparse(argument.annotation or ast.Constant("")) for argument in node.args.args}
                assert kinds <= known, f"{file.name}: {node.name}({', '.join(kinds - known)})"
    assert found > 10
