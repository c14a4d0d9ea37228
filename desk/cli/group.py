"""The group of all commands, and what a command's end means: the exit codes and their sentences."""

from __future__ import annotations

import io
import os
import re
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import click

import desk
from desk import logs
from desk.cli import display
from desk.cli.options import COULD_NOT, library_option, tell
from desk.errors import NotFound, WorldError

# The commands in the order in which one meets them: the module of each, and what it is called there. They are loaded
# when they are wanted, so that the window waits for none of them.
COMMANDS: dict[str, tuple[str, str]] = {
    "import": ("bring_in", "import_files"),
    "new": ("articles", "new"),
    "list": ("searching", "list_articles"),
    "show": ("articles", "show"),
    "credit": ("credits", "credit"),
    "credits": ("proposing", "credits_of"),
    "replace": ("replacing", "replace"),
    "tidy": ("tidying", "tidy"),
    "check": ("review", "check"),
    "export": ("put_out", "export"),
    "delivered": ("delivered", "delivered"),
    "history": ("history", "history"),
    "diff": ("comparing", "diff"),
    "restore": ("going_back", "restore"),
    "changes": ("changes", "list_changes"),
    "accept": ("changes", "accept"),
    "reject": ("changes", "reject"),
    "comments": ("comments", "list_comments"),
    "comment": ("comments", "comment"),
    "reply": ("comments", "reply"),
    "resolve": ("comments", "resolve"),
    "reopen": ("comments", "reopen"),
    "queue": ("waiting", "queue"),
    "people": ("people", "people"),
    "sign-in": ("people", "sign_in"),
    "searches": ("searching", "searches"),
    "tag": ("searching", "tag"),
    "duplicate": ("articles", "duplicate"),
    "state": ("articles", "set_state"),
    "update": ("correct", "update"),
    "correct": ("correct", "correct"),
    "checkpoint": ("keeping", "checkpoint"),
    "bin": ("bin", "bin_group"),
    "spell": ("spelling", "spell"),
    "words": ("spelling", "words"),
    "formats": ("put_out", "formats"),
    "backup": ("in_backup", "backup"),
    "restore-library": ("backups", "restore_library"),
    "check-library": ("mending", "check_library"),
    "salvage": ("mending", "salvage"),
    "journal": ("journal", "journal_group"),
    "manual": ("manual", "manual"),
}
INTERRUPTED = 130  # what shells give a program that was stopped by Ctrl+C
OUR_FAULT = 70  # EX_SOFTWARE of sysexits.h


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """What the window is asked to open. `target` is the slug or id of an article, or the path of a file
    to be brought in; "" for whatever was open last. With `instead` a backup becomes the library first, with `mend` a
    damaged library is mended first: so the window asks for it, after it closed the library. With `picture` the window
    is drawn into that file instead of being shown, without a screen, in this `size` (width and height in px) and
    `theme`."""

    library: Path
    target: str = ""
    picture: Path | None = None
    size: tuple[int, int] | None = None
    theme: str = ""
    instead: Path | None = None
    mend: bool = False


class Commands(click.Group):
    """A group whose commands end with 0, 1 (found a problem), 2 (usage) or 3 (could not), and a sentence."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands in the order in which one meets them, not that of the alphabet."""
        return ["open", *COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name in COMMANDS:
            module, name = COMMANDS[cmd_name]
            found: click.Command = getattr(import_module(f"desk.cli.{module}"), name)
            return found
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; every way in which it can end is here."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read the output has read enough.
            _drop_output()
            ctx.exit(0)
        except WorldError as error:
            tell(str(error))
            ctx.exit(COULD_NOT)
        except KeyboardInterrupt:
            tell("Stopped. What was finished before stays; nothing is left half-written.")
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except OSError as error:
            tell(_sentence(error))
            if not error.filename:
                _drop_output()
            ctx.exit(COULD_NOT)
        except Exception as error:  # noqa: BLE001  the last resort, and it is told and logged
            traceback.print_exc()
            logs.record(type(error), error, error.__traceback__)
            tell(
                f"This is a fault in Desk. What was saved before is safe. The report above is in {logs.log_file()} too."
            )
            ctx.exit(OUR_FAULT)
        return result


def _drop_output() -> None:
    """What is still in the buffer goes nowhere, so that Python does not fail on it once more when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except io.UnsupportedOperation:
        sys.stdout = io.StringIO()


def _sentence(error: OSError) -> str:
    what = error.strerror or str(error)
    return f"{error.filename}: {what}." if error.filename else f"The output could not be written: {what}."


def _missing_part(error: ImportError) -> str | None:
    """What a machine lacks for the window, as a sentence; None where the import failed for another reason."""
    if isinstance(error, ModuleNotFoundError) and (error.name or "").split(".")[0] == "PySide6":
        return "The window needs PySide6, which is not installed: pip install 'desk[window]'. All other commands work."
    library = str(error).split(":")[0]
    if ".so" in library and " " not in library:
        return f"The window needs {library}, a library of the system that is not installed. All other commands work."
    return None


def _size(_context: click.Context, _param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """A width and a height out of "1280x800"."""
    if value is None:
        return None
    found = re.fullmatch(r"(\d{2,5})x(\d{2,5})", value)
    if found is None:
        raise click.BadParameter("a size is written as 1280x800.")
    return int(found[1]), int(found[2])


def build(open_window: Callable[[OpenRequest], int]) -> click.Group:
    """The commands of `desk`. `open_window` starts the window and gives the exit code when it was closed."""

    @click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
    @click.version_option(desk.__version__, "-V", "--version", message="desk %(version)s")
    def group() -> None:
        """Write articles offline, credit everybody who worked on them, and export copy that is ready to publish.

        An article is named by its slug or its id. Answers go to standard output; what was recognised in a
        file, what a format could not hold, and what went wrong go to standard error.
        """
        logs.set_up()

    @group.command("open", short_help="Open the window.")
    @click.argument("target", metavar="[SLUG|FILE]", default="")
    @click.option("--picture", type=click.Path(path_type=Path, dir_okay=False), hidden=True)
    @click.option("--size", callback=_size, hidden=True)
    @click.option("--theme", type=click.Choice(("light", "dark")), hidden=True)
    @click.option("--instead", type=click.Path(path_type=Path, dir_okay=False), hidden=True)
    @click.option("--mend", is_flag=True, hidden=True)
    @library_option
    def open_command(
        *,
        library: Path,
        target: str,
        picture: Path | None,
        size: tuple[int, int] | None,
        theme: str | None,
        instead: Path | None,
        mend: bool,
    ) -> None:
        """Open the window, on this article, or on this file once it has been brought in."""
        if picture is None and not display.can_show():
            raise NotFound(display.NONE)
        try:
            code = open_window(OpenRequest(library, target, picture, size, theme or "", instead, mend))
        except ImportError as error:
            if (missing := _missing_part(error)) is None:
                raise
            tell(missing)
            code = COULD_NOT
        click.get_current_context().exit(code)

    return group
