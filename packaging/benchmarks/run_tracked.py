"""From a key to the first pixel of it in a story of 10,000 words, with 200 tracked changes and with none.

Goal: p50 and p95 at most 1.5 times. Two windows of Desk run at once, each on a screen of its own, in Suggesting mode,
and get their keys in turn; where keys are typed there is a change in every paragraph of the one.
"""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from side_by_side import LIMIT, LONG, has_arrived, missing, seated, strike_in_turn, tell  # type: ignore[import-not-found]

from desk.story.body import Body, Paragraph, spans, text_of
from desk.story.story import Story

GOAL = 1.5
WORDS = 10_000
SIZE = "review"  # as the harness calls a size
CHANGES = 200


def main() -> int:
    """Measure both."""
    if lacking := missing():
        print("Not measured: missing", lacking)
        return 1
    import corpus  # type: ignore[import-not-found]  # noqa: PLC0415  the harness needs not be there
    import outside  # type: ignore[import-not-found]  # noqa: PLC0415
    from run_typing import _strike  # type: ignore[import-not-found]  # noqa: PLC0415

    keys = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    corpus.SIZES[SIZE], LIMIT[SIZE] = WORDS, 60.0
    names = []
    for changes in (0, CHANGES):
        names.append(f"desk-{changes}-changes")
        mode = {"prepare": partial(_prepare, changes), "setup_keys": ["ctrl+shift+x"]}
        outside.APPS.append(replace(outside.DESK, name=names[-1], sizes=(SIZE,), **mode))
    with seated(names, SIZE) as (none, many):
        for seat in (none, many):
            seat.typist.go_middle(WORDS)
            seat.typist.find_caret()
        strike_in_turn((none, many), keys, _strike)
        arrived = [has_arrived(seat, keys) for seat in (none, many)]
    if not all(arrived):
        print("not measured: what was typed is not in the text")
        return 1
    met = bool(tell("200", "changes, a key", many.editor, none.editor, GOAL))
    pauses = [sum(took > LONG for took in seat.editor) for seat in (many, none)]
    print(f"pauses over 50 ms in {len(many.editor)} keys: with changes {pauses[0]}, with none {pauses[1]}")
    return 0 if met else 2


def _prepare(changes: int, app: object, ctx: object) -> Path:
    """A library with the text, in which so many words of it are suggestions."""
    import outside  # noqa: PLC0415

    from desk.library.library import Library  # noqa: PLC0415

    path: Path = outside.prepare(app, ctx)
    with Library.open(path, who="Bench") as library:
        found = library.article(outside.SLUG)
        library.put_texts(found.row.id, found.story, agreed(found.story, changes)).result()
    return path


def agreed(story: Story, changes: int) -> Story:
    """The story as it was agreed on: other words stood at so many places of it."""
    rng = random.Random(1)
    blocks = list(story.body.blocks)
    places = [number for number, block in enumerate(blocks) if isinstance(block, Paragraph)]
    for number in (places * changes)[:changes]:
        block = blocks[number]
        assert isinstance(block, Paragraph)
        words = text_of(block.spans).split(" ")
        words[rng.randrange(1, len(words))] = rng.choice(("otherwise", "hereabouts", "nobody", "long ago"))
        blocks[number] = Paragraph(spans(" ".join(words)))
    return replace(story, body=Body(tuple(blocks)))


if __name__ == "__main__":
    sys.exit(main())
