"""One file on the disk: there whole, or as it was before."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import secrets
import unicodedata
from pathlib import Path
from typing import BinaryIO

from desk.errors import Unwritable

_LONGEST_NAME = 80
_PLAIN_NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
# Names that Windows keeps for devices, whatever their ending.
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))}
)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def file_name(slug: str, data: bytes) -> str:
    """A name, without an ending, that every file system takes; two slugs never have the same.

    A slug that cannot be a name as it stands gets a part of its hash. Where there is none, the content stands for it.
    """
    if _PLAIN_NAME.fullmatch(slug) and len(slug) <= _LONGEST_NAME and slug.partition(".")[0] not in _DEVICES:
        return slug
    plain = unicodedata.normalize("NFKD", slug).encode("ascii", "ignore").decode("ascii").lower()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[: _LONGEST_NAME - 10].rstrip("-")
    digest = hashlib.sha256(slug.encode("utf-8", "surrogatepass") or data).hexdigest()[:8]
    return f"{plain or 'story'}-{digest}"


class Aside:
    """A file that is written beside its place, and comes there whole by `put`; `drop` takes away what did not. Until
    then what was there is as it was.

    Of many, all are best written before the first is brought to the disk: it takes them together in less time.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        """Write the file, in a folder that is made if it is not there. Raises `Unwritable` with a sentence; then
        nothing half-written is left."""
        self._path = path
        self._aside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
        self._file: BinaryIO | None = None
        self._trouble: OSError | None = None
        self._is_on_disk = False
        try:
            self._file = self._opened()
            self._file.write(data)
            self._file.flush()
        except OSError as error:
            self.drop()
            raise Unwritable(_sentence(path, error)) from error

    def _opened(self) -> BinaryIO:
        if self._path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "a folder has this name")
        try:
            return self._aside.open("xb")
        except FileNotFoundError:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return self._aside.open("xb")

    def sync(self) -> None:
        """Make sure that it is on the disk. On any thread; if it fails, `put` says so."""
        if self._file is None or self._is_on_disk or self._trouble:
            return  # asked again after it failed, a system may say that all is well
        try:
            os.fsync(self._file.fileno())
            self._is_on_disk = True
        except OSError as error:
            self._trouble = error

    def put(self) -> None:
        """Move it into place once it is on the disk. Raises `Unwritable` with a sentence; then nothing half-written is
        left, and what was there is as it was."""
        self.sync()
        try:
            if self._trouble:
                raise self._trouble
            if self._file is not None:
                self._file.close()
                self._aside.replace(self._path)
                self._file = None
        except OSError as error:
            self.drop()
            raise Unwritable(_sentence(self._path, error)) from error

    def drop(self) -> None:
        """Take it away again, unless it is in its place."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            with contextlib.suppress(OSError):
                self._aside.unlink()
            self._file = None


def write_whole(path: Path, data: bytes) -> None:
    """Write the file aside, make sure that it is on the disk, and move it into place.

    Raises `Unwritable` with a sentence; then nothing half-written is left, and what was there is as it was. That the
    new name survives a power cut too is `sync_folder`'s part, once for all files of a folder.
    """
    Aside(path, data).put()


def sync_folder(folder: Path) -> None:
    """Make sure that the new name is on the disk too, where the system lets one."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network folders cannot; the file itself is safe
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(path: Path, error: OSError) -> str:
    kept = f"{path.name} was not written; what was there before is as it was."
    if error.errno in _FULL:
        return f"The disk that holds {path.parent} is full. {kept}"
    if error.errno == errno.EROFS:
        return f"{path.parent} can only be read. {kept}"
    if isinstance(error, PermissionError):
        return f"You are not allowed to write into {path.parent}. {kept}"
    if isinstance(error, NotADirectoryError | FileExistsError):
        return f"{path.parent} is not a folder. {kept}"
    if isinstance(error, IsADirectoryError):
        return f"{path} is a folder, so that no file can have this name. Nothing was written."
    return f"{path} could not be written: {error.strerror}. {kept}"
