"""A text becomes only what is allowed, however it is written; and nothing that an honest writer types is refused."""

from __future__ import annotations

import pytest
from content import BASES, DAY, make
from mixtures import mixtures

from khlang import checks
from khlang.checks.active_content import is_harmless
from khlang.content.allowed_html import judge
from khlang.content.library import load
from khlang.content.render import renderer

HONEST = [
    "พิมพ์ \\<script> ให้เห็นบนหน้า",
    "\\<script>เริ่มบรรทัด\\</script>",
    "กดปุ่ม <button> แล้วกด <input>",
    '[แบบ](second.md "ใส่ <button> ในหน้า")',
    "ตั้งค่า `{background = สี}` แล้วบันทึก",
    "ตั้งค่า {background = สี} แล้วบันทึก",
    "    <script>โค้ดที่ย่อหน้า</script>",
    "- ข้อหนึ่ง\n\n        <script>โค้ดในรายการ</script>",
    "```html\n<script>alert(1)</script>\n<img src=x onerror=alert(1)>\n```",
    "~~~\n<iframe src=https://example.org></iframe>\n~~~",
    "ใช้แท็ก `<iframe>` กับ ``<a onclick=`x`>`` ในโค้ด",
    "พิมพ์ <ชื่อโรงเรียน> แล้วพิมพ์ <name> และ <your-school id=1>",
    "a < b และ b > c, x <- y, <3, << >>",
    "เขียน onclick=\"x\" หรือ style=\"y\" เป็นคำธรรมดา และ javascript: เป็นคำธรรมดา",
    "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#60;b&#62;",
    "<!-- หมายเหตุ <script> ของผู้เขียน -->",
    "<!-- หมายเหตุ --> ต่อ <!-- อีกข้อ -->",
    "<details><summary>อ่านต่อ</summary>\n\nเนื้อหา\n\n</details>",
    '<p align="center"><b>กลาง</b> <font color="red">แดง</font><br>H<sub>2</sub>O <kbd>Ctrl</kbd></p>',
    '<table border="1" width="100%"><tr><td colspan="2" align="right">ก</td></tr></table>',
    '<div class="note" id="n1" title="ก &quot;ข&quot; <ค>" data-mine="1" foo="bar">ก</div>',
    '<span title=">">ก</span> <a name="ท้าย"></a> <ruby>漢<rt>คัน</rt></ruby>',
    "| ก | ข |\n|:--|--:|\n| 1 | <b>2</b> |",
    "- [x] ทำแล้ว\n- [ ] ยังไม่ได้ทำ",
    '=== "แท็บ"\n\n    เนื้อหา\n\n=== "สอง"\n\n    เนื้อหา',
    '!!! note "หมายเหตุ"\n    เนื้อหา\n\n??? tip "อีกข้อ"\n    เนื้อหา',
    "ข้อความ[^1] และ [^ก]\n\n[^1]: เชิงอรรถ <https://example.org>\n[^ก]: อีกข้อ",
    "คำ\n:   ความหมาย\n\n*[สพป]: สำนักงาน\n\nสพป",
    "[ก](https://example.org/?q=javascript:alert(1)) [ข](mailto:a@example.org) [ค](tel:074-000-000) [ง](second.md#วิธีทำ)",
    "[ก](https://example.org/a:b) [ข](./second.md) <https://example.org/> <a@example.org> <irc://example.org/kh>",
    "![ป้าย](images/label.png){ .decorative width=50% }",
    "{{ page.title }} {% raw %} ${x} {#id} {: .a }",
    "## หัวข้อ <b>หนา</b> & `<i>` { #own .wide }",
    "<div markdown>\n*เอียง* **หนา** [ก](second.md)\n</div>",
    "<?php echo 1; ?> และ <![CDATA[ x ]]> และ <!DOCTYPE html>",
    "บรรทัด<br/>ใหม่<hr>",
    "`&rlm;` เขียนว่า &amp;#8238; ส่วน &nbsp; &shy; &zwnj; &#8203; ไม่เปลี่ยนทิศ R&D AT&T",
]  # fmt: skip

