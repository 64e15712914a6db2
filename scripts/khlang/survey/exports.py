"""What survey programs put around the answers: several rows of heads, codes, columns of their own.

    Google Forms      title [row]; ticked options with ", " between them
    Microsoft Forms   ID, Start time …; ticked options with ";" between them
    LimeSurvey        "code[sub]. question [row]", submitdate, a column for each option
    SurveyMonkey      two rows: questions above the first of their columns, rows and options below
    Qualtrics         three rows: codes, "title - row", {"ImportId": …}

Whatever the program, what comes out is one row of questions, a row of a grid as "title [row]".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

QUALTRICS, SURVEYMONKEY, LIMESURVEY, MICROSOFT, GOOGLE = (
    "Qualtrics", "SurveyMonkey", "LimeSurvey", "Microsoft Forms", "Google Forms",
)  # fmt: skip
_QUALTRICS_OWN = frozenset(
    [
        "StartDate",
        "EndDate",
        "Status",
        "IPAddress",
        "Progress",
        "Duration",
        "Finished",
        "RecordedDate",
        "ResponseId",
        "RecipientLastName",
        "RecipientFirstName",
        "RecipientEmail",
        "ExternalReference",
        "ExternalDataReference",
        "LocationLatitude",
        "LocationLongitude",
        "DistributionChannel",
        "UserLanguage",
        "Q_RecaptchaScore",
        "Q_RelevantIDDuplicate",
    ]
)
_SURVEYMONKEY_ANSWER = frozenset(
    {"response", "open-ended response", "คำตอบ", "การตอบกลับ", "คำตอบปลายเปิด", "การตอบกลับแบบปลายเปิด"}
)
_LIMESURVEY_CODE = re.compile(r"^[A-Za-z][A-Za-z0-9_]*(?:\[[^\]]*\])*\.\s+(?=\S)")
_LIMESURVEY_OWN = frozenset(
    {"id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "refurl", "token"}
)
_SELECTED = re.compile(r"\s+-\s+(?:Selected Choice|ตัวเลือกที่เลือก)(?=\s+-\s+|$)", re.IGNORECASE)

OWN = re.compile(
    r"^(?:respondent ?id|collector ?id|custom data \d|response ?id|id|lastpage|last page|startlanguage|start language|seed|refurl|"
    r"progress|finished|status|response type|duration(?: \(in seconds\))?|distributionchannel|distribution channel|"
    r"userlanguage|user language|location ?(?:latitude|longitude)|externalreference|external(?: data)? ?reference|q_\w+|เวลาที่ใช้.*|total time|"
    r"token|โทเคน|รหัสคำตอบ|ความคืบหน้า|สถานะการตอบ)$",
    re.IGNORECASE,
)
"""Questions that nobody was asked: columns that programs keep for themselves."""


@dataclass(frozen=True)
class Export:
    """The head of a table as a program wrote it, in one row."""

    program: str
    questions: list[str]
    heads: int  # how many rows it took


def of(rows: Sequence[Sequence[str]]) -> Export | None:
    """The head of a program's table, from its first rows in normal form; None where it is of no known program."""
    first = rows[0] if rows else []
    names = {cell.casefold() for cell in first}
    if {"ResponseId", "StartDate"} & set(first) and ("ResponseId" in first or "RecordedDate" in first):
        return _qualtrics(rows)
    if (
        first
        and first[0].casefold().replace("_", " ") == "respondent id"
        and "collector id" in {n.replace("_", " ") for n in names}
    ):
        return _surveymonkey(rows)
    plain = [_LIMESURVEY_CODE.sub("", cell) for cell in first]
    own = [
        cell.partition(". ")[0].casefold() for cell in first
    ]  # the questions behind them are in the language of the survey
    if {"submitdate", "lastpage"} <= set(own) or {"date submitted", "last page"} <= {cell.casefold() for cell in plain}:
        return Export(
            LIMESURVEY, [code if code in _LIMESURVEY_OWN else text for code, text in zip(own, plain, strict=True)], 1
        )
    if {"start time", "completion time"} <= names or {"เวลาเริ่ม", "เวลาเสร็จสมบูรณ์"} <= names:
        return Export(MICROSOFT, list(first), 1)
    if names & {"ประทับเวลา", "timestamp"}:
        return Export(GOOGLE, list(first), 1)
    return None


def _qualtrics(rows: Sequence[Sequence[str]]) -> Export:
    codes = list(rows[0])
    imports = next(
        (place for place, row in enumerate(rows) if any(cell.startswith('{"ImportId"') for cell in row)), None
    )
    has_texts = len(rows) > 1 and (imports == 2 or (imports is None and "Start Date" in rows[1]))
    texts = [*rows[1], *[""] * (len(codes) - len(rows[1]))] if has_texts else codes
    shown = [
        code if code.split(" ")[0] in _QUALTRICS_OWN or not text else text
        for code, text in zip(codes, texts, strict=False)
    ]
    times = Counter(re.sub(r"_\d+(?:_TEXT)?$", "", code) for code in codes)
    questions = []
    for code, text in zip(codes, shown, strict=True):
        base = re.sub(r"_\d+(?:_TEXT)?$", "", code)
        is_row = base != code and times[base] > 1
        questions.append(
            _dashed(_SELECTED.sub("", text)) if is_row and code not in _QUALTRICS_OWN else _SELECTED.sub("", text)
        )
    return Export(QUALTRICS, questions, imports + 1 if imports is not None else 1 + has_texts)


def _dashed(text: str) -> str:
    """ "title - row" → "title [row]"."""
    title, dash, row = text.rpartition(" - ")
    return f"{title.strip()} [{row.strip()}]" if dash and title.strip() and row.strip() else text


def _surveymonkey(rows: Sequence[Sequence[str]]) -> Export:
    first = list(rows[0])
    second = list(rows[1]) if len(rows) > 1 else []
    if not (set(map(str.casefold, second)) & _SURVEYMONKEY_ANSWER or (second and not second[0] and any(second))):
        return Export(SURVEYMONKEY, first, 1)
    second += [""] * (len(first) - len(second))
    first += [""] * (len(second) - len(first))
    questions, above = [], ""
    for own, below in zip(first, second, strict=True):
        above = own or above
        is_whole = not below or below.casefold() in _SURVEYMONKEY_ANSWER
        questions.append(above if is_whole else f"{above} [{below}]")
    return Export(SURVEYMONKEY, questions, 2)
