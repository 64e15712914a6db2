"""What makes templates readable stays out of pages; what a reader sees stays."""

import re
import traceback
from pathlib import Path

import pytest
from jinja2 import Environment

import khlang.theme
from khlang.mkdocs_templates import Spared

THEME = Path(khlang.theme.__file__).parent
TEMPLATES = Environment(extensions=[Spared], autoescape=True, trim_blocks=True, lstrip_blocks=True)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("<ul>\n  <li>ก</li>\n  <li>ข</li>\n</ul>\n", "<ul><li>ก<li>ข</ul>"),
        ("<dl>\n  {% if x %}\n  <dt>ก</dt>\n  <dd>{{ x }}</dd>\n  {% endif %}\n</dl>", "<dl><dt>ก<dd>๑</dl>"),
        ('  {% for y in x %}\n  <meta name="a" content="{{ y }}">\n  {% endfor %}\n', '<meta name="a" content="๑">'),
        ("<p>ก\n   <b>ข</b>\n   <a>ค</a></p>", "<p>ก\n<b>ข</b>\n<a>ค</a></p>"),  # words stay apart
        ("<p>{% if x %}<b>ก</b>{% endif %} <i>ข</i></p>", "<p><b>ก</b> <i>ข</i></p>"),
        ("<pre>ก\n  {{ x }}\n  <p>ข</p>\n</pre>\n<p>ค</p>", "<pre>ก\n  ๑\n  <p>ข</p>\n</pre><p>ค</p>"),
        ('<p title="ก  ข">{{ x }}</p>', '<p title="ก  ข">๑</p>'),
    ],
)
def test_only_what_no_reader_sees_is_left_out(template, expected):
    assert TEMPLATES.from_string(template).render(x="๑") == expected


def test_values_stay_as_they_are():
    typed = "ก\n  </li>\n  <p>"
    assert TEMPLATES.from_string("<li>{{ x | safe }}</li>").render(x=typed) == f"<li>{typed}"


def test_every_colour_of_the_horizon_has_a_value():
    """No style of a page reaches a drawing in a file of its own but by the names of its values."""
    drawing = (THEME / "assets/khlang/horizon.svg").read_text(encoding="utf-8")
    styles = "".join((THEME / f"assets/khlang/{name}.css").read_text(encoding="utf-8") for name in ("tokens", "khlang"))
    named = set(re.findall(r"var\((--[a-z]+)\)", drawing))
    assert len(named) > 4 and named <= set(re.findall(r"(--[a-z]+):", styles))
    assert '<symbol id="horizon" viewBox="0 0 390 90" preserveAspectRatio="xMidYMax">' in drawing


def test_a_fault_is_told_by_its_own_line():
    with pytest.raises(ZeroDivisionError) as told:
        TEMPLATES.from_string("<ul>\n  <li>ก</li>\n\n  {{ 1 / 0 }}\n</ul>").render()
    assert traceback.extract_tb(told.tb)[-1].lineno == 4
