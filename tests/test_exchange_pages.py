"""What readers see of exchanges: lists that do not grow, the board, digests, messages, the calendar, the reminder."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess

import pytest
from content import BASES, DAY, make
from exchanges import write
from icalendar import Calendar
from typer.testing import CliRunner
from workflow import Runner

from khlang.cli.commands import app
from khlang.content.kinds.exchange import Exchange
from khlang.content.library import Library, load
from khlang.content.render import renderer
from khlang.contributing.reminder import reminder
from khlang.exchange.weeks import State, periods
from khlang.pages import groups
from khlang.pages.exchange import board, digests, questions
from khlang.pages.exchange.text import exchange_text
from khlang.pages.home import home
from khlang.pages.pages import pages
from khlang.pages.trail import journey
from khlang.publishing.addresses import addresses
from khlang.publishing.calendars import calendar_files
from khlang.publishing.site import Site

EXCHANGE, ANSWER = BASES["exchange"], BASES["knowledge"].replace("status:", "answers: [q7x2m9]\nstatus:")


@pytest.fixture
def library(tmp_path) -> Library:
    """A question asked on 17 November and answered on the 20th, one action, one week without a meeting."""
    files = {"exchange/a.md": EXCHANGE, "knowledge/entry.md": ANSWER, "weeks/b.md": BASES["week"]}
    return load(make(tmp_path, **files), DAY)


@pytest.fixture(scope="module")
def years(tmp_path_factory) -> Library:
    """Three years of two groups, clearly made up, none of them marked as examples, so that they count."""
    docs = make(tmp_path_factory.mktemp("years"))
    write(docs, datetime.date(2023, 11, 20), DAY, groups={"supervision": 2, "legal": 5})
    return load(docs, DAY)


def test_both_ends_of_an_answer_lead_to_each_other(library):
    text = exchange_text(library, library.by_path["exchange/a.md"])
    assert "ตอบแล้วใน</b> [ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด](../knowledge/entry.md)</span> {#q7x2m9}" in text
    assert text.count("\n") == library.by_path["exchange/a.md"].body.count("\n")
    (asked,) = questions.answered(library, library.by_path["knowledge/entry.md"])
    assert (asked.url, asked.text, asked.age) == ("exchange/a/#q7x2m9", "ต้องการแบบฟอร์มกลาง", "ตอบใน ๓ วัน")


def test_an_open_question_says_how_to_answer_it(tmp_path):
    library = load(make(tmp_path, **{"exchange/a.md": EXCHANGE}), DAY)
    assert "[ตอบคำถามนี้](../contribute.md?answers=q7x2m9#knowledge)" in exchange_text(
        library, library.by_path["exchange/a.md"]
    )
    lists = {page.uri: page for page in questions.pages(library)}
    assert [row.id for row in lists["questions/index.md"].rows] == ["q7x2m9"]
    assert lists["questions/supervision.md"].total == 1
    assert [row.age for row in home(library).questions] == ["รอมา ๕ วัน"]


def test_a_proposal_is_answered_as_a_proposal(tmp_path):
    asked = EXCHANGE.replace("ต้องการแบบฟอร์มกลาง", "เสนอให้มีแบบฟอร์มกลาง")
    library = load(make(tmp_path, **{"exchange/a.md": asked}), DAY)
    assert "[ตอบข้อเสนอนี้](" in exchange_text(library, library.by_path["exchange/a.md"])
    (row,) = home(library).questions
    assert (row.text, row.ask) == ("เสนอให้มีแบบฟอร์มกลาง", "ตอบข้อเสนอนี้")


def test_the_parts_of_an_action_are_told_apart_in_the_digits_of_the_site(library, tmp_path):
    text = exchange_text(library, library.by_path["exchange/a.md"])
    assert '    - <span class="part">กำหนดแล้วเสร็จ</span> ๑๕ ธ.ค. ๒๕๖๙\n' in text + "\n"
    late = load(make(tmp_path, **{"exchange/a.md": EXCHANGE}), datetime.date(2026, 12, 20))
    assert 'ธ.ค. ๒๕๖๙ <b class="late">เกินกำหนด</b>' in exchange_text(late, late.by_path["exchange/a.md"])


def test_words_of_a_title_are_no_marks_beside_a_question(tmp_path):
    hostile = ANSWER.replace("title: ทำป้ายชื่อพรรณไม้ให้เด็กได้คิด", 'title: "ก](https://a.example) <b>*ข*</b>"')
    library = load(make(tmp_path, **{"exchange/a.md": EXCHANGE, "knowledge/entry.md": hostile}), DAY)
    text = exchange_text(library, library.by_path["exchange/a.md"])
    html = renderer().render(text, lambda typed: None).html
    assert '<a href="../knowledge/entry.md">ก](https://a.example) &lt;b&gt;*ข*&lt;/b&gt;</a>' in html


def test_a_question_has_an_address_of_its_own(library):
    page = addresses(library, "https://example.go.th/km/")["e/q7x2m9/index.html"].decode()
    assert 'url=../../exchange/a/#q7x2m9"' in page and '<meta property="og:title" content="ต้องการแบบฟอร์มกลาง">' in page
    assert "ตอบแล้ว ถามใน" in page


def test_a_question_of_a_withdrawn_summary_says_so_at_its_address(tmp_path):
    library = load(make(tmp_path, **{"exchange/a.md": EXCHANGE.replace("status: published", "status: withdrawn")}), DAY)
    page = addresses(library, "")["e/q7x2m9/index.html"].decode()
    assert "เรื่องนี้ถอนการเผยแพร่แล้ว" in page and "ต้องการแบบฟอร์มกลาง" not in page


def test_the_board_is_what_the_files_say(library):
    shown = {page.uri: page for page in board.pages(library)}
    term = shown["board/term-2569-2.md"]
    assert [group.title for group in term.groups] == [
        "กลุ่มนิเทศฯ",
        "กลุ่มกฎหมายและคดี",
    ]  # the third has been gone since September
    assert [(week.iso, *(one.state for one in week.squares)) for week in term.weeks] == [
        ("2026-11-16", "shared", "missing"),
        ("2026-11-09", "no-meeting", "missing"),
        ("2026-11-02", "outside", "outside"),
    ]
    assert {label: (each, total) for label, each, total in term.counts} == {
        "แลกเปลี่ยนแล้ว": ((1, 0), 1),
        "งดประชุม": ((1, 0), 1),
        "ประชุมแล้ว (ไม่เผยแพร่)": ((0, 0), 0),
        "ยังไม่มีสรุป": ((0, 2), 2),
    }
    told = json.loads(board.files(library)["board/term-2569-2/weeks.json"])
    assert told["weeks"][1]["groups"]["supervision"] == {"state": "no-meeting", "reason": "ไปราชการทั้งกลุ่ม"}


def test_the_board_agrees_with_an_independent_count(years):
    """Counted from the file names that the generator wrote, not by the library."""
    names = [path for path in years.files if path.startswith("exchange/")]
    by_year: dict[int, int] = {}
    for name in names:
        day = datetime.date.fromisoformat(re.search(r"\d{4}-\d\d-\d\d", name)[0])
        wednesday = day - datetime.timedelta(days=day.weekday() - 2)
        year = wednesday.year + 543 + (wednesday.month > 9)
        by_year[year] = by_year.get(year, 0) + 1
    shown = {page.uri: page for page in board.pages(years)}
    found = {}
    for period in periods(years):
        if period.key.startswith("fiscal-"):
            totals = {label: total for label, _, total in shown[f"board/{period.key}.md"].counts}
            found[int(period.key.removeprefix("fiscal-"))] = totals[State.SHARED.label]
    assert found == by_year and sum(found.values()) == len(names)


def test_no_page_grows_with_the_years(years):
    most = years.settings.page_size
    for page in pages(years):
        rows = getattr(page, "rows", ())
        assert len(rows) <= most, page.uri
        assert len(getattr(page, "weeks", ())) <= 53, page.uri
        assert len(getattr(page, "learnt", ())) <= 2 * 5, page.uri  # two groups, five weeks of a month
    lists = {page.uri: page for page in pages(years)}
    assert lists["exchange/supervision/fiscal-2567.md"].title == "สรุปของกลุ่มนิเทศฯ ปีงบประมาณ ๒๕๖๗"
    own = sum(page.total for uri, page in lists.items() if re.fullmatch(r"exchange/\w+/fiscal-\d+\.md", uri))
    assert own == len(years.of_kind(Exchange))


def test_a_digest_tells_what_was_learnt_asked_answered_and_decided(library):
    (page,) = [one for one in digests.pages(library) if one.uri == "digests/2026-11-16.md"]
    assert [one.points for one in page.learnt] == [("สรุปเป็นแนวทาง",)]
    assert [one.id for one in page.asked] == [one.id for one in page.answered] == ["q7x2m9"]
    assert [one.text for one in page.decided] == ["ทำแบบฟอร์มกลาง"] and page.silent == ("กลุ่มกฎหมายและคดี",)
    assert page.message == (
        "สรุปรวมประจำสัปดาห์วันที่ ๑๖–๒๐ พ.ย. ๒๕๖๙\nสนง.ทดสอบ\n\nได้เรียนรู้\n• สรุปเป็นแนวทาง\n\nคำถามใหม่\n"
        "• ต้องการแบบฟอร์มกลาง\n\nได้คำตอบแล้ว ๑ ข้อ\n\nตกลงจะทำ ๑ เรื่อง\n"
    )
    assert page.links == (("อ่านทั้งหมด", "digests/2026-11-16/"), ("ตอบคำถาม", "questions/"))
    assert home(library).digest.url == "digests/2026-11-16/"


def test_examples_stay_out_of_a_digest_that_has_something_real(tmp_path):
    made_up = (
        EXCHANGE.replace("e4n8ta", "e4n8tb").replace("7x2m9", "7x2m8").replace("status:", "example: true\nstatus:")
    )
    files = {"exchange/a.md": EXCHANGE, "exchange/b.md": made_up.replace("กลุ่มนิเทศฯ", "กลุ่มกฎหมายและคดี")}
    both = load(make(tmp_path / "both", **files), DAY)
    (page,) = [one for one in digests.pages(both) if one.uri == "digests/2026-11-16.md"]
    assert [one.entry.url for one in page.learnt] == ["exchange/a/"] and not page.is_example
    alone = load(make(tmp_path / "alone", **{"exchange/b.md": made_up}), DAY)
    (page,) = [one for one in digests.pages(alone) if one.uri == "digests/2026-11-16.md"]
    assert page.is_example and page.message.startswith("(ตัวอย่าง)")


def test_the_calendar_holds_the_days_that_groups_have_set(tmp_path):
    docs = make(tmp_path, **{"exchange/a.md": EXCHANGE})
    with (docs / "_data/calendar.yml").open("a", encoding="utf-8") as file:
        file.write("holidays:\n- {name: วันหยุด, start: 2026-12-29}\n")
    calendar = Calendar.from_ical(calendar_files(load(docs, DAY), "")["board/exchange.ics"])
    (event,) = calendar.walk("VEVENT")
    assert event["summary"] == "แลกเปลี่ยนเรียนรู้ กลุ่มนิเทศฯ" and event.start == datetime.date(2026, 11, 3)
    assert event["rrule"]["UNTIL"] == [datetime.date(2027, 4, 1)]
    assert [one.dt for one in event["exdate"].dts] == [datetime.date(2026, 12, 29)]


def test_the_page_of_a_group_shows_what_is_open(library):
    (page,) = [one for one in groups.pages(library) if one.uri == "groups/supervision.md"]
    assert [key for key, _, _ in page.duties] == ["open"] and page.duties[0][2][0].due == "๑๕ ธ.ค. ๒๕๖๙"
    assert page.weeks == (("แลกเปลี่ยนแล้ว", 1), ("งดประชุม", 1)) and page.questions == ()
    (gone,) = [one for one in groups.pages(library) if one.uri == "groups/archive.md"]
    assert gone.ended == "กลุ่มนี้มีถึงวันที่ ๓๐ กันยายน ๒๕๖๙ งานต่อจากนั้นอยู่กับกลุ่มกฎหมายและคดี" and gone.add is None


def test_the_way_of_knowledge_is_shown_from_end_to_end(tmp_path):
    knowledge = BASES["knowledge"].replace("status:", "based_on: [e4n8ta]\nstatus:")
    practice = BASES["practice"].replace("status:", "based_on: [k7x2m9]\nstatus:")
    library = load(
        make(tmp_path, **{"exchange/a.md": EXCHANGE, "knowledge/entry.md": knowledge, "practices/p.md": practice}), DAY
    )
    ways = {
        path: {tie.key: [stop.url for stop in tie.stops] for tie in journey(library, library.by_path[path])}
        for path in ("exchange/a.md", "knowledge/entry.md", "practices/p.md")
    }
    assert ways["exchange/a.md"]["outcomes"] == ["knowledge/entry/", "practices/p/"]
    assert ways["knowledge/entry.md"]["sources"] == ["exchange/a/"]
    assert ways["knowledge/entry.md"]["outcomes"] == ["practices/p/"]
    assert ways["practices/p.md"]["sources"] == ["knowledge/entry/", "exchange/a/"]
    for ties in ways.values():  # no place stands twice
        places = [url for urls in ties.values() for url in urls]
        assert len(places) == len(set(places))


def test_every_made_page_is_the_same_twice(library, tmp_path):
    files = {"exchange/a.md": EXCHANGE, "knowledge/entry.md": ANSWER, "weeks/b.md": BASES["week"]}
    again = load(make(tmp_path / "again", **files), DAY)
    assert list(pages(library)) == list(pages(again)) and board.files(library) == board.files(again)


@pytest.mark.parametrize(("days", "said"), [(0, (0, "วัน")), (6, (6, "วัน")), (7, (1, "สัปดาห์")), (69, (9, "สัปดาห์")), (70, (2, "เดือน")),
                                           (730, (24, "เดือน")), (731, (2, "ปี")), (1200, (3, "ปี"))])  # fmt: skip
def test_how_long_something_waited(days, said):
    assert questions.waiting_for(DAY - datetime.timedelta(days=days), DAY) == said


def test_records_of_weeks_have_no_page(library):
    site = Site.load(library.docs, DAY, {})
    assert not site.admits("weeks/b.md") and "e/w7x2m9/index.html" not in addresses(library, "")


def test_the_reminder_names_groups_and_weeks_only_while_something_is_missing(library, tmp_path):
    text = reminder(library, "https://example.go.th/km/")
    assert "- [ ] กลุ่มกฎหมายและคดี" in text and "กลุ่มนิเทศฯ" not in text
    assert "https://example.go.th/km/contribute/#week" in text and "๑๖–๒๐ พ.ย. ๒๕๖๙" in text
    legal = EXCHANGE.replace("7x2m9", "7x2m8").replace("กลุ่มนิเทศฯ", "กลุ่มกฎหมายและคดี")
    files = {"exchange/a.md": EXCHANGE, "exchange/b.md": legal.replace("e4n8ta", "e4n8tb")}
    assert reminder(load(make(tmp_path / "full", **files), DAY)) == ""  # counting begins with their week


@pytest.mark.skipif(shutil.which("bash") is None, reason="the workflow's steps are for bash")
def test_the_workflow_opens_updates_and_closes_one_issue(tmp_path):
    runner = Runner(tmp_path)
    values = {"vars.SITE_URL": "https://example.go.th/km/", "github.token": "t", "github.repository": "o/r"}

    def run(number: int, **files: str) -> tuple[str, str]:
        for name, text in files.items():
            place = runner.folder / "first/docs" / f"{name.replace('__', '/')}.md"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        if files:
            runner.git("add", ".", at="first")
            runner.git("commit", "--quiet", "--message=More", at="first")
            runner.git("push", "--quiet", "../origin.git", "main", at="first")
        for name in ("said", "bodies"):
            (runner.folder / "gh" / name).write_text("")
        (runner.folder / "gh/open").write_text(f"{number}\n")
        status, log = runner.job("remind.yml", "remind", values)
        assert status == 0, log
        return (runner.folder / "gh/said").read_text(encoding="utf-8"), (runner.folder / "gh/bodies").read_text(
            encoding="utf-8"
        )

    assert run(0) == ("", "")  # nobody has begun: nothing is missing, nothing is open
    said, text = run(0, exchange__a=EXCHANGE)
    assert "issue create" in said and "- [ ] กลุ่มกฎหมายและคดี" in text
    said, text = run(7)
    assert said.startswith("issue edit 7") and "กลุ่มกฎหมายและคดี" in text
    legal = EXCHANGE.replace("7x2m9", "7x2m8").replace("กลุ่มนิเทศฯ", "กลุ่มกฎหมายและคดี").replace("e4n8ta", "e4n8tb")
    said, _ = run(7, exchange__b=legal)
    assert said.startswith("issue close 7")


def test_a_change_that_takes_a_question_away_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    docs = make(tmp_path / "docs", **{"exchange/a.md": EXCHANGE})

    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=ก", "-c", "user.email=a@b.example", *words], check=True, capture_output=True
        )

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "First")
    assert CliRunner().invoke(app, ["check", "--against", "HEAD"]).exit_code == 0
    file = docs / "exchange/a.md"
    file.write_text(EXCHANGE.replace("- ต้องการแบบฟอร์มกลาง {#q7x2m9}", "- เรื่องอื่น {#q4n8ta}"), encoding="utf-8")
    told = CliRunner().invoke(app, ["check", "--against", "HEAD"])
    assert told.exit_code == 1 and "item-id-gone" in told.output and "{#q7x2m9}" in told.output
    file.write_text(EXCHANGE.replace("ต้องการแบบฟอร์มกลาง", "แบบฟอร์มกลางเป็นอย่างไร"), encoding="utf-8")
    assert CliRunner().invoke(app, ["check", "--against", "HEAD"]).exit_code == 0  # other words, the same question
    file.unlink()
    told = CliRunner().invoke(app, ["check", "--against", "HEAD"])
    assert told.exit_code == 1 and "khlang withdraw" in told.output
