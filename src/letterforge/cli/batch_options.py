"""The options of `letterforge batch`: of the table and its columns, of what is written, of who makes it."""

from __future__ import annotations

from dataclasses import dataclass

import click

from letterforge.batching.batch import NAME
from letterforge.cli import completion
from letterforge.cli.options import allow_loss_option, language_option, set_option, together

table_options = together(
    click.option("--data", metavar="FILE", shell_complete=completion.files, help="The data that all letters share."),
    click.option(
        "--map",
        "columns",
        multiple=True,
        metavar="HEADING=FIELD",
        help="The field that a heading stands for, where it is neither its path nor its description; may be given several times.",
    ),
    click.option(
        "--key", metavar="FIELD", help="The field that tells people apart: two rows with one key are an error."
    ),
    click.option("--kind", metavar="HEADING", help="The column that says which letter a row is for."),
    click.option(
        "--letter",
        "letters",
        multiple=True,
        metavar="NAME=TEMPLATE",
        help="What stands in the column of --kind, and the template that it means; TEMPLATE is for empty cells.",
    ),
    language_option,
    click.option(
        "--language-column",
        metavar="HEADING",
        help="The column that says in which language a person has the letter: cy, en, both; --language is for empty cells.",
    ),
    click.option("--several", is_flag=True, help="A person may get several letters."),
    click.option(
        "--list",
        "lists",
        multiple=True,
        metavar="FIELD=TABLE",
        help="A list whose items stand in another sheet or file, which has the column of --key, too; several times.",
    ),
    click.option("--sheet", help="The sheet of a workbook, by its name; the first unless given."),
    click.option("--encoding", help="The encoding of a text file, where it is found out wrongly."),
    click.option("--delimiter", help="What separates the cells of a text file, where it is found out wrongly."),
)
"""What the table is, and what its columns mean."""
writing_options = together(
    click.option(
        "--to",
        "formats",
        multiple=True,
        metavar="FORMAT",
        shell_complete=completion.formats,
        help="A renderer: docx, pdf, html ...; several with commas, or each with its own --to.",
    ),
    click.option(
        "-o",
        "--output",
        metavar="DIR",
        shell_complete=completion.folders,
        help="The folder for the letters and their ledger, which is created if it does not exist, or a URL; with --zip and --combined the file.",
    ),
    click.option("--zip", "zipped", is_flag=True, help="Write one zip of all letters."),
    click.option(
        "--combined",
        is_flag=True,
        help="Write one PDF of all letters, for a printer; each begins on a right-hand page.",
    ),
    click.option(
        "--ledger",
        metavar="FILE",
        shell_complete=completion.files,
        help="The file of the ledger; one in the folder unless given. What is no folder here demands it.",
    ),
    click.option(
        "--name",
        default=NAME,
        show_default=True,
        metavar="PATTERN",
        help="How files are called: {row}, and fields of the data, which whoever sees the names can read.",
    ),
    click.option("--check", "only_check", is_flag=True, help="Check all rows, and write nothing."),
    click.option(
        "--skip-invalid",
        is_flag=True,
        help="Write the letters of the other rows where some are wrong, and those rows beside them.",
    ),
    click.option(
        "--annotate",
        metavar="DIR",
        shell_complete=completion.folders,
        help="Write a copy of ROWS there, as a sheet of Excel with a note at each wrong cell.",
    ),
    click.option("--force", is_flag=True, help="Replace an annotated copy that is there."),
    click.option(
        "--key-file", metavar="FILE", shell_complete=completion.files, help="The key of the ledger's digests."
    ),
    click.option(
        "--ledger-field",
        "told",
        multiple=True,
        metavar="FIELD",
        help="A field that the ledger holds in plain words, so that a person is found in it; may be given several times.",
    ),
    click.option(
        "--workers", type=click.IntRange(1), help="How many processes; as many as there are cores unless given."
    ),
    click.option(
        "--executor",
        "scheduler",
        metavar="ADDRESS",
        help="A scheduler of Dask, tls://host:port or tcp://host:port, whose workers make the letters.",
    ),
    click.option(
        "--open-network", is_flag=True, help="Use a scheduler without TLS on another machine: nobody else is there."
    ),
    click.option(
        "--seconds",
        type=click.FloatRange(0, min_open=True),
        default=120,
        show_default=True,
        help="The time that one letter may take.",
    ),
    allow_loss_option,
    set_option,
    click.option("--quiet", is_flag=True, help="Say nothing of what goes well."),
)
"""What is written, and how."""


@dataclass(frozen=True)
class Asked:
    """What was said on the command line."""

    template: str
    rows: str
    data: str | None
    formats: tuple[str, ...]
    output: str | None
    zipped: bool
    combined: bool
    ledger: str | None
    name: str
    columns: tuple[str, ...]
    key: str | None
    kind: str | None
    letters: tuple[str, ...]
    language: str | None
    language_column: str | None
    several: bool
    lists: tuple[str, ...]
    sheet: str | None
    encoding: str | None
    delimiter: str | None
    only_check: bool
    skip_invalid: bool
    annotate: str | None
    force: bool
    key_file: str | None
    told: tuple[str, ...]
    workers: int | None
    scheduler: str | None
    open_network: bool
    seconds: float
    allow_loss: bool
    settings: tuple[str, ...]
    quiet: bool
    form: str
    model: str | None
    stationery: str | None
