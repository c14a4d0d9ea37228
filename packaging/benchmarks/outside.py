"""Desk for the harness that measures writing programs from outside (`../shared/bench`).

Run by `packaging/bench outside`; the harness loads this file with `--apps` and takes `APPS` from it.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from copy_text import markdown_body  # type: ignore[import-not-found]
from descriptor import App, Context  # type: ignore[import-not-found]

from desk.formats.importing import read_file
from desk.formats.markdown import read_body, write_body
from desk.houses import default_house
from desk.library.library import Library
from desk.library.values import Why
from desk.library.wanted import Wanted
from desk.story.story import Story

FEW, MANY = 10, 10_000
SLUG = "article"


def library_of(ctx: Context) -> Path:
    """The library that the program is started on."""
    return Path(ctx.home) / "bench.desk"


def prepare(_app: App, ctx: Context) -> Path:
    """A library of somebody who has worked before, with the document in it as an article."""
    path = library_of(ctx)
    file = path.with_name("article.md")
    file.write_text(ctx.text, encoding="utf-8")
    story = replace(read_file(file, default_house()).story, slug=SLUG)
    with Library.open(path, who="Bench") as library:
        library.set_setting("who", "Bench")
        library.set_setting("samples", "installed")
        library.create(story, Why.IMPORTED).result()
    return path


def prepare_full(others: int, app: App, ctx: Context) -> Path:
    """The same, with so many other articles; they are made once."""
    path = library_of(ctx)
    kept = Path(ctx.cache) / f"{others}.desk"
    if not kept.exists():
        bodies = [read_body(markdown_body(200, seed=number)) for number in range(min(others, 100))]
        stories = [Story(headline=f"Story {n}", slug=f"story-{n}", body=bodies[n % 100]) for n in range(others)]
        with Library.open(kept, who="Bench") as library:
            library.create_many(stories).result()
            while (library.rows(Wanted("story"), limit=1).total or 0) < others:
                pass  # until all of it is indexed
    shutil.copyfile(kept, path)
    return prepare(app, ctx)


def saved(ctx: Context) -> str:
    """The body as the library holds it now, as Markdown."""
    with Library.open(library_of(ctx), create=False) as library:
        return write_body(library.article(SLUG).story.body)


DESK = App(
    name="desk",
    argv=["{DESK_PYTHON}", "-m", "desk", "open", "--library", "{doc}", SLUG],
    window=r"\|Desk\|",
    editor=(0.20, 0.06, 0.70, 0.95),
    click=(0.45, 0.7),
    preview=(0.735, 0.12, 0.982, 0.95),
    sizes=("small", "medium", "large"),
    env={"QTWEBENGINE_DISABLE_SANDBOX": "1"} if os.getuid() == 0 else {},
    prepare=prepare,
    saved=saved,
    about="the whole window: list, editor, live preview",
)

APPS = [
    DESK,
    *(
        replace(DESK, name=f"desk-{n}", prepare=partial(prepare_full, n), preview=None, sizes=("small",))
        for n in (FEW, MANY)
    ),
]