HOSTILE = {
    "<script>alert(1)</script>": "active-tag",
    "```\n<script>alert(1)</script>": "active-tag",
    '```html title="ก"\n<script>alert(1)</script>\n```': "active-tag",
    "   ```\n<script>alert(1)</script>\n   ```": "active-tag",
    "พิมพ์ \\`<script>alert(1)</script>\\` ลงในช่อง": "active-tag",
    "<!--><script>alert(1)</script>-->": "active-tag",
    "<!-- ก --!><script>alert(1)</script> -->": "active-tag",
    "`<!--` <script>alert(1)</script> `-->`": "active-tag",
    "<!---><script>alert(1)</script>-->": "active-tag",
    "<scr\0ipt>x</scr\0ipt><SCRIPT\n>alert(1)</SCRIPT>": "active-tag",
    "<!--><meta http-equiv=refresh content='0;url=https://e.example/'>-->": "active-tag",
    "<base href=https://e.example/>": "active-tag",
    "<link rel=stylesheet href=https://e.example/a.css>": "active-tag",
    "<svg><p><style><a title='</style><img src=1 onerror=alert(1)>'>": "active-tag",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>": "active-tag",
    "<template><script>alert(1)</script></template>": "active-tag",
    "<form action=https://e.example><input name=password></form>": "active-tag",
    "<input type=password>": "active-tag",
    "<button>กด</button>": "active-tag",
    **{f"<{name}>": "active-tag" for name in ("noembed", "noframes", "xmp", "plaintext", "textarea", "title", "select", "iframe")},
    **{f"<{name}>": "active-tag" for name in ("style", "script", "noscript", "template", "listing", "marquee", "object")},
    "<body onload=alert(1)>": "active-attribute",
    "<div><img src=x onerror=alert(1) \n</div>": "active-attribute",
    '<span title=">" onclick="alert(1)">ก</span>': "active-attribute",
    "<p/onclick=alert(1)>ก</p>": "active-attribute",
    "<x onfocus=alert(1) tabindex=1 autofocus>": "active-attribute",
    "```{ .a onclick=alert(1) }\nx\n```": "active-attribute",
    "ก\n{ title='}' style='background:url(https://e.example/a.png)' }": "active-attribute",
    "## ก { onmouseover=alert(1) }": "active-attribute",
    "<td style='text-align: left;position:fixed'>ก</td><p style='text-align: left;'>ก</p>": "active-attribute",
    "<p contenteditable>ก</p>": "active-attribute",
    "[ดู](javascript:alert(1))": "active-link",
    "[ดู](java\nscript:alert(1))": "active-link",
    "[ก [ข [ค]]](java&Tab;script:alert(1))": "active-link",
    "[ดู](&#1;javascript&colon;alert(1))": "active-link",
    "[ดู][r]\n\n[r]:\n   javascript:alert(1)": "active-link",
    "<p><a data-href=second.md href=javascript:alert(1)>ดู</a></p>": "active-link",
    "<javascript://a.example/%0aalert(1)>": "active-link",
    "[ดู](second.md){href=javascript:alert(1)}": "active-link",
    "[ดู](DATA:text/html,x)": "active-link",
    "[ดู](vbscript:x) [ดู](file:///etc/passwd)": "active-link",
    "<blockquote cite=javascript:alert(1)>ก</blockquote>": "active-link",
    "![ก](data:image/svg+xml,x)": "active-link",
    "![ป้าย][r]\n\n[r]: https://e.example/a.png": "image-foreign",
    "![ป้าย](HTTPS://E.EXAMPLE/a.png)": "image-foreign",
    "![ป้าย](//e.example/a.png)": "image-foreign",
    "<img src='/\\e.example/a.png' alt=ก>": "image-foreign",
    "<img src='\\\\e.example/a.png' alt=ก>": "image-foreign",
    "<image src=https://e.example/a.png alt=ก>": "image-foreign",
    "<div>ก <!-- ข</div>": "html-unclosed",
    "<div><i title='ข</div>": "html-unclosed",
}  # fmt: skip


