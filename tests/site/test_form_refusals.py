"""What the form makes passes the check, what it refuses the check refuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from form import fill_exchange, finish, made, problems, read, ways
from playwright.sync_api import Page, expect

from khlang.privacy.patterns import contact, find
from khlang.thai.normal import normalise

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
IDENTITY = "1-2345-67890-12-1"  # nobody's: the only number that tests may hold


def test_personal_data_is_told_at_the_field_and_blocks_the_way(open_form: Callable[..., Page]) -> None:
    page = open_form()
    fill_exchange(page, ปุ=f"ผู้ร้องคือ {IDENTITY}")
    field, told = page.get_by_label("ปุ ("), page.locator("#field-section-ask-fault")
    expect(told).to_have_text(f"พบเลขประจำตัวประชาชน {IDENTITY} ให้ลบออก")  # while it is typed
    expect(field).to_have_attribute("aria-invalid", "true")
    assert "field-section-ask-fault" in (field.get_attribute("aria-describedby") or "")
    finish(page)
    summary = page.get_by_role("group", name="ต้องแก้ 1 แห่งก่อนส่ง")
    expect(summary).to_be_focused()
    expect(ways(page)).to_be_hidden()
    summary.get_by_role("link").tap()
    expect(field).to_be_focused()
    field.fill("ใครจะจัดทำแบบกลาง ถามได้ที่ kru@office.go.th")  # the office lists it as public
    expect(told).to_be_empty()
    finish(page)
    made(page)


NASTY = (
    "ก: ข", "ก #ข", "# ก", "@ครู", "`x`", "- ก", "? ก", ": ก", "! ก", "!!python/object:os.system ก", "&a ก", "*a", "[ก, ข]", "{ก: ข}", "| ก", "> ก", "% ก",
    '"ก', "'ก'", '\\" ก \\n \\x00', "---", "...", "--- ก\n---\nowner: x", "ก\n---\nstatus: withdrawn", "ก\r\nid: k00000", "ก\u2028id: k00000", "ก\x85x: y",
    "null", "~", "yes", "1", "1e5", "0x1f", "2026-11-22", "๒๕๖๙", "12:30", "=", "<<", "ก\tข", "ก\x00\x07ข", "ก\ufeffข\u200bค", "ก\u202eข", "ก\ud800ข", "ก\uffffข",
    "เเผนทํางาน", "น้ำ", "😀 👩‍🏫", "ก" * 150, "{{ config }} {% x %}", "--8<-- \"x\"", "$(rm -rf /)", "../../x", "%0A---%0A", "ก -- ข -", "ก,ข", "(ก) “ข”", "ก|ข",
)  # fmt: skip


def test_whatever_is_typed_stays_where_it_was_typed(open_form: Callable[..., Page], tmp_path: Path) -> None:
    page = open_form()
    fill_exchange(page)
    page.get_by_label("วันที่ของเรื่อง").fill("2026-11-03")
    hidden = dict.fromkeys(
        [*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xAD, 0x200B, 0x202E, 0xFEFF, 0xFFFF, 0xD800]
    )
    for typed in NASTY:
        for name in ("title", "summary", "section-listen"):
            page.evaluate(
                "([name, units]) => { const input = document.getElementById(`field-${name}`);"
                " input.value = String.fromCharCode(...units); input.dispatchEvent(new Event('input', {bubbles: true})) }",
                [
                    name,
                    [
                        int.from_bytes(two, "little")
                        for two in _pairs(typed if name != "section-listen" else f"ก\n{typed.replace('# ก', '## ก')}")
                    ],
                ],
            )
        finish(page)
        path, text = made(page)
        lines = typed.replace("\r\n", "\n").replace("\u2028", "\n").replace("\x85", "\n").translate(hidden)
        expected = normalise(" ".join(lines.split()))
        front_matter = read(path, text)
        assert front_matter.values["summary"] == expected, typed
        assert re.sub(r"\s", "", front_matter.values["title"]) == re.sub(r"\s", "", expected), (
            typed
        )  # browsers join lines
        assert list(front_matter.values) == ["id", "title", "summary", "date", "owner", "status", "public"], typed
        errors = [one for one in problems(tmp_path / "docs", path, text) if one.is_error]
        assert errors == [], (typed, errors, text)
        (tmp_path / "docs" / path.removeprefix("docs/")).unlink()


def _pairs(text: str) -> Iterator[bytes]:
    """UTF-16 code units, halves of a letter included: JSON could not carry those to the browser."""
    data = text.encode("utf-16-le", "surrogatepass")
    return (data[i : i + 2] for i in range(0, len(data), 2))


HOSTILE = {
    "<script>alert(1)</script>": "active-tag",
    "<IFRAME src='https://example.org'></iframe>": "active-tag",
    "<svg/onload=alert(1)>": "active-tag",
    '<p onclick="alert(1)">ก</p>': "active-attribute",
    "ก\n{ onclick=alert(1) }": "active-attribute",
    "<b style='position:fixed'>ก</b>": "active-attribute",
    "[กด](javascript:alert(1))": "active-link",
    "[กด]( <data:text/html,x>)": "active-link",
    "[กด][1]\n\n[1]: javascript:alert(1)": "active-link",
    "[กด](java&#115;cript:alert(1))": "active-link",
    "[ก [ข [ค]]](javascript:alert(1))": "active-link",
    '<a href="javascript:alert(1)">กด</a>': "active-link",
    "![ภาพ](https://example.org/a.png)": "image-foreign",
    "![ภาพ](a.png)": "image-missing",
    "[แบบ](form.md)": "link-broken",
    "[แบบ](/knowledge/)": "link-absolute",
    "[เว็บ](www.example.org)": "link-malformed",
    "[ข้าม](#ไม่มี)": "link-anchor",
    "# หัวเรื่อง": "heading-top",
    "✎ เขียนที่นี่": "placeholder",
    "<!-- ก": "section-missing",
    "```\nก": "section-missing",
    "เลข ๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑": "personal-identity-number",
}


def test_what_the_check_refuses_the_form_refuses(open_form: Callable[..., Page], tmp_path: Path) -> None:
    page = open_form()
    fill_exchange(page, สุ="ที่นี่")
    page.get_by_label("วันที่ของเรื่อง").fill("2026-11-03")
    finish(page)
    path, text = made(page)
    for typed, rule in HOSTILE.items():
        found = problems(tmp_path / "docs", path, text.replace("ที่นี่", typed))
        assert rule in {one.rule for one in found if one.is_error}, typed
        page.get_by_label("สุ (").fill(typed)
        finish(page)
        expect(ways(page)).to_be_hidden()
        expect(page.locator("#field-section-listen-fault"), typed).not_to_be_empty()


def test_a_table_of_pupils_is_refused_however_it_was_pasted(open_form: Callable[..., Page]) -> None:
    page = open_form()
    for typed in ("ชื่อ-สกุล\tชั้น\tคะแนน\nสมมติ ตัวอย่าง\tป.4\t12", "| เลขที่ | ชื่อ |\n|---|---|\n| 1 | สมมติ |"):
        fill_exchange(page, สุ=typed)
        finish(page)
        expect(ways(page)).to_be_hidden()
        expect(page.locator("#field-section-listen-fault")).to_contain_text("ให้ลบคอลัมน์ชื่อ")
    fill_exchange(page, สุ="คนที่\tคะแนน\n1\t12")
    finish(page)
    expect(ways(page)).to_be_visible()


def test_personal_data_is_found_as_the_check_finds_it(open_form: Callable[..., Page]) -> None:
    page = open_form()
    told = page.evaluate(
        """async (texts) => {
          const [{personalData}, {load}] = await Promise.all(["personal", "model"].map((one) => import(`../assets/khlang/form/${one}.js`)));
          const model = await load(document.querySelector("form[data-model]").dataset.model);
          return texts.map((text) => [...personalData(text, model).keys()].sort());
        }""",
        texts := [text for case in _personal_cases() for text in case],
    )
    allowed = frozenset({contact("kru@office.go.th")})
    assert told == [sorted({one.kind for one in find(text, allowed)}) for text in texts]
    assert sum(map(bool, told)) > 20


def _personal_cases() -> list[tuple[str, str]]:
    cases = yaml.safe_load((ROOT / "tests/cases/personal.yml").read_text(encoding="utf-8"))
    return [tuple(str(value) for value in case.values() if isinstance(value, str)) for case in cases]
