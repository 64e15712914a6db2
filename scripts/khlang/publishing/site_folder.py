"""The folder of the built site: what changed is made beside it, and takes its place at the end.

    Stage(site)     one build at a time; the others wait
      .believe()    hashes that were written down count for files that look as they did then
      .put()        a file that holds what the site holds already stays where it is, another is written aside
      .stays()      the same for a file that nobody has to make again
      .publish()    where there is no site yet, what is aside becomes it; else it goes over, file by file: first what only
                    new files name, at last what names them; then what no build makes any more goes

A build that fails or is killed before `publish` leaves the old site as it was. From there on all that the site is to become
lies ready beside it: who is killed between two files leaves that to the next build, which puts it in place before all else.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from khlang.content.cores import Copy
from khlang.content.facts import Look, digest, look
from khlang.content.write import write_file

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

Known = tuple[str, Look]
"""The hash of what a file held, and how it looked then."""

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
        self._there = dict(_files(self.site))
        self._known: Mapping[str, Known] = {}
        self._hashes: dict[str, str] = {}
        self._folders: set[str] = set()  # that were made aside
        self.writers: list[Copy[Any]] = []
        """Copies of this process that write aside, too."""

    def believe(self, known: Mapping[str, Known]) -> frozenset[str]:
        """Take hashes that an earlier `publish` gave for true, where files look as they did. The places of all others."""
        self._known = known
        return frozenset(place for place, (name, _) in known.items() if self._found(place) != name)

    def _found(self, place: str) -> str | None:
        """The hash of a file of the old site; None where there is none, or a link."""
        stamp, known = self._there.get(place), self._known.get(place)
        if not stamp:
            return None
        if known and known[1] == stamp:
            return known[0]
        try:
            return digest((self.site / place).read_bytes())
        except OSError:
            return None

    def keep(self, places: Iterable[str]) -> None:
        """Let files that the site has be part of the new site; those of `believe`."""
        self._hashes.update((place, self._known[place][0]) for place in places)

    def stays(self, place: str, wanted: str) -> bool:
        """Whether the site has a file of this hash at a place; then it is part of the new site."""
        if self._found(place) != wanted:
            return False
        self._hashes[place] = wanted
        return True

    def stands(self, place: str) -> int | None:
        """The size of a file that is as `believe` has it, which then is part of the new site; None where there is none."""
        name, stamp = self._known.get(place, ("", ()))
        return stamp[0] if stamp and self.stays(place, name) else None

    def standing(self, place: str) -> bytes | None:
        """What a file of the old site holds, where that is as `believe` has it."""
        known = self._known.get(place)
        return (self.site / place).read_bytes() if known and self._found(place) == known[0] else None

    def put(self, place: str, data: bytes) -> str:
        """Make a file part of the new site; its hash."""
        name = digest(data)
        if not self.stays(place, name):
            folder = place.rpartition("/")[0]
            if folder not in self._folders:
                os.makedirs(f"{self.folder}/{folder}", exist_ok=True)
                self._folders.add(folder)
            with open(f"{self.folder}/{place}", "wb") as file:
                file.write(data)
            self._hashes[place] = name
        return name

    def note(self, made: Mapping[str, str]) -> None:
        """Files by their place, with their hash, that a copy of this process made part of the new site."""
        self._hashes.update(made)

    def fill(self, files: Mapping[str, bytes]) -> None:
        """The same for many files."""
        for place, data in files.items():
            self.put(place, data)

    def hashes(self) -> dict[str, str]:
        """Every file of the new site so far, by its place, with the hash of what it holds; others write aside as well."""
        for place, _ in _files(self.folder):
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

    def publish(self) -> dict[str, Known]:
        """Let the site become what was made. Gives every file of it, to `believe` the next time."""
        whole = self.hashes()
        written = set[str]()
        for place, _ in list(_files(self.folder)):
            if self.stays(place, whole[place]):  # others wrote what is there already
                (self.folder / place).unlink()
            else:
                written.add(place)
        goes = sorted(self._there.keys() - whole.keys())
        (self._aside / _GOES).write_text(json.dumps(goes), encoding="utf-8")
        ready = self._aside.with_suffix(".ready")
        self._aside.rename(ready)
        _put_in_place(ready, self.site)
        stamps = {place: look(os.lstat(self.site / place)) for place in written}
        self._lock.close()
        return {place: (name, stamps.get(place) or self._there[place]) for place, name in whole.items()}

    def discard(self) -> None:
        """Take away what a failed build has made."""
        for writer in self.writers:
            writer.stop()
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
    if not _has_become(ready / _MADE, site):
        _go_over(ready, site)
    done = ready.with_suffix(".new")  # whoever is killed from here on leaves nothing to be put in place, half or whole
    ready.rename(done)
    shutil.rmtree(done)


def _has_become(made: Path, site: Path) -> bool:
    """Let a site that is not there yet become what was made, in one step. False where files have to go one by one."""
    if not made.is_dir() or (site.exists() and any(site.iterdir())):
        return False
    for folder, _, names in os.walk(made):
        os.chmod(folder, _FOLDER)
        for name in names:
            os.chmod(f"{folder}/{name}", _FILE)
    with suppress(OSError):  # a folder that is a disk of its own, or a system that puts none in the place of another
        made.rename(site)
        return True
    return False


def _go_over(ready: Path, site: Path) -> None:
    goes: list[str] = []
    with suppress(ValueError):  # empty where the machine went down; the build that begins sees for itself what goes
        goes = json.loads((ready / _GOES).read_text(encoding="utf-8"))
    site.mkdir(exist_ok=True)
    os.chmod(site, _FOLDER)
    made = (place for place, _ in _files(ready / _MADE))
    for place in sorted(made, key=lambda place: (place in _LAST, place)):
        _make_room(site, place)
        _move(ready / _MADE / place, site / place)
    for place in goes:
        if (site / place).is_file() or (site / place).is_symlink():  # else gone already, or a folder has come
            (site / place).unlink()
        _without_empty(site / place, site)


def _move(file: Path, place: Path) -> None:
    """Put a file in its place, in one step; where the site is a disk of its own, a copy beside the place is what moves."""
    os.chmod(file, _FILE)
    try:
        os.replace(file, place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write_file(place, file.read_bytes())
        os.chmod(place, _FILE)


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


def _without_empty(gone: Path, site: Path) -> None:
    """Take away the folders around a file that is gone, in which nothing is left."""
    for folder in gone.parents:
        if folder == site:
            return
        try:
            folder.rmdir()
        except FileNotFoundError:
            continue
        except OSError:  # it holds something
            return


def _files(folder: Path | str, below: str = "") -> Iterator[tuple[str, Look]]:
    """Every file below a folder by its place, and how it looks; links count as files that look like nothing.

    What is hidden at the top is nobody's here.
    """
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as found:
        for one in found:
            place = below + one.name
            if one.is_dir(follow_symlinks=False) and (below or not one.name.startswith(".")):
                yield from _files(one.path, f"{place}/")
            elif below or not one.name.startswith("."):
                yield place, () if one.is_symlink() else look(one.stat(follow_symlinks=False))


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
