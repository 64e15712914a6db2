"""An index built in steps, from what earlier builds worked out, is that of a build that knows nothing of them."""

import hashlib
import random

import pytest
from small_sites import html

from khlang.search import index, lexicon
from khlang.search.cache import Cache

WORDS = ["ครู", "นักเรียน", "ห้องเรียน", "สวนพฤกษศาสตร์", "การเดินทาง", "ต้นไม้", "โรงเรียน", "ประชุม", "รายงาน", "แผนงาน"]
RARE = ["เติ้ง", "พิพิธภัณฑ์", "เลื้อยคลาน", "คำถามใหม่", "zyxel", "𠀀𠀁", "๒๕๖๙", "อาคารเรียน", "ดินสอสี", "การบ้านครู"]


class Built:
    """A site in memory; an index that an earlier build put there stands."""

    def __init__(self, pages: dict[str, bytes], old: dict[str, bytes]) -> None:
        self.pages, self.old = pages, old
        self.index: dict[str, bytes] = {}

    def hashes(self) -> dict[str, str]:
        return {place: hashlib.sha256(data).hexdigest() for place, data in self.pages.items()}

    def read(self, place: str) -> bytes:
        return self.pages[place]

    def put(self, place: str, data: bytes) -> None:
        self.index[place] = data

    def stands(self, place: str) -> int | None:
        if place not in self.old:
            return None
        self.index[place] = self.old[place]
        return len(self.old[place])


def build(pages: dict[str, bytes], old: dict[str, bytes], cache: Cache | None) -> dict[str, bytes]:
    built = Built(pages, old)
    index.build(built, cache=cache, everyday={"นั่งรถ": ["การเดินทาง"], "ถาม": ["คำถาม"]})
    return built.index


def page(chance: random.Random, number: int) -> bytes:
    said = chance.choices([*WORDS, *WORDS, *RARE, f"รหัส {chance.randrange(9)}"], k=chance.randrange(1, 40))
    return html(f"เรื่อง {chance.choice(RARE)} {number}", f"<h2 id='a'>{said[0]}</h2><p>{' '.join(said)}</p>").encode()


@pytest.mark.parametrize("most", [8, 20_000])
@pytest.mark.parametrize("seed", range(3))
def test_an_index_in_steps_is_that_of_one_build(most, seed, tmp_path, monkeypatch):
    monkeypatch.setattr(lexicon, "MOST_WORDS", most)
    monkeypatch.setattr(index, "_FEW", 4)
    monkeypatch.setattr(index, "_INLINE", 200)
    chance = random.Random(seed)
    pages = {f"p{i}/index.html": page(chance, i) for i in range(30)}
    made: dict[str, bytes] = {}
    for _ in range(8):
        made = build(pages, made, Cache(tmp_path / "search"))
        assert made == build(pages, {}, None)
        edited = chance.choice(sorted(pages))
        what = chance.choice(["edit", "edit", "edit", "come", "go"])
        if what == "go":
            del pages[edited]
        else:
            pages[edited if what == "edit" else f"n{chance.random()}/index.html"] = page(chance, 99)


def test_common_words_are_not_looked_for_again(tmp_path, monkeypatch):
    pages = {f"p{i}/index.html": page(random.Random(i), i) for i in range(5)}
    made = build(pages, {}, Cache(tmp_path / "search"))
    monkeypatch.setattr(index.known, "known_words", lambda *_: pytest.fail("looked for again"))
    pages["p1/index.html"] += b"<!-- nothing that is read -->"
    assert build(pages, made, Cache(tmp_path / "search")) == made


def test_a_cache_that_is_cut_off_or_changed_counts_as_none(tmp_path):
    pages = {f"p{i}/index.html": page(random.Random(i), i) for i in range(5)}
    file = tmp_path / "search"
    made = build(pages, {}, Cache(file))
    whole = file.read_bytes()
    for broken in (b"", whole[:10], whole[:200], whole[:-1], whole[:60] + b"\xff" + whole[61:]):
        file.write_bytes(broken)
        assert not Cache(file).numbering.terms
        assert build(pages, {}, Cache(file)) == made
