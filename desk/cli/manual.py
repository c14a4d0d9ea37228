"""The manual page, written from the commands themselves. README.md holds a copy, kept true by a test."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

import click

_WIDTH = 88
_INDENT = "    "
_TERM = 20
# Options that mean the same wherever they are, with how usage names them.
_USAGE = {"library": "[--library PATH]", "house": "[--house KEY]", "as_json": "[--json]"}
_SHARED = tuple(_USAGE)

_ENVIRONMENT = {
    "DESK_LIBRARY": "The library to work in; --library wins over it.",
    "DESK_HOUSE": "The house style; --house wins over it.",
    "DESK_WHO": "Your name as the history of articles keeps it.",
}
_EXIT_STATUS = {
    "0": "Done.",
    "1": "A problem was found: `desk check` or `desk spell` has something to say.",
    "2": "The command line is wrong.",
    "3": "It could not be done: a file is missing, damaged, locked or of a newer Desk, or the disk is full.",
    "130": "Stopped by Ctrl+C. Nothing is left half-written.",
}
# Paths as Linux has them; platformdirs gives those of other systems.
_FILES = {
    "~/.local/share/desk/library.desk": "The library that is opened when none is named: one SQLite file.",
    "~/.config/desk/houses/*.toml": "Your own house styles.",
    "~/.local/state/desk/desk.log": "The log. It never holds a story.",
}


@click.command(short_help="Print the manual page.")
@click.pass_context
def manual(ctx: click.Context) -> None:
    """Print the manual page: every command and option, the environment, exit codes and files."""
    group = ctx.find_root().command
    assert isinstance(group, click.Group)
    click.echo(page(group), nl=False)


def page(group: click.Group) -> str:
    """The manual page of a group of commands, as plain text."""
    ctx = click.Context(group, info_name="desk")
    lines = ["NAME", f"{_INDENT}desk - a newsroom on your own machine", "", "SYNOPSIS"]
    lines += [f"{_INDENT}desk [--help] [--version] COMMAND …", "", "DESCRIPTION", *_prose(group.help or "", 1), ""]
    lines += ["OPTIONS OF MOST COMMANDS", *_options(_shared(group), ctx, 1), ""]
    lines.append("COMMANDS")
    for name, command in _commands(group):
        lines += [*_command(name, command, ctx), ""]
    for heading, entries in (("ENVIRONMENT", _ENVIRONMENT), ("EXIT STATUS", _EXIT_STATUS), ("FILES", _FILES)):
        lines += [heading, *_entries(entries, 1), ""]
    return "\n".join(lines[:-1]) + "\n"


def _shared(group: click.Group) -> list[click.Parameter]:
    """The options that several commands have in the same words, each once."""
    every = (param for _, command in _commands(group) for param in command.params)
    named = {param.name: param for param in every if param.name in _SHARED}
    return [named[name] for name in _SHARED]


def _commands(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """The commands with their whole names, and those of a group after it."""
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if command is not None and not command.hidden:
            yield above + name, command
            if isinstance(command, click.Group):
                yield from _commands(command, f"{above}{name} ")


def _command(name: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    ctx = click.Context(command, info_name=name, parent=parent)
    arguments = [param.make_metavar(ctx) for param in command.params if isinstance(param, click.Argument)]
    shared = [_USAGE[param.name] for param in command.params if param.name in _USAGE]
    own = [param for param in command.params if param.name not in _SHARED]
    options = list(_options(own, ctx, 2))
    arguments += ["COMMAND …"] if isinstance(command, click.Group) else []
    usage = " ".join(["desk", name, *arguments, *(["[OPTION]…"] if options else []), *shared])
    yield f"{_INDENT}{usage}"
    yield from _prose(command.help or "", 2)
    if options:
        yield ""
        yield from options


def _options(params: Sequence[click.Parameter], ctx: click.Context, depth: int) -> Iterator[str]:
    records = [param.get_help_record(ctx) for param in params if isinstance(param, click.Option)]
    return _entries(dict(filter(None, records)), depth)


def _prose(text: str, depth: int) -> list[str]:
    """Paragraphs, filled."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    filled = [
        textwrap.fill(each, _WIDTH, initial_indent=_INDENT * depth, subsequent_indent=_INDENT * depth)
        for each in paragraphs
    ]
    return "\n\n".join(filled).split("\n")


def _entries(entries: dict[str, str], depth: int) -> Iterator[str]:
    """Terms with what they mean beside them, or below where the term is long."""
    margin = _INDENT * depth
    hanging = " " * (len(margin) + _TERM)
    for term, meaning in entries.items():
        beside = len(term) < _TERM - 1
        first = margin + term.ljust(_TERM) if beside else hanging
        if not beside:
            yield margin + term
        yield from textwrap.wrap(meaning, _WIDTH, initial_indent=first, subsequent_indent=hanging)
