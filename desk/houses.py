"""House styles from TOML files: the ones that Desk brings and the user's own, which come first.

One file is one house; its name without ".toml" is the house's key. Every key is a field of
`desk.story.house.House` and may be left out. `based_on` names another house whose values stand
where the file says nothing. A file that cannot be used raises a `WorldError` that names the file
and the key, because house styles are written by hand.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk import paths
from desk.errors import NotFound, Unreadable
from desk.story.house import House, Limits, Wording
from desk.story.note_labels import read_note_labels
from desk.story.setting_read import Faulty
from desk.story.standards_read import read_standards
from desk.story.story import Furniture, Slot
from desk.story.workflow_read import read_workflow

DEFAULT = "standard"
_SUFFIX = ".toml"


def house_dirs() -> tuple[Path, ...]:
    """Where house styles are looked for; an earlier folder wins over a later one."""
    return (paths.config_dir() / "houses", paths.resources() / "houses")


def default_house() -> House:
    """The house that is used where none is chosen."""
    return find_house(DEFAULT, house_dirs())


def houses(dirs: Iterable[Path] | None = None) -> dict[str, House]:
    """All houses by key, in the order of their names. A folder that does not exist holds none."""
    looked = tuple(dirs) if dirs is not None else house_dirs()
    keys = {path.stem for folder in looked if folder.is_dir() for path in folder.glob("*" + _SUFFIX)}
    found = (find_house(key, looked) for key in keys)
    return {house.key: house for house in sorted(found, key=lambda house: (house.name.casefold(), house.key))}


def find_house(key: str, dirs: Iterable[Path]) -> House:
    """The house of this key in the first folder that has it; `NotFound` names the ones there are."""
    looked = tuple(dirs)
    if key == Path(key).name:  # a key is never a way out of the folder
        for folder in looked:
            path = folder / (key + _SUFFIX)
            if path.is_file():
                return load_house(path, looked)
    known = sorted({path.stem for folder in looked if folder.is_dir() for path in folder.glob("*" + _SUFFIX)})
    raise NotFound(f"There is no house style called “{key}”. Known are: {', '.join(known) or 'none'}.")


def load_house(path: Path, dirs: Iterable[Path] = ()) -> House:
    """The house in this file. What it is based on is looked for beside it, then in `dirs`, then in Desk's own."""
    return _load(path, (path.parent, *dirs, paths.resources() / "houses"), ())


