"""A build killed at any moment leaves the old index whole."""

import json
from pathlib import Path

import pytest
from small_sites import html, write

import khlang.search.files as files
from khlang.search.index import build


class Killed(BaseException):
    """Not an Exception, so that nothing catches it, like a signal."""


def read_whole(site: Path) -> dict[str, bytes]:
    """Read what a browser would: the manifest, and every file that it lists. Fails where one is missing."""
    folder = site / "search"
    text = (folder / "manifest.json").read_bytes()
    listing = json.loads(text)["files"]
    names = (folder / listing).read_text(encoding="utf-8").split()
    return {"manifest.json": text, **{name: (folder / name).read_bytes() for name in names}}


def steps(monkeypatch, after: int) -> list[str]:
    """Let the build make `after` changes on disk, then kill it before the next; a file that it was to write is begun."""
    made: list[str] = []
    opened, replace, unlink = Path.open, Path.replace, Path.unlink

    def counted(name, change):
        def step(path, *args, **kwargs):
            if name == "open" and "wb" not in (*args, *kwargs.values()):
                return change(path, *args, **kwargs)
            if len(made) == after:
                if name == "open":
                    with opened(path, "wb") as file:
                        file.write(b"half of it")
                raise Killed
            made.append(f"{name} {path.name}")
            return change(path, *args, **kwargs)

        return step

    monkeypatch.setattr(Path, "open", counted("open", opened))
    monkeypatch.setattr(Path, "replace", counted("replace", replace))
    monkeypatch.setattr(Path, "unlink", counted("unlink", unlink))
    return made


def pages(word: str) -> dict[str, str]:
    return {f"{i}.html": html(f"หน้า {i}", f"<p>{word} เรื่องที่ {i}</p>") for i in range(3)}


def test_killed_anywhere_the_old_index_or_the_new_one_is_whole(tmp_path, monkeypatch):
    site = write(tmp_path / "site", pages("พฤกษศาสตร์"))
    build(site)
    old = read_whole(site)
    reference = write(tmp_path / "reference", pages("ดาราศาสตร์"))
    build(reference)
    new = read_whole(reference)
    assert old != new
    write(site, pages("ดาราศาสตร์"))
    for after in range(1000):
        with monkeypatch.context() as patched:
            made = steps(patched, after)
            try:
                build(site)
            except Killed:
                finished = False
            else:
                finished = True
        seen = read_whole(site)
        assert seen in (old, new), made[-1:]
        if finished:
            break
        if seen["manifest.json"] == new["manifest.json"]:
            write(site, pages("พฤกษศาสตร์"))
            build(site)
            write(site, pages("ดาราศาสตร์"))
    else:
        pytest.fail("the build never ended")
    assert after > 5, "each kill leaves a few files that the next try finds written"
    assert read_whole(site) == new


def test_an_index_of_half_the_files_is_mended_by_the_next_build(tmp_path):
    site = write(tmp_path / "site", pages("พฤกษศาสตร์"))
    build(site)
    whole = read_whole(site)
    words = next(path for path in (site / "search").iterdir() if path.name.startswith("words-"))
    words.write_bytes(words.read_bytes()[:-9])
    build(site)
    assert read_whole(site) == whole
    assert files.MANIFEST in whole
