"""What was said about an article and decided in it, as a file for people to read. It is never read back: the records
say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from desk.library.review_rows import UNDONE
from desk.library.whole import Dossier
from desk.story.anchor import Anchor, On, read_anchor
from desk.story.comments import Said

_DONE: dict[str, str] = {Said.RESOLVED: " resolved it", Said.REOPENED: " reopened it"}


def said_file(dossier: Dossier) -> str:
    """The comments and decisions of an article as Markdown, "" where there are none."""
    parts = [*_threads(dossier.comments), *_decisions(dossier.decisions)]
    return "\n".join([f"# What was said about “{dossier.slug}”", *parts, ""]) if parts else ""


def _threads(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    threads: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        threads.setdefault(row["thread"], []).append(row)
    for records in threads.values():
        records.sort(key=lambda row: (row["said"] != Said.OPENED, row["id"]))
        yield f"\n## {_about(records[0])}\n"
        for row in records:
            done = _DONE.get(row["said"], "")
            yield f"- {_when(row['at'])}, {row['who'] or 'nobody'}{done}{_told(row['text'])}"


def _about(opening: dict[str, Any]) -> str:
    anchor = Anchor()
    with suppress(ValueError):
        anchor = read_anchor(opening["anchor"] or "{}")
    what = "Question" if opening["question"] else "Comment"
    if words := " ".join(anchor.words.split()):
        return f"{what} on “{words}”"
    return f"{what} on the {anchor.place.field.replace('_', ' ') if anchor.on is On.FIELD else 'story'}"


def _decisions(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    undone = {row["decision"]: row for row in rows if row["did"] == UNDONE}
    made = [row for row in rows if row["did"] != UNDONE]
    if made:
        yield "\n## Decided on changes\n"
    for row in made:
        back = undone.get(row["id"])
        taken_back = f" (taken back by {back['who'] or 'nobody'}, {_when(back['at'])})" if back else ""
        yield f"- {_when(row['at'])}, {row['who'] or 'nobody'} {row['did']}{_told(row['sentence'])}{taken_back}"


def _when(at: str) -> str:
    """A time as the records have it, to the minute (UTC)."""
    return at[:16].replace("T", " ")


def _told(text: str) -> str:
    return f": {text.strip()}".replace("\n", "\n  ") if text.strip() else ""
