"""The command line: the group of commands, and what becomes of an exception. Only this folder prints.

Each file of `commands` is one command, found by its name. It is imported when it runs, so that ``--help`` and
``--version`` cost no more than click itself.
"""

from __future__ import annotations

import ast
import errno
import gc
import os
import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import click
from click.shell_completion import CompletionItem

import letterforge

INTERNAL = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
_OBJECTS = 50_000
"""How many objects a command makes before Python looks for circles among them. Its imports make most, and keep them:
with Python's own 700 a tenth of a short command is spent on looking."""
_COMMANDS = Path(__file__).parent / "commands"


@dataclass
class Settings:
    """What holds for whichever command runs."""

    traceback: bool = False


class Commands(click.Group):
    """The files of `commands`: ``blank_form.py`` is the command ``blank-form``, its docstring the help.

    A file holds a `click.Command` called ``command``. What there is, and one line about each, is read without importing
    any.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click gives it)
        """The names, sorted."""
        return sorted(file.stem.replace("_", "-") for file in _COMMANDS.glob("[a-z]*.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; only now is its file imported."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found: click.Command = import_module(f"letterforge.cli.commands.{cmd_name.replace('-', '_')}").command
        return found

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The names that begin so, without importing any command, and the options of the group."""
        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        found = [CompletionItem(name, help=_stand_in(name).get_short_help_str()) for name in names]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line for each, from the docstring of its file."""
        names = self.list_commands(ctx)
        width = formatter.width - 6 - max(map(len, names))
        with formatter.section("Commands"):
            formatter.write_dl([(name, _stand_in(name).get_short_help_str(width)) for name in names])


def _stand_in(name: str) -> click.Command:
    """A command that has nothing but its help."""
    source = (_COMMANDS / f"{name.replace('-', '_')}.py").read_text(encoding="utf-8")
    return click.Command(name, help=ast.get_docstring(ast.parse(source)))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(letterforge.__version__, prog_name="letterforge")
@click.option(
    "--traceback", is_flag=True, help="Show where in the code an error was raised; values of your data may show."
)
@click.pass_obj
def cli(settings: Settings, traceback: bool) -> None:  # noqa: FBT001  (click gives it by name)
    """Letters with no hole in them: every placeholder is filled, or there is no letter."""
    settings.traceback = traceback


def main() -> None:
    """Run a command; whatever happens, no stack trace reaches the user who does not ask for one."""
    thresholds = gc.get_threshold()
    gc.set_threshold(_OBJECTS, 20, 100)
    settings = Settings()
    try:
        _run(settings)
    except click.ClickException as fault:
        fault.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        os._exit(0)  # who reads has seen enough; the usual way out would complain
    except SystemExit:
        raise
    except BaseException as fault:  # noqa: BLE001  (its words could hold a value; extensions raise what is no Exception)
        if settings.traceback:
            _trace(fault)
        sys.exit(_told(fault))
    finally:
        gc.set_threshold(*thresholds)


def _run(settings: Settings) -> None:
    """Run the command that was asked for; what it printed is out before anybody is told that it is."""
    try:
        cli.main(standalone_mode=False, obj=settings)
    finally:  # a command may end by `sys.exit`
        sys.stdout.flush()


def _trace(fault: BaseException) -> None:
    """The stack trace of an error and of all that led to it, what a message keeps from its reader too."""
    import traceback  # noqa: PLC0415  (few ask for it)

    one: BaseException | None = fault
    while one is not None:
        one.__suppress_context__ = False
        one = one.__cause__ or one.__context__
    traceback.print_exception(fault)


def _told(fault: BaseException) -> int:
    """Say what went wrong; the exit code."""
    from letterforge.cli.messages import complain  # noqa: PLC0415  (most commands end well)
    from letterforge.errors import FindingsError, LetterforgeError, MissingResourceError  # noqa: PLC0415  (as above)

    if isinstance(fault, FindingsError):
        complain(fault.findings)
        return fault.exit_code
    if isinstance(fault, LetterforgeError):
        click.echo(f"letterforge: {fault}", err=True)
        return fault.exit_code
    if isinstance(fault, OSError) and fault.errno in _NO_ROOM:
        _give_up_output()
        click.echo(f"letterforge: standard output cannot be written: {os.strerror(fault.errno)}", err=True)
        return MissingResourceError.exit_code
    what = f"an error of letterforge itself ({type(fault).__name__}); please report it with the command"
    click.echo(f"letterforge: {what}", err=True)
    return INTERNAL


def _give_up_output() -> None:
    """Let what could not be written go, or Python would try again when it ends, and complain."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123  (a device)
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
