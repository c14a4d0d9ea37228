"""Which of the rows that were found in a damaged library are what they should be, and what they belong to.

Stories and pictures prove themselves: they are named by their hash. The others are looked at for their shape.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from desk.errors import Unreadable
from desk.formats.packed_page import open_page
from desk.library.review_rows import DECLINED, check_review_row
from desk.library.salvage_pages import RawRow
from desk.library.storing import Stored, unpack_fields, unpacked
from desk.library.values import State, Why
from desk.story.directory import Did

Row: TypeAlias = dict[str, Any]
Columns: TypeAlias = dict[str, tuple[str, ...]]  # of each table, in their order
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HASH = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_KEY = re.compile(r"[a-z][a-z_.-]{0,40}")
_MOVES, _CONTACTS = frozenset({"state", "bin", "override"}), frozenset(map(str, Did))
_WHYS, _STATES = frozenset(map(str, Why)), frozenset(map(str, State))
# What a row has that was written before there was such a column.
_DEFAULTS = {"moves": {"note": "", "findings": "[]"}}
# The numbers for which SQLite keeps the number of the row itself.
_NUMBERED = {"articles": "number", "furniture": "position"}
# They follow from the others and are made anew; and what SQLite and Alembic have for themselves.
FOLLOW = re.compile(r"people|credits|shown|carried|anchors|search.*|alembic_version|sqlite_.*")


@dataclass(slots=True)
class Found:
    """What one file gave, by table and key. `torn` are texts that are not what they were when they were named, by the
    name of their story; `loose` are whole ones under another name than the one that they had."""

    tables: dict[str, dict[str, Row]] = field(default_factory=dict)
    torn: dict[str, Stored] = field(default_factory=dict)
    loose: dict[str, Row] = field(default_factory=dict)
    torn_media: set[str] = field(default_factory=set)
    torn_pages: set[str] = field(default_factory=set)
    words: dict[int, str] = field(default_factory=dict)  # what the search index has of an article, by its number
    schema: int = 0

    def of(self, table: str) -> dict[str, Row]:
        """The rows of a table, by their key."""
        return self.tables.setdefault(table, {})


def sort(rows: Iterable[RawRow], columns: Columns) -> Found:
    """What these rows are. Of several of the same key the newest counts, and of those the first that was found."""
    found = Found()
    nameless: list[tuple[str, Row, bool]] = []
    for raw in rows:
        if raw.table == "alembic_version":
            found.schema = _schema(raw)
        elif raw.table == "search_content":
            words = max((one for one in raw.values if isinstance(one, str)), key=len, default="")
            found.words.setdefault(raw.rowid, words)
        elif raw.table:
            if raw.table in columns and not FOLLOW.fullmatch(raw.table):
                row = _named(raw, raw.table, columns)
                if row is not None:
                    _take(found, raw.table, row, raw.whole)
        else:
            nameless += ((table, row, raw.whole) for table, row in _guesses(raw, columns))
            if raw.values and raw.values[0] is None and len(raw.values) > 4 and _str(*raw.values[1:]):
                found.words.setdefault(raw.rowid, max(map(str, raw.values[1:]), key=len))
    for table, row, whole in nameless:
        _take(found, table, row, whole, guessed=True)
    return found


def _schema(raw: RawRow) -> int:
    named = re.fullmatch(r"schema_(\d+)", str(raw.values[0] if raw.values else ""))
    return int(named[1]) if named else 0


def _named(raw: RawRow, table: str, columns: Columns) -> Row | None:
    """The columns of a row. A schema only ever added columns at the end, so an older row has fewer."""
    names = columns[table]
    if len(raw.values) > len(names):
        return None
    row = dict.fromkeys(names, None) | dict(zip(names, raw.values, strict=False))
    if table in _NUMBERED and row[_NUMBERED[table]] is None:
        row[_NUMBERED[table]] = raw.rowid
    return row


def _guesses(raw: RawRow, columns: Columns) -> list[tuple[str, Row]]:
    """The table that a row can belong to; but one, or none."""
    fitting = []
    for table, check in _CHECKS.items():
        if not raw.whole and table not in {"stories", "drafts"}:  # a text without its end is better than none
            continue
        fewest = len(columns[table]) - _MORE.get(table, 0)
        if fewest <= len(raw.values) <= len(columns[table]):
            row = _named(raw, table, columns)
            if row is not None and check(row):
                fitting.append((table, row))
    return fitting if len(fitting) == 1 else []


_MORE = {"articles": 6, "stories": 1, "drafts": 2, "moves": 2}  # columns that a table may have got since schema 1


def _take(found: Found, table: str, row: Row, whole: bool, guessed: bool = False) -> None:
    if table == "stories":
        _take_story(found, row, guessed)
    elif table == "media":
        _take_picture(found, row)
    elif table == "pages":
        if whole and _is_page(row):
            found.of("pages").setdefault(row["hash"], row)
        elif _is_hash(row["hash"]):
            found.torn_pages.add(row["hash"])
    elif table in _CHECKS:
        if table == "drafts" and not whole and _uuid(row["article"]):
            _take_torn_draft(found, row)
        elif whole or table == "comments":  # what somebody said is better read with a wrong letter than not at all
            _take_checked(found, table, row, whole)
    elif whole:
        found.of(table).setdefault(repr(tuple(row.values())), row)


def _take_checked(found: Found, table: str, row: Row, whole: bool) -> None:
    row |= {name: value for name, value in _DEFAULTS.get(table, {}).items() if row[name] is None}
    # The text of a draft is worth more than what of it is agreed on.
    rest = {"baseline_fields": None, "baseline_body": None} if table == "drafts" and not _is_agreed(row) else {}
    if not _CHECKS[table](row | rest):
        return
    key = " ".join(str(row[name]) for name in _KEYS[table])
    before, newer = found.of(table).get(key), _NEWEST.get(table)
    if before is None or (newer is not None and row[newer] > before[newer]) or (whole and "torn" in before):
        found.of(table)[key] = row if whole else row | {"torn": True}


def _take_story(found: Found, row: Row, guessed: bool) -> None:
    if not isinstance(row["hash"], str):
        return
    if isinstance(row.get("packed"), bytes):
        try:
            text = unpacked(row["packed"])
        except Unreadable:
            return
    elif isinstance(row["fields"], str) and isinstance(row["body"], str):
        text = Stored(row["fields"], row["body"])
    else:
        return
    row["words"] = row["words"] if isinstance(row["words"], int) else 0
    row["guessed"] = guessed
    if text.hash == row["hash"]:
        found.of("stories").setdefault(text.hash, row)
    elif _is_fields(text.fields):
        found.loose.setdefault(text.hash, row | {"hash": text.hash})
        if _HASH.fullmatch(row["hash"]) and len(text.body) > len(found.torn.get(row["hash"], Stored("", "")).body):
            found.torn[row["hash"]] = text
    elif _HASH.fullmatch(row["hash"]) and text.body:
        found.torn.setdefault(row["hash"], Stored("{}", text.body))


def _take_torn_draft(found: Found, row: Row) -> None:
    """What can be read of a draft whose end is lost. Its text counts as one of a story that is named after it."""
    if isinstance(row["body"], str) and row["body"]:
        fields = row["fields"] if _is_fields(row["fields"]) else "{}"
        found.torn.setdefault(row["article"], Stored(fields, row["body"]))


def _take_picture(found: Found, row: Row) -> None:
    if not isinstance(row["data"], bytes) or not isinstance(row["hash"], str):
        return
    if hashlib.sha256(row["data"]).hexdigest() == row["hash"] and _str(row["mime"]) and _moment(row["added"]):
        found.of("media").setdefault(row["hash"], row)
    elif _HASH.fullmatch(row["hash"]):
        found.torn_media.add(row["hash"])


# ------------------------------------------------------------------------------------------ shapes


def _str(*values: object) -> bool:
    return all(isinstance(value, str) for value in values)


def _uuid(*values: object) -> bool:
    return all(isinstance(value, str) and _UUID.fullmatch(value) for value in values)


def _moment(value: object) -> bool:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:  # a letter flipped to another number: the 61st second
        return False
    return True


def _is_fields(value: object) -> bool:
    try:
        unpack_fields(value if isinstance(value, str) else "")
    except (ValueError, RecursionError):
        return False
    return True


def _is_parents(value: object) -> bool:
    found = _list(value)
    return isinstance(found, list) and _uuid(*found)


def _list(value: object) -> Any:
    """What JSON says; None where it is none."""
    try:
        return json.loads(value if isinstance(value, str) else "")
    except (ValueError, RecursionError):
        return None


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and _HASH.fullmatch(value) is not None


def _is_revision(row: Row) -> bool:
    return (
        _uuid(row["id"], row["article"], row["replica"])
        and _is_parents(row["parents"])
        and _moment(row["at"])
        and _is_hash(row["story"])
        and _str(row["who"], row["note"])
        and row["why"] in _WHYS
    )


def _is_draft(row: Row) -> bool:
    return (
        _uuid(row["article"], row["base"])
        and _is_fields(row["fields"])
        and _str(row["body"], row["who"])
        and isinstance(row["words"], int)
        and _moment(row["at"])
        and _is_agreed(row)
    )


def _is_agreed(draft: Row) -> bool:
    """Whether the baseline of a draft is one, or there is none."""
    fields, body = draft.get("baseline_fields"), draft.get("baseline_body")
    return (fields is None and body is None) or (_is_fields(fields) and isinstance(body, str))


def _is_article(row: Row) -> bool:
    return (
        _uuid(row["id"], row["head"])
        and _str(row["slug"], row["title"], row["byline"])
        and row["state"] in _STATES
        and _moment(row["updated"])
        and _moment(row["created"])
        and all(isinstance(row[name], int) for name in ("version", "words", "number"))
    )


def _is_move(row: Row) -> bool:
    named = _uuid(row["id"], row["article"]) and row["what"] in _MOVES
    shaped = named and _str(row["value"], row["who"]) and _moment(row["at"])
    later = {name: value for name, value in _DEFAULTS["moves"].items() if row.get(name) is None}
    return shaped and _str((row | later)["note"]) and _makes_sense("moves", row | later, "findings")


def _is_comment(row: Row) -> bool:
    named = _uuid(row["id"], row["article"], row["thread"], row["replica"]) and _is_hash(row["story"])
    said = _str(row["said"], row["who"], row["text"], row["anchor"]) and row["question"] in (0, 1)
    return named and said and _moment(row["at"]) and _makes_sense("comments", row, "mentions")


def _is_decision(row: Row) -> bool:
    texts = (row[name] for name in ("key", "did", "decision", "field", "kind", "sentence", "added", "removed", "who"))
    named = _uuid(row["id"], row["article"], row["replica"]) and _str(*texts)
    return named and _moment(row["at"]) and _makes_sense("decisions", row, "makers")


def _is_contact(row: Row) -> bool:
    named = _uuid(row["id"], row["about"], row["replica"]) and _str(row["contact"], row["target"], row["who"])
    return named and _moment(row["at"]) and _makes_sense("contacts", row)


def _is_look(row: Row) -> bool:
    shaped = _uuid(row["article"], row["revision"]) and _str(row["who"]) and isinstance(row["version"], int)
    return shaped and _moment(row["at"])


def _makes_sense(table: str, row: Row, *lists: str) -> bool:
    try:
        check_review_row(table, row | {name: _list(row[name]) for name in lists})
    except (ValueError, RecursionError):
        return False
    return True


def _is_delivery(row: Row) -> bool:
    named = _uuid(row["id"], row["article"], row["revision"], row["replica"])
    return named and _moment(row["at"]) and _str(row["who"], row["format"], row["target"], row["sha256"])


def _is_page(row: Row) -> bool:
    """Whether it is the page that it is named after shows once its pictures are there (see `salvage_merge`)."""
    try:
        return _is_hash(row["hash"]) and isinstance(row["data"], bytes) and bool(open_page(row["data"]))
    except Unreadable:
        return False


def _is_declined(row: Row) -> bool:
    named = _uuid(row["id"], row["article"], row["replica"]) and _str(row["name"], row["who"])
    return named and _moment(row["at"]) and row["did"] in DECLINED


def _is_source(row: Row) -> bool:
    named = _uuid(row["id"], row["article"], row["replica"]) and _moment(row["at"])
    return named and _str(row["name"], row["address"], row["words"], row["who"]) and row["name"] not in _CONTACTS


def _is_story(row: Row) -> bool:
    return _is_hash(row["hash"]) and (_is_fields(row["fields"]) or isinstance(row.get("packed"), bytes))


def _is_setting(row: Row) -> bool:
    return _str(row["key"], row["value"]) and _KEY.fullmatch(row["key"]) is not None


def _is_matter(row: Row) -> bool:
    return isinstance(row["position"], int) and _str(row["title"], row["text"], row["slot"])


_CHECKS: dict[str, Callable[[Row], bool]] = {
    "replicas": lambda row: _uuid(row["id"]) and _str(row["name"]) and _moment(row["created"]),
    "stories": _is_story,
    "media": lambda row: _is_hash(row["hash"]) and isinstance(row["data"], bytes) and _str(row["mime"]),
    "revisions": _is_revision,
    "moves": _is_move,
    "deliveries": _is_delivery,
    "pages": _is_page,
    "declined": _is_declined,
    "sources": _is_source,
    "drafts": _is_draft,
    "articles": _is_article,
    "comments": _is_comment,
    "decisions": _is_decision,
    "contacts": _is_contact,
    "looks": _is_look,
    "gone": lambda row: _uuid(row["article"]) and _str(row["slug"], row["who"]) and _moment(row["at"]),
    "settings": _is_setting,
    "furniture": _is_matter,
}
_KEYS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("replicas", "revisions", "moves", "deliveries", "articles"), ("id",)),
    **dict.fromkeys(("comments", "decisions", "contacts", "declined", "sources"), ("id",)),
    **dict.fromkeys(("drafts", "gone"), ("article",)),
    "looks": ("article", "who"),
    "settings": ("key",),
    "furniture": ("position",),
}
_NEWEST = {"drafts": "at", "articles": "version", "looks": "version"}


def looks_right(table: str, row: Row) -> bool:
    """Whether a row has the shape of one of this table; of tables that are not known here all have."""
    return table not in _CHECKS or _CHECKS[table](row)