def _rules(folder, text):
    entry = BASES["knowledge"].replace("นักเรียนสังเกตใบ", f"ย่อหน้าแรก\n\n{text}\n\nย่อหน้าท้าย")
    found = checks.run(load(make(folder, **{"knowledge/entry.md": entry}), DAY), {"knowledge/entry.md"}, advice=False)
    return {
        (problem.rule, problem.line) for problem in found if problem.rule not in ("file-control-character", "image-alt")
    }


@pytest.mark.parametrize("text", HONEST)
def test_what_an_honest_writer_types_is_not_refused(text, tmp_path):
    assert not {
        rule for rule, _ in _rules(tmp_path, text) if rule.startswith(("active", "html", "image-foreign", "file"))
    }


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_run_load_or_swallow_is_an_error_at_its_line(text, tmp_path):
    found = _rules(tmp_path, text)
    last = 13 + text.count("\n")
    assert HOSTILE[text] in {rule for rule, _ in found}, found
    assert all(13 <= line <= last for rule, line in found if rule.startswith(("active", "html", "image-foreign"))), (
        found
    )


def test_what_is_published_needs_no_second_judgement():
    for text in (*HOSTILE, *HONEST, *mixtures(1, 1000)):
        done = renderer().render(text, lambda typed: None)
        assert judge(done.html) == (done.html, ()), text
        assert not (is_harmless(text) and done.refused), text


def test_harmless_texts_are_not_rendered_to_be_judged():
    assert is_harmless("## ก { .wide }\n\n- **ข** [ค](../a/b.md#ง) [จ](https://example.org/ฉ?a=1)\n- ก {#q7x2m9}\n")
    assert not is_harmless("![ค](https://example.org/a.png)") and not is_harmless("ก < ข")


def test_each_of_many_faults_has_its_own_line(tmp_path):
    found = _rules(tmp_path, "<script>1</script>\n\nก\n\n<script>2</script>")
    assert found == {("active-tag", 13), ("active-tag", 17)}


@pytest.mark.parametrize("text", [
    *(f"ชื่อ {sign}ไฟล์" for sign in ("&#8238;", "&#x202e;", "&#X0202E;", "&rlm;", "&lrm;", "&#27;[31m", "&#917569;", "&#12644;")),
    '[ก](second.md "&#8238;ข")', "**&#8294;ค**", "<b title=&#8238;>ค</b>",
])  # fmt: skip
def test_a_hidden_character_is_refused_as_an_entity_too(text, tmp_path):
    entry = BASES["knowledge"].replace(
        "นักเรียนสังเกตใบ", f"ย่อหน้าแรก `&rlm;` &amp;#8238; &nbsp;&shy;&zwnj;&#8203;\n\n{text}"
    )
    library = load(make(tmp_path, **{"knowledge/entry.md": entry}), DAY)
    [problem] = checks.run(library, {"knowledge/entry.md"}, advice=False)
    assert (problem.rule, problem.line, problem.is_error) == ("file-control-character", 13, True)
    assert problem.message.isprintable()


def test_a_message_shows_no_control_character_and_no_endless_address(tmp_path):
    entry = BASES["knowledge"].replace("นักเรียนสังเกตใบ", f"![ก](https://e.example/&#27;[31m{'a' * 999}.png)")
    problems = checks.run(
        load(make(tmp_path, **{"knowledge/entry.md": entry}), DAY), {"knowledge/entry.md"}, advice=False
    )
    [message] = [problem.message for problem in problems if problem.rule == "image-foreign"]
    assert message.isprintable() and len(message) < 300


def test_words_that_look_like_tags_stay_in_the_page_and_in_the_list_of_headings():
    done = renderer().render("## ใส่ <ชื่อ> & \\<button>\n\nพิมพ์ <name> <your-school id=1>", lambda typed: None)
    assert "&lt;name&gt; &lt;your-school id=1&gt;" in done.html
    assert done.headings[0]["name"] == "ใส่ <ชื่อ> & <button>"


def test_an_element_that_is_left_open_holds_nothing_of_the_page_below():
    html = renderer().render("<div class=a><table><tr><td>ก\n\n</div></main></body>", lambda typed: None).html
    assert html.count("<div") == html.count("</div>") and html.count("<table") == html.count("</table>")
    assert "</main" not in html and "</body" not in html
