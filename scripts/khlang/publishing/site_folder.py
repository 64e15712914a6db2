"""The folder of the built site: a new one is made beside it and takes its place whole, at the end.

A build that fails or is killed at any moment leaves the old site as it was.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

_FILE, _FOLDER = 0o644, 0o755  # whatever the umask: a server that runs as another user must be able to read
_STALE = 3600  # seconds after which nobody builds there any more, where we cannot ask whether a process lives
_HERE = -100  # AT_FDCWD of Linux
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


def beside(site: Path) -> Path:
    """A new, empty folder beside a site, in which to build the next one. What killed builds left behind is cleared away.

    Raises OSError where nothing can be written there.
    """
    site = _real(site)
    for left in sorted(site.parent.glob(f".{site.name}.*.old")):  # killed between two steps, where one was not possible
        if not site.exists():
            left.rename(site)
    for left in (*site.parent.glob(f".{site.name}.*.new"), *site.parent.glob(f".{site.name}.*.old")):
        if not _is_in_use(left):
            _discard_old(left, site)
    made = site.with_name(f".{site.name}.{os.getpid()}.new")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    return made


def publish(made: Path, site: Path) -> None:
    """Put a finished folder in the place of the site, and take the old one away. Raises OSError, the old site unharmed."""
    site = _real(site)
    for folder, _, names in os.walk(made):
        os.chmod(folder, _FOLDER)
        for name in names:
            os.chmod(os.path.join(folder, name), _FILE)
    old = made
    if not site.exists():
        made.rename(site)
        return
    if not _exchange(made, site):
        try:
            old = made.with_suffix(".old")
            site.rename(old)
        except OSError as error:
            if error.errno not in (errno.EBUSY, errno.EXDEV):
                raise
            _pour(made, site)  # a mounted folder cannot be moved
            return
        made.rename(site)
    _discard_old(old, site)


def discard(made: Path | None) -> None:
    """Take away what a failed build has made, if anything."""
    if made is not None:
        shutil.rmtree(made, ignore_errors=True)


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


def _real(site: Path) -> Path:
    return Path(os.path.realpath(site))


def _exchange(first: Path, second: Path) -> bool:
    """Let two folders change places in one step; False where the system has none for it."""
    names = {"linux": "renameat2", "darwin": "renamex_np"}
    if sys.platform not in names:
        return False
    rename = getattr(ctypes.CDLL(None), names[sys.platform], None)
    if rename is None:  # an old C library
        return False
    paths = os.fsencode(first), os.fsencode(second)
    places = (_HERE, paths[0], _HERE, paths[1]) if sys.platform == "linux" else paths
    return bool(rename(*places, _EXCHANGE) == 0)


def _pour(made: Path, site: Path) -> None:
    """Bring a folder that cannot be moved up to date, file by file: new ones first, then away with what is no longer there."""
    shutil.copytree(made, site, dirs_exist_ok=True)
    for file in sorted(site.rglob("*"), reverse=True):
        below = file.relative_to(site)
        if below.parts[0].startswith(".") or (made / below).exists():
            continue
        file.rmdir() if file.is_dir() and not file.is_symlink() else file.unlink()
    discard(made)


def _discard_old(old: Path, site: Path) -> None:
    """Take an old site away; hidden things in it (.git of whoever publishes from there) move to the new one."""
    for hidden in old.glob(".*"):
        if not (site / hidden.name).exists():
            with contextlib.suppress(OSError):
                hidden.rename(site / hidden.name)
    shutil.rmtree(old, ignore_errors=True)


def _is_in_use(left: Path) -> bool:
    """Whether the build that made a folder may still be running."""
    if time.time() - left.stat().st_mtime > _STALE:
        return False
    if os.name == "nt":  # asking a process there ends it
        return True
    try:
        os.kill(int(left.name.split(".")[-2]), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:  # another user's
        return True
    return True
