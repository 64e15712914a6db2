"""Python in the reader's browser: Pyodide and our own package, for the page that summarises questionnaires.

Pyodide's files are megabytes that no repository should hold and no build may load. `fetch` brings them once, by the
ordinary clients of npm and Python, checks their hashes and keeps them beside the site's other caches; a build publishes
them if they are there (https://pyodide.org). `search` and all else of the site do without.
"""

from __future__ import annotations

import ast
import base64
import hashlib
import importlib.resources
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

import khlang
from khlang.content.write import write

VERSION = "314.0.7"
INTEGRITY = "sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
WHEELS = "pyodide_wheels.txt"
PLACE = "assets/khlang/pyodide/"
"""Below the site's root."""

_RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_LOCK, _PACKAGES, _OURS = "pyodide-lock.json", "packages.zip", "khlang.zip"
_KEPT = (*_RUNTIME, _LOCK, _PACKAGES)
_DOOR = "khlang.survey.door"
_PLATFORM = ("--platform", "pyemscripten_2026_0_wasm32", "--python-version", "3.14", "--abi", "cp314", "--abi", "none")
_DAY = (1980, 1, 1, 0, 0, 0)  # of every file in an archive: the same files, the same bytes


class Unreachable(Exception):
    """What could not be brought, and why, as a Thai sentence."""


def cache(docs: Path) -> Path:
    """Where Pyodide's files are kept for a site, by its content folder."""
    return docs.resolve().parent / ".cache" / "khlang" / f"pyodide-{VERSION}"


def files(kept: Path) -> dict[str, bytes]:
    """What a site publishes for the page, by its place below the root; nothing where `fetch` was never called."""
    if not all((kept / name).is_file() for name in _KEPT):
        return {}
    found = {name: (kept / name).read_bytes() for name in _KEPT} | {_OURS: ours()}
    return {PLACE + name: data for name, data in found.items()}


def size(kept: Path) -> int:
    """Bytes that a reader loads, at most: servers compress some of them. 0 where nothing is kept."""
    if not all((kept / name).is_file() for name in _KEPT):
        return 0
    return sum((kept / name).stat().st_size for name in _KEPT) + len(ours())


def fetch(kept: Path) -> None:
    """Bring Pyodide and the wheels. Raises Unreachable; what was there before then stays."""
    with tempfile.TemporaryDirectory() as folder:
        found = {**_runtime(Path(folder)), _PACKAGES: _packages(Path(folder))}
    found[_LOCK] = json.dumps({**json.loads(found[_LOCK]), "packages": {}}).encode()  # nothing is loaded by name
    write(kept, found)


def _runtime(folder: Path) -> dict[str, bytes]:
    npm = shutil.which("npm", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))
    if npm is None:
        raise Unreachable("ต้องมี npm ซึ่งมากับ Node.js ให้ติดตั้ง Node.js ก่อน หรือให้ GitHub สร้างเว็บแทน")
    _run([npm, "pack", f"pyodide@{VERSION}", "--silent"], folder)
    archive = (folder / f"pyodide-{VERSION}.tgz").read_bytes()
    digest = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        raise Unreachable("ไฟล์ของ Pyodide ที่ได้มาไม่ตรงกับค่าแฮชที่โปรแกรมรู้ จึงไม่ใช้ ให้ลองใหม่ ถ้ายังเป็นอยู่ให้แจ้งผู้ดูแลโปรแกรม")
    with tarfile.open(fileobj=io.BytesIO(archive)) as held:
        members = {name: held.extractfile(f"package/{name}") for name in (*_RUNTIME, _LOCK)}
        return {name: member.read() for name, member in members.items() if member is not None}


def _packages(folder: Path) -> bytes:
    """What is in the wheels and in PyYAML, as one archive that is laid into Python's folder of packages."""
    wheels = importlib.resources.files("khlang.publishing") / WHEELS
    (folder / WHEELS).write_bytes(wheels.read_bytes())
    pip = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--quiet", "--no-input", "--no-deps"]
    _run([*pip, "--require-hashes", "--only-binary=:all:", *_PLATFORM, "-r", WHEELS], folder)
    import yaml

    found = {f"yaml/{path.name}": path.read_bytes() for path in Path(yaml.__file__).parent.glob("*.py")}
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as held:
            found |= {name: held.read(name) for name in held.namelist() if not name.endswith("/")}
    return _zip(found)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-5:])
        raise Unreachable(f"{said}\nดาวน์โหลดไม่สำเร็จ ข้อความข้างบนมาจาก {command[0]} ให้ตรวจอินเทอร์เน็ตหรือพร็อกซี แล้วสั่งอีกครั้ง")


def ours() -> bytes:
    """The modules of our package that the page's door imports, and the lists beside them, as an archive."""
    root = Path(khlang.__file__).parent
    modules = _imported(root)
    rooms = {path.parent for path in modules}
    lists = [path for room in rooms for path in room.rglob("*") if path.suffix in (".txt", ".tsv")]
    return _zip({f"khlang/{path.relative_to(root).as_posix()}": path.read_bytes() for path in (*modules, *lists)})


def _imported(root: Path) -> set[Path]:
    """The files of the modules that the door imports, directly and not, within functions too."""
    found: set[Path] = set()
    waiting = [_DOOR]
    while waiting:
        name = waiting.pop()
        path = _file(root, name)
        if path is None or path in found:
            continue
        found.add(path)
        parents = name.split(".")[:-1]
        waiting += [".".join(parents[: i + 1]) for i in range(len(parents))]
        waiting += _names(path, name)
    return found


def _file(root: Path, name: str) -> Path | None:
    place = root.joinpath(*name.split(".")[1:])
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.is_file()), None)


def _names(path: Path, name: str) -> Iterable[str]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "khlang")
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            base = ".".join(parts[: len(parts) + 1 - node.level]) + "." if node.level else ""
            base = (base + (node.module or "")).rstrip(".")
            if base.split(".")[0] == "khlang":
                yield base
                yield from (f"{base}.{alias.name}" for alias in node.names)


def _zip(held: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(held):
            info = zipfile.ZipInfo(str(PurePosixPath(name)), _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, held[name])
    return made.getvalue()
