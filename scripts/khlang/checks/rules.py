"""Every rule, by what it is about. Whoever asks for them imports every check."""

from __future__ import annotations

from types import ModuleType

import khlang.checks.active_content as active_content
import khlang.checks.adoptions as adoptions
import khlang.checks.allowances as allowances
import khlang.checks.answers as answers
import khlang.checks.attachments as attachments
import khlang.checks.built as built
import khlang.checks.exchange as exchange
import khlang.checks.files as files
import khlang.checks.identity as identity
import khlang.checks.items as items
import khlang.checks.links as links
import khlang.checks.markdown_lint as markdown_lint
import khlang.checks.names as names
import khlang.checks.needs as needs
import khlang.checks.office as office
import khlang.checks.pasted as pasted
import khlang.checks.personal as personal
import khlang.checks.photographs as photographs
import khlang.checks.pictures as pictures
import khlang.checks.reading as reading
import khlang.checks.research as research
import khlang.checks.sections as sections
import khlang.checks.shapes as shapes
import khlang.checks.spelling as spelling
import khlang.checks.terms as terms
import khlang.checks.thai_typing as thai_typing
import khlang.checks.years as years
from khlang.content import entry, fence, front_matter, limits, site_names, vocabulary
from khlang.content.problem import Rule
from khlang.research import scores
from khlang.survey import data as survey_data


def _rules(modules: dict[str, tuple[ModuleType, ...]]) -> dict[str, tuple[Rule, ...]]:
    """The rules of modules by theme; one that several modules use stands in the first."""
    by_theme: dict[str, tuple[Rule, ...]] = {}
    for theme, own in modules.items():
        rules = {value for module in own for value in vars(module).values() if isinstance(value, Rule)}
        rules -= {rule for earlier in by_theme.values() for rule in earlier}
        by_theme[theme] = tuple(sorted(rules, key=lambda rule: rule.id))
    return by_theme


THEMES: dict[str, tuple[Rule, ...]] = _rules(
    {
        "ไฟล์": (files, limits, fence),
        "ส่วนหัว": (front_matter, entry, identity, terms, vocabulary, site_names),
        "ชุดความรู้": (reading,),
        "สำนักงาน": (office,),
        "ส่วนของเรื่อง": (sections,),
        "การนำไปใช้และหลักฐาน": (adoptions,),
        "คำถาม การดำเนินงาน และสัปดาห์": (items, exchange),
        "การวิจัยและการสำรวจ": (research, needs, survey_data, scores),
        "ลิงก์และภาพ": (links, pictures, photographs),
        "ความปลอดภัยและข้อมูลส่วนบุคคล": (active_content, answers, personal, attachments, built),
        "การพิมพ์ การสะกด ปี และชื่อ": (thai_typing, spelling, years, names, pasted),
        "รูปแบบ Markdown": (markdown_lint, shapes),
        "การเว้นกฎ": (allowances,),
    }
)
"""Every rule, by what it is about."""

RULES: tuple[Rule, ...] = tuple(sorted((rule for rules in THEMES.values() for rule in rules), key=lambda rule: rule.id))
