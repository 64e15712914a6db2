"""Index files on disk: named by their content, never changed, and the manifest last.

A reader's browser sees the old index whole or the new one whole, whenever the build is interrupted: nothing that the
old manifest names is touched before the new manifest stands in its place.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from itertools import chain
from pathlib import Path

from khlang.content.facts import digest
from khlang.content.write import write_file
from khlang.web import without_comments
from khlang.web.bundle import bundled

from . import codec
from .remembered import Remembered

VERSION = 5
"""Of the format. A browser's half of another version says so instead of guessing."""

HASH_BYTES = 5
GROUP = 8
"""Files of one kind that share a hash in their names: hashes cannot be compressed, and thousands of them would travel."""

MANIFEST = "manifest.json"
_DOOR = "api.js"
_BOX = ("box", "element", "finder", "found", "host", "recent", "show", "unanswered", "words")
_BOX_DOOR = "element.js"
_ENGINE = "engine-{}.js"


class Publisher:
    """Collects the files of one index under the folder `folder` and replaces the older index by them."""

    def __init__(
        self,
        folder: Path,
        put: Callable[[str, bytes], object] | None = None,
        stands: Callable[[str], int | None] = lambda place: None,
        remembered: Remembered | None = None,
    ) -> None:
        """`put` takes files up by their place in the site, where whoever builds it looks after older ones.

        `stands` gives the size of a file that an earlier build has put there, which then need not be packed again;
        `remembered` says which file was made of what.
        """
        self.folder = folder
        self.size = 0
        self._place = folder.as_posix()
        self._names: set[str] = set()
        self._put, self._stands = put, stands
        self._remembered = remembered or Remembered()
        self._old = set() if put else _listed(folder)

    def add(self, kind: str, content: bytes) -> bytes:
        """Write one file, packed, and give the hash that its name holds."""
        digest = _hash(content)
        self._add(f"{kind}-{digest.hex()}.bin", content, codec.packed)
        return digest

    def add_of(self, kind: str, made_of: str, make: Callable[[], bytes]) -> str:
        """Write one file that is made of what a key stands for, unless it is there; give what its name holds, in hexadecimal."""
        return self._of(made_of, f"{kind}-{{}}.bin", lambda: self.add(kind, make()).hex())

    def add_all(self, kind: str, contents: Sequence[bytes]) -> bytes:
        """Write files of one kind and give the hashes that their names hold, one of every GROUP; each name ends in a place within its group."""
        hashes = b""
        for begin in range(0, len(contents), GROUP):
            group = contents[begin : begin + GROUP]
            digest = _hash(codec.numbers(map(len, group)) + b"".join(group))
            for place, content in enumerate(group):
                self._add(f"{kind}-{digest.hex()}{place}.bin", content, codec.packed)
            hashes += digest
        return hashes

    def _of(self, made_of: str, name: str, add: Callable[[], str]) -> str:
        """Add what is not there yet; `name` is that of a file with a certain hash."""
        digest: str | None = self._remembered.get(made_of)
        if digest is None or not self._is_there(name.format(digest)):
            digest = add()
            self._remembered.put(made_of, digest)
        return digest

    def _add_plain(self, kind: str, content: bytes, suffix: str) -> str:
        """Write one file as it is and give the hash that its name holds, in hexadecimal."""
        digest = _hash(content).hex()
        self._add(f"{kind}-{digest}{suffix}", content, lambda content: content)
        return digest

    def _add(self, name: str, content: bytes, pack: Callable[[bytes], bytes]) -> None:
        """Write one file, unless it is there: its name stands for what it holds."""
        if name in self._names or self._is_there(name):
            return
        self._names.add(name)
        data = pack(content)
        self.size += len(data)
        path = self.folder / name
        if self._put or not (path.is_file() and path.stat().st_size == len(data)):
            self._write(path, data)

    def _is_there(self, name: str) -> bool:
        """Whether an earlier build has put a file there; then it belongs to the index."""
        size = self._stands(f"{self._place}/{name}")
        if size is not None and name not in self._names:
            self._names.add(name)
            self.size += size
        return size is not None

    def _write(self, path: Path, content: bytes) -> None:
        if self._put:
            self._put(path.as_posix(), content)
        else:
            write_file(path, content)

    def publish(self, manifest: Mapping[str, object], *, with_box: bool = False) -> None:
        """Write the browser's code, `<khlang-search>` too where it is wanted, then the manifest in one step; then delete what the older manifest lists alone."""
        engine = files("khlang.web").joinpath("engine")
        modules = {
            item.name.removesuffix(".js"): item.read_text(encoding="utf-8")
            for item in sorted(engine.iterdir(), key=lambda item: item.name)
            if item.name.endswith(".js")
        }
        made_of = digest("engine", *chain.from_iterable(modules.items()))
        code = self._of(made_of, _ENGINE, lambda: self._add_plain("engine", bundled(modules, "engine").encode(), ".js"))
        self._keep(_DOOR, without_comments(engine.joinpath(_DOOR).read_text(encoding="utf-8")).encode())
        if with_box:
            self._keep_box()
        names = "".join(f"{name}\n" for name in sorted(self._names))
        listing = f"files-{self._add_plain('files', names.encode(), '.txt')}.txt"
        text = json.dumps(
            {"version": VERSION, "code": _ENGINE.format(code), **manifest, "files": listing}, ensure_ascii=False
        )
        self._write(self.folder / MANIFEST, (text + "\n").encode())
        self._delete_old(self._names | {listing})

    def _keep_box(self) -> None:
        """Write the search box of our own sites as an element, and a door of a fixed name that leads to it."""
        box = files("khlang.web").joinpath("search")
        content = {
            f"{name}.js": without_comments(box.joinpath(f"{name}.js").read_text(encoding="utf-8")).encode()
            for name in _BOX
        }
        content["element.css"] = box.joinpath("element.css").read_bytes()
        content["search.css"] = files("khlang.theme").joinpath("assets/khlang/search/search.css").read_bytes()
        whole = hashlib.blake2b(digest_size=HASH_BYTES)
        for name, part in sorted(content.items()):
            whole.update(name.encode() + part)
        folder = f"box-{whole.hexdigest()}"
        for name, part in content.items():
            self._keep(f"{folder}/{name}", part)
        self._keep(_BOX_DOOR, f'import "./{folder}/element.js";\n'.encode())

    def _keep(self, name: str, content: bytes) -> None:
        self._names.add(name)
        self.size += len(content)
        path = self.folder / name
        if self._put or not (path.is_file() and path.read_bytes() == content):
            self._write(path, content)

    def _delete_old(self, kept: set[str]) -> None:
        for name in sorted(self._old - kept):
            path = self.folder / name
            path.unlink(missing_ok=True)
            if path.parent != self.folder and path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()


def _hash(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=HASH_BYTES).digest()


def _listed(folder: Path) -> set[str]:
    """Read what the manifest on disk lists; nothing if there is none or it is broken."""
    try:
        listing = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        names = (folder / listing).read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in (*names, listing) if name and _is_ours(name)}


def _is_ours(name: str) -> bool:
    """A manifest is only a file that anyone may have written: it must not make us delete outside our names."""
    parts = name.split("/")
    own = name in (_DOOR, _BOX_DOOR) or parts[0].startswith(
        (
            "words-",
            "pages-",
            "postings-",
            "texts-",
            "rare-",
            "known-",
            "thesaurus-",
            "meaning-",
            "files-",
            "engine-",
            "code-",
            "box-",
        )
    )
    return own and len(parts) <= 2 and ".." not in parts and "\\" not in name