def _load(path: Path, dirs: tuple[Path, ...], seen: tuple[Path, ...]) -> House:
    if path in seen:
        raise _wrong(path, "based_on", "leads back to this file")
    table = _read(path)
    base = House()
    if "based_on" in table:
        key = _text(path, "based_on", table.pop("based_on"))
        # A house of the user's own may bear the name of the house it is based on.
        candidates = (folder / (key + _SUFFIX) for folder in dirs)
        found = next((other for other in candidates if other != path and other.is_file()), None)
        if found is None:
            again = path.stem == key
            raise _wrong(path, "based_on", "leads back to this file" if again else f"names “{key}”, which there is not")
        base = _load(found, dirs, (*seen, path))
    values = {key: _value(path, key, value) for key, value in table.items()}
    if isinstance(limits := values.get("limits"), Mapping):
        values["limits"] = replace(base.limits, **limits)
    try:
        if "workflow" in values:
            values["workflow"] = read_workflow(values["workflow"], base.workflow)
        if "gate" in values:
            values["gate"] = read_standards(values["gate"], base.gate)
        if "notes" in values:
            values["notes"] = read_note_labels(values["notes"], base.notes)
    except Faulty as error:
        raise _wrong(path, error.key, error.what) from error
    for name in ("aliases", "printed"):
        if name in values:
            values[name] = getattr(base, name) | values[name]
    return replace(base, **{"name": path.stem, **values, "key": path.stem})


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise Unreadable(f"The house style {path} could not be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"The house style {path} is not UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(f"The house style {path} is not valid TOML: {error}.") from error


def _wrong(path: Path, key: str, what: str) -> Unreadable:
    return Unreadable(f"The house style {path} cannot be used: “{key}” {what}.")


def _value(path: Path, key: str, value: object) -> Any:
    """The value of a key as the field of `House` holds it."""
    if key not in _READERS:
        known = ", ".join(sorted([*_READERS, "based_on"]))
        raise _wrong(path, key, f"is not a setting of a house style. Known are: {known}")
    return _READERS[key](path, key, value)


def _text(path: Path, key: str, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong(path, key, "must be text in quotation marks")
    return value


def _name(path: Path, key: str, value: object) -> str:
    if not (text := _text(path, key, value).strip()):
        raise _wrong(path, key, "must not be empty")
    return text


def _url(path: Path, key: str, value: object) -> str:
    if (text := _text(path, key, value)) and not text.startswith(("http://", "https://")):
        raise _wrong(path, key, "must be an address that begins with https:// or http://")
    return text


def _truth(path: Path, key: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _wrong(path, key, "must be true or false")
    return value


def _number(path: Path, key: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _wrong(path, key, "must be a whole number above 0")
    return value


def _texts(path: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _wrong(path, key, "must be a list of texts")
    return tuple(_name(path, key, item) for item in value)


def _wording(path: Path, key: str, value: object) -> Wording:
    try:
        return Wording(_text(path, key, value))
    except ValueError as error:
        raise _wrong(path, key, f"must be one of {', '.join(Wording)}") from error


def _timezone(path: Path, key: str, value: object) -> str:
    text = _name(path, key, value)
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _wrong(path, key, f"names “{text}”, which is not a time zone such as Europe/London") from error
    return text


def _table(path: Path, key: str, value: object, reader: Callable[[Path, str, object], Any]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(path, key, "must be a table")
    return {name: reader(path, f"{key}.{name}", item) for name, item in value.items()}


def _limits(path: Path, key: str, value: object) -> dict[str, int]:
    limits = _table(path, key, value, _number)
    known = {field.name for field in fields(Limits)}
    for name in limits:
        if name not in known:
            raise _wrong(path, f"{key}.{name}", f"is not a limit. Known are: {', '.join(sorted(known))}")
    return limits


def _furniture(path: Path, key: str, value: object) -> tuple[Furniture, ...]:
    if not isinstance(value, list):
        raise _wrong(path, key, "must be written as [[furniture]] tables")
    pieces = []
    for item in value:
        texts = _table(path, key, item, _text)
        for name in texts:
            if name not in {"title", "text", "slot"}:
                raise _wrong(path, f"{key}.{name}", "is not known. Known are: slot, text, title")
        slot = texts.pop("slot", Slot.TOP.value)
        if slot not in set(Slot):
            raise _wrong(path, f"{key}.slot", f"must be one of {', '.join(Slot)}")
        pieces.append(Furniture(**texts, slot=Slot(slot)))
    return tuple(pieces)


def _as_it_is(_path: Path, _key: str, value: object) -> object:
    """Read when it is known what the house is based on."""
    return value


_READERS: dict[str, Callable[[Path, str, object], Any]] = {
    "name": _name,
    "publisher": _text,
    "publisher_url": _url,
    "logo_url": _url,
    "language": _name,
    "wording": _wording,
    "serial_comma": _truth,
    "report_noun": _name,
    "dateline_dash": _name,
    "date_format": _name,
    "time_format": _name,
    "timezone": _timezone,
    "words_per_minute": _number,
    "limits": _limits,
    "agencies": _texts,
    "furniture": _furniture,
    "sections": _texts,
    "template": _name,
    "article_url": _url,
    "aliases": partial(_table, reader=_name),
    "printed": partial(_table, reader=_name),
    "workflow": _as_it_is,
    "gate": _as_it_is,
    "notes": _as_it_is,
}
