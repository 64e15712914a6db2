"""The folder of the built site: what changed is made beside it, and takes its place at the end.

    Stage(site)     one build at a time; the others wait
      .put()        a file that holds what the site holds already stays where it is, another is written aside
      .stays()      the same for a file that nobody has to make again
      .publish()    what is aside goes over, file by file: first what only new files name, at last what names them;
                    then what no build makes any more goes

A build that fails or is killed before `publish` leaves the old site as it was. From there on all that the site is to become
lies ready beside it: who is killed between two files leaves that to the next build, which puts it in place before all else.
"""

from __future__ import annotations

import getpass
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

from khlang.content.facts import digest

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_FILE, _FOLDER = 0o644, 0o755  # whatever the umask: a server that runs as another user must be able to read
_LAST = ("search/manifest.json", "offline.json", "sw.js")  # they name other files, so those are there before them
_GOES = "goes.json"  # what a site loses, in a folder that is ready; no page has this place
_MADE = "site"  # what it gets


class Stage:
    """A site that is being made, beside the one that readers read."""

    def __init__(self, site: Path) -> None:
        """Wait for other builds of the same site, and put in place what one that was killed left ready.

        Raises OSError where nothing can be written beside the site.
        """
        self.site = Path(os.path.realpath(site))
        self.site.parent.mkdir(parents=True, exist_ok=True)
        self._lock = _only_one(self.site)
        for left in sorted(self.site.parent.glob(f".{self.site.name}.*.ready")):
            _put_in_place(left, self.site)
        for left in self.site.parent.glob(f".{self.site.name}.*.new"):
            shutil.rmtree(left, ignore_errors=True)
        self._aside = self.site.with_name(f".{self.site.name}.{os.getpid()}.new")
        self.folder = self._aside / _MADE
        """Where what changed is written."""
        self.folder.mkdir(parents=True)
        self._there = frozenset(_files(self.site))
        self._hashes: dict[str, str] = {}

    def stays(self, place: str, wanted: str) -> bool:
        """Whether the site has a file of this hash at a place; then it is part of the new site."""
        if place not in self._there or (self.site / place).is_symlink():
            return False
        try:
            found = digest((self.site / place).read_bytes())
        except OSError:
            return False
        if found == wanted:
            self._hashes[place] = found
        return found == wanted

    def put(self, place: str, data: bytes) -> str:
        """Make a file part of the new site; its hash."""
        name = digest(data)
        if not self.stays(place, name):
            file = self.folder / place
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            self._hashes[place] = name
        return name

    def fill(self, files: Mapping[str, bytes]) -> None:
        """The same for many files."""
        for place, data in files.items():
            self.put(place, data)

    def hashes(self) -> dict[str, str]:
        """Every file of the new site so far, by its place, with the hash of what it holds; others write aside as well."""
        for place in _files(self.folder):
            if place not in self._hashes:
                self._hashes[place] = digest((self.folder / place).read_bytes())
        return dict(sorted(self._hashes.items()))

    def read(self, place: str) -> bytes:
        """A file of the new site. Raises OSError where there is none."""
        try:
            return (self.folder / place).read_bytes()
        except FileNotFoundError:
            if place not in self._hashes:
                raise
            return (self.site / place).read_bytes()

    def publish(self) -> None:
        """Let the site become what was made."""
        whole = self.hashes()
        for place in list(_files(self.folder)):
            if place in self._there and self.stays(place, whole[place]):  # others wrote what is there already
                (self.folder / place).unlink()
        goes = sorted(self._there - whole.keys())
        (self._aside / _GOES).write_text(json.dumps(goes), encoding="utf-8")
        ready = self._aside.with_suffix(".ready")
        self._aside.rename(ready)
        _put_in_place(ready, self.site)
        self._lock.close()

    def discard(self) -> None:
        """Take away what a failed build has made."""
        shutil.rmtree(self._aside, ignore_errors=True)
        self._lock.close()


def or_keep(
    rebuild: Callable[[], None], tell: Callable[[str], None], through: tuple[type[Exception], ...] = ()
) -> Callable[[], None]:
    """A rebuild of a site that is being served: where it fails, it tells so and the site stays.

    What goes `through` is no failure.
    """

    def rebuild_or_keep() -> None:
        try:
            rebuild()
        except Exception as error:
            if isinstance(error, through):
                raise
            tell(f"{error}\nยังแสดงเว็บเดิม แก้แล้วบันทึก เว็บจะสร้างใหม่เอง")

    return rebuild_or_keep


def _put_in_place(ready: Path, site: Path) -> None:
    """Bring a site up to date with what lies ready; it may have been begun before."""
    goes: list[str] = json.loads((ready / _GOES).read_text(encoding="utf-8"))
    site.mkdir(exist_ok=True)
    os.chmod(site, _FOLDER)
    for place in sorted(_files(ready / _MADE), key=lambda place: (place in _LAST, place)):
        os.chmod(ready / _MADE / place, _FILE)
        _make_room(site, place)
        os.replace(ready / _MADE / place, site / place)
    for place in goes:
        if (site / place).is_file() or (site / place).is_symlink():  # else gone already, or a folder has come
            (site / place).unlink()
    _without_empty(site)
    shutil.rmtree(ready)


def _make_room(site: Path, place: str) -> None:
    """Make the folders around a place, where files may stand, and take away a folder that stands in it."""
    folder = site
    for part in place.split("/")[:-1]:
        folder = folder / part
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        if not folder.is_dir():
            folder.mkdir()
            os.chmod(folder, _FOLDER)
    if (site / place).is_dir() and not (site / place).is_symlink():
        shutil.rmtree(site / place)


def _without_empty(site: Path) -> None:
    """Take away folders in which nothing is left, but no hidden ones."""
    gone = set[str]()
    for folder, folders, names in os.walk(site, topdown=False):
        is_hidden = os.path.relpath(folder, site).startswith(".")  # the site itself is a dot
        if not is_hidden and not names and all(os.path.join(folder, name) in gone for name in folders):
            os.rmdir(folder)
            gone.add(folder)


def _files(folder: Path) -> Iterator[str]:
    """Every file below a folder by its place; links count as files. What is hidden at the top is nobody's here."""
    for place, folders, names in os.walk(folder):
        below = os.path.relpath(place, folder).replace(os.sep, "/")
        linked = [name for name in folders if os.path.islink(os.path.join(place, name))]
        if below == ".":
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (name for name in (*names, *linked) if not name.startswith("."))
        else:
            yield from (f"{below}/{name}" for name in (*names, *linked))


_held: dict[Path, IO[bytes]] = {}
"""Locks of this process by their site: whoever builds twice in one process, has given up the first."""


def _only_one(site: Path) -> IO[bytes]:
    """A file that is locked as long as it is open; the system lets go of it when the process ends, however it ends."""
    if site in _held:
        _held.pop(site).close()
    name = f"khlang-{getpass.getuser()}-{digest(str(site))}.lock"
    file = _held[site] = open(Path(tempfile.gettempdir(), name), "a+b")  # noqa: SIM115
    while not _locked(file):
        time.sleep(0.2)
    return file


def _locked(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a file system that knows no locks
        return True
    return True
