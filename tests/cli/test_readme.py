"""README.md begins with the two commands, and its manual page is what `desk manual` prints.

With DESK_REWRITE_GOLDEN=1 in the environment the page is written into README.md instead.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import click
import pytest

from desk.cli import build
from tests.cli.conftest import Desk

README = Path(__file__).parents[2] / "README.md"
PAGE = re.compile(r"(?<=<!-- desk manual -->\n```text\n).*?(?=```\n<!-- end -->)", re.DOTALL)


def test_the_manual_page_is_that_of_the_commands(desk: Desk) -> None:
    page = desk("manual").stdout
    text = README.read_text("utf-8")
    if os.environ.get("DESK_REWRITE_GOLDEN"):
        README.write_text(PAGE.sub(lambda _: page, text), "utf-8")
        pytest.skip("README.md was rewritten: look at the difference")
    found = PAGE.search(text)
    assert found is not None
    assert found[0] == page, "run this again with DESK_REWRITE_GOLDEN=1"


def test_the_manual_page_names_every_command_and_option(desk: Desk) -> None:
    page = desk("manual").stdout
    group = build(lambda _: 0)
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        assert command.name == name
        assert f"\n    desk {name}" in page
        assert command.help, name
        for param in command.params:
            if not getattr(param, "hidden", False):
                assert max(param.opts, key=len) in page or param.param_type_name == "argument"


def test_no_line_of_it_is_too_wide_for_a_terminal(desk: Desk) -> None:
    assert max(map(len, desk("manual").stdout.splitlines())) <= 88


def test_the_help_has_a_whole_sentence_for_each_command(desk: Desk) -> None:
    lines = desk("--help").stdout.split("Commands:\n")[1].splitlines()
    assert [line for line in lines if not line.endswith(".") or line.endswith("...")] == []


def test_the_readme_begins_with_the_two_commands() -> None:
    lines = [line for line in README.read_text("utf-8").splitlines() if line]
    assert lines[:5] == [
        "# Desk",
        "```sh",
        "packaging/run     # open the window",
        "packaging/test    # run every check",
        "```",
    ]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_what_the_documents_link_to_is_there(name: str) -> None:
    prose = re.sub(r"`[^`\n]*`", "", (README.parent / name).read_text("utf-8"))
    links = re.findall(r"\]\((?!https?:)([^)#]+)", prose)
    assert [link for link in links if not (README.parent / link).exists()] == []
