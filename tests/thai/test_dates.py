"""Dates: names of days, weeks and months; fiscal and school years at their edges."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khlang.thai.dates import (
    THAI_MONTHS,
    THAI_MONTHS_SHORT,
    Term,
    be_year,
    english_date,
    find_date,
    fiscal_year,
    school_year,
    thai_date,
    thai_month,
    today,
    week_name,
)
from khlang.thai.numerals import Numerals

days = st.dates(date(1941, 1, 1), date(2500, 12, 31))


def test_days_and_months():
    day = date(2026, 11, 22)
    assert thai_date(day) == "๒๒ พฤศจิกายน ๒๕๖๙"
    assert thai_date(day, short=True) == "๒๒ พ.ย. ๒๕๖๙"
    assert thai_date(day, Numerals.ARABIC) == "22 พฤศจิกายน 2569"
    assert thai_date(date(2024, 2, 29)) == "๒๙ กุมภาพันธ์ ๒๕๖๗"
    assert english_date(day) == "22 November 2026" and english_date(date(2024, 1, 1)) == "1 January 2024"
    assert thai_month(2026, 1) == "มกราคม ๒๕๖๙"
    assert thai_month(2026, 12, Numerals.ARABIC) == "ธันวาคม 2569"


@pytest.mark.parametrize(("text", "found"), [
    ("เมื่อวันที่ ๑๒ พฤศจิกายน พ.ศ. ๒๕๖๙", date(2026, 11, 12)),
    ("วันที่  ๑๒  เดือน พฤศจิกายน  พุทธศักราช", None),
    ("12 พ.ย. 69", date(2026, 11, 12)),
    ("๑๒ พย ๒๕๖๙", date(2026, 11, 12)),
    ("22 พ. ย. 2569", date(2026, 11, 22)),
    ("๑๒/๑๑/๒๕๖๙", date(2026, 11, 12)),
    ("12-11-2026", date(2026, 11, 12)),
    ("12/11/69", None),  # of which century?
    ("วันที่      พฤศจิกายน ๒๕๖๙", None),  # the day is left to the stamp
    ("31 กุมภาพันธ์ 2569 และ 1 มี.ค. 2569", date(2026, 3, 1)),
    ("๑๑๒ มกราคม ๒๕๖๙", None),
])  # fmt: skip
def test_days_in_texts(text, found):
    assert find_date(text) == found


@given(days, st.sampled_from(Numerals), st.booleans())
def test_days_that_are_shown_are_found(day, numerals, short):
    assert find_date(f"ณ วันที่ {thai_date(day, numerals, short)} เวลา ๐๙.๐๐ น.") == day


@pytest.mark.parametrize("month", [0, 13, -1])
def test_no_such_month(month):
    with pytest.raises(ValueError):
        thai_month(2026, month)


@given(days, st.booleans())
def test_days_differ(day, short):
    assert thai_date(day, short=short) != thai_date(day + timedelta(days=1), short=short)


def test_month_names_are_twelve_each():
    assert len(set(THAI_MONTHS)) == len(set(THAI_MONTHS_SHORT)) == 12
    for full, short in zip(THAI_MONTHS, THAI_MONTHS_SHORT, strict=True):
        letters = iter(full)
        assert all(letter in letters for letter in short.replace(".", "")), f"{short} is no abbreviation of {full}"


@pytest.mark.parametrize(
    ("monday", "name"),
    [
        (date(2026, 11, 16), "สัปดาห์วันที่ ๑๖–๒๐ พ.ย. ๒๕๖๙"),
        (date(2026, 11, 30), "สัปดาห์วันที่ ๓๐ พ.ย.–๔ ธ.ค. ๒๕๖๙"),
        (date(2026, 12, 28), "สัปดาห์วันที่ ๒๘ ธ.ค. ๒๕๖๙–๑ ม.ค. ๒๕๗๐"),
        (date(2027, 2, 22), "สัปดาห์วันที่ ๒๒–๒๖ ก.พ. ๒๕๗๐"),
    ],
)
def test_weeks(monday, name):
    assert week_name(monday) == name


def test_week_begins_on_monday():
    assert week_name(date(2026, 11, 16), Numerals.ARABIC) == "สัปดาห์วันที่ 16–20 พ.ย. 2569"
    with pytest.raises(ValueError, match="วันจันทร์"):
        week_name(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 9, 30), 2569), (date(2026, 10, 1), 2570), (date(2026, 12, 31), 2570), (date(2027, 1, 1), 2570)],
)
def test_fiscal_year(day, year):
    assert fiscal_year(day) == year


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 5, 15), 2568), (date(2026, 5, 16), 2569), (date(2026, 11, 1), 2569), (date(2027, 4, 1), 2569)],
)
def test_school_year_by_rule(day, year):
    assert school_year(day) == year


TERMS = (
    Term(2569, 1, date(2026, 5, 18), date(2026, 10, 9)),
    Term(2569, 2, date(2026, 11, 2), date(2027, 3, 31)),
    Term(2570, 1, date(2027, 5, 10), date(2027, 10, 8)),
)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 3, 1), 2568),  # before all terms: the rule
        (date(2026, 5, 17), 2568),  # after 16 May, yet this year opened on the 18th
        (date(2026, 5, 18), 2569),
        (date(2026, 10, 20), 2569),  # between terms
        (date(2027, 4, 20), 2569),  # long holidays stay with the year that ended
        (date(2027, 5, 9), 2569),
        (date(2027, 5, 10), 2570),  # opened early
        (date(2028, 1, 10), 2570),  # last announced term over: still its year
        (date(2028, 5, 16), 2571),  # nobody announced 2571: the rule
        (date(2030, 1, 1), 2572),
    ],
)
def test_school_year_by_terms(day, year):
    assert school_year(day, TERMS) == year
    assert school_year(day, TERMS[::-1]) == year


def test_school_year_when_only_the_second_term_is_known():
    assert school_year(date(2026, 6, 1), TERMS[1:2]) == 2569


def test_term_that_runs_late_keeps_its_year():
    late = Term(2563, 2, date(2020, 12, 1), date(2021, 6, 13))
    assert school_year(date(2021, 5, 30), [late]) == 2563


@given(days, st.permutations(TERMS))
def test_school_year_never_runs_back(day, terms):
    assert school_year(day, terms) <= school_year(day + timedelta(days=1), terms)


def test_eras():
    assert be_year(2026) == 2569


@pytest.mark.parametrize(
    ("epoch", "day"),
    [
        ("0", date(1970, 1, 1)),
        ("1795305599", date(2026, 11, 22)),  # 23:59:59 UTC is the next morning in Bangkok
        ("1795280399", date(2026, 11, 21)),  # a second before midnight in Bangkok
        ("1795280400", date(2026, 11, 22)),
    ],
)
def test_day_of_the_build_is_an_input(epoch, day):
    assert today({"SOURCE_DATE_EPOCH": epoch}) == day


@pytest.mark.parametrize("epoch", ["๑๒", "²", "-1", "now", "1.5", " 1"])
def test_bad_epoch(epoch):
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH"):
        today({"SOURCE_DATE_EPOCH": epoch})


@pytest.mark.parametrize(("hour", "day"), [(16, 21), (17, 22)])  # in Bangkok a day begins at 17:00 UTC
def test_without_epoch_it_is_today_in_bangkok(hour, day, monkeypatch):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2026, 11, 21, hour, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr("khlang.thai.dates.datetime", Clock)
    assert today({}) == date(2026, 11, day)
