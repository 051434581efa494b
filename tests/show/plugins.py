"""Renderers of strangers: one that works, one whose import fails, one that ends the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import showing

Line = tuple[str, str, bool]


def strangers() -> Line:
    """A renderer in a package of its own works once installed; a failing and an exiting one are reported, others go on"""
    target = showing.scratch() / "site"
    packages = [str(showing.INPUTS / "renderers" / name) for name in ("plain", "failing", "exiting")]
    uv = str(Path(sys.executable).with_name("uv"))
    done = showing.run(
        uv, "pip", "install", "--quiet", "--no-deps", "--python", sys.executable, "--target", str(target), *packages
    )
    if done.returncode != 0:
        return "uv pip install", done.stderr, False
    env = {"PYTHONPATH": os.pathsep.join([str(target), os.environ.get("PYTHONPATH", "")])}
    listed = showing.run("letterforge", "renderers", env=env)
    out = showing.scratch()
    made = showing.run(
        "letterforge",
        "render",
        "introductory-letter",
        str(showing.SAMPLE),
        "--to",
        "shout",
        "--to",
        "html",
        "-o",
        str(out),
        env=env,
    )
    broken = showing.run(
        "letterforge", "render", "introductory-letter", str(showing.SAMPLE), "--to", "exiting", "-o", str(out), env=env
    )
    good = (
        "shout: letterforge-shout 1.2.3, text/plain, .txt" in listed.stdout
        and "failing: broken: the renderer 'failing' of letterforge-failing 1.2.3 cannot be imported: ModuleNotFoundError"
        in listed.stdout
        and "exiting: broken: the renderer 'exiting' of letterforge-exiting 1.2.3 cannot be imported" in listed.stdout
        and "html: letterforge-html" in listed.stdout
        and made.returncode == 0
        and sorted(path.suffix for path in out.iterdir()) == [".html", ".txt"]
        and broken.returncode == 2
        and "Traceback" not in broken.stderr
    )
    return (
        "pip install ./plain ./failing ./exiting; letterforge renderers",
        listed.stdout + broken.stderr + made.stdout,
        good,
    )


LINES: tuple[Callable[[], Line], ...] = (strangers,)
