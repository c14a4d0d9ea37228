"""The command line: thin commands over the functions that the window uses too. No Qt here.

`build` makes the whole of it. Nothing heavy is imported before a command needs it, so that
`desk --help` answers at once.
"""

from __future__ import annotations

from desk.cli.group import OpenRequest, build

__all__ = ["OpenRequest", "build"]
