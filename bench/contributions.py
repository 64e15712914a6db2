"""Three contributions acted out on a phone of 390 px, from the first tap to the built page: python bench/contributions.py [FOLDER].

A story with a picture by the form and the drop box; a Word document by `khlang import`; a photograph by `khlang picture`.
Google and GitHub are the stand-ins of the tests. Prints taps and typed fields; FOLDER gets a picture of each step.
"""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/importing"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests/site"))

import documents
from content import DAY, make
from form import NOW, PHONE, REPOSITORY, SECTIONS, SITE
from playwright.sync_api import sync_playwright
from projects import build, project, run_module
from run import system_browser
from test_drop_box import BOX, NAME, STAND_IN, TOKEN, Box
from test_form_pictures import photograph

from khlang.content.library import load
from khlang.contributing import drop_box

TAPS = "addEventListener('pointerup', () => { sessionStorage.taps = Number(sessionStorage.taps ?? 0) + 1 }, true)"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def khlang(folder: Path, *words: str) -> str:
    done = run_module(folder, "khlang", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def serve(folder: Path) -> str:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def act(folder: Path, shots: Path) -> None:
    site = project(folder / "site", **{"_data/site.yml": SITE + f"repository: {REPOSITORY}\ndrop_box: {BOX}\n"})
    assert build(site).returncode == 0
    program = folder / "box.gs"
    program.write_text(
        drop_box.program(load(make(folder / "rules", **{"_data/site.yml": SITE + f"repository: {REPOSITORY}\n"}), DAY))
    )
    node = shutil.which("node")
    assert node
    running = subprocess.Popen([node, STAND_IN, program, NAME, TOKEN], stdout=subprocess.PIPE, text=True)
    assert running.stdout
    box = Box(int(running.stdout.readline()))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_browser(), args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="th-TH")
        context.route(
            f"{BOX}**",
            lambda route: route.fulfill(
                json=box.post(route.request.post_data_buffer), headers={"access-control-allow-origin": "*"}
            ),
        )
        page = context.new_page()
        page.add_init_script(TAPS)
        page.clock.set_fixed_time(NOW)
        page.goto(serve(site / "site") + "contribute/", wait_until="networkidle")
        page.locator("label", has=page.locator("#exchange")).tap()
        typed = {
            "ชื่อเรื่อง": "แบบนิเทศกลาง",
            "สรุปหนึ่งประโยค": "ใช้แบบเดียวกัน",
            **{f"{name} (": text for name, text in SECTIONS.items()},
        }
        for label, text in typed.items():
            field = page.get_by_label(label, exact=not label.endswith("("))
            field.tap()
            field.fill(text)
        page.get_by_label("วันที่ของเรื่อง").tap()
        page.get_by_label("วันที่ของเรื่อง").fill("2026-11-03")
        page.get_by_label("โรงเรียนหรือกลุ่มงานของท่าน").tap()
        page.get_by_label("โรงเรียนหรือกลุ่มงานของท่าน").select_option("กลุ่มนิเทศฯ")
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="เพิ่มภาพ").tap()
        chooser.value.set_files(photograph(folder / "IMG_1.JPG"))
        page.get_by_label("เห็นอะไรในภาพ", exact=True).tap()
        page.get_by_label("เห็นอะไรในภาพ", exact=True).fill("แบบนิเทศบนโต๊ะ")
        page.get_by_label("คนในภาพ").tap()
        page.get_by_label("คนในภาพ").select_option("none")
        page.locator(".picture").screenshot(path=shots / "picture.png")
        page.locator("label", has=page.locator("#field-consent")).tap()
        page.get_by_role("button", name="ตรวจและเลือกทางส่ง").tap()
        page.get_by_role("button", name="ส่งเข้าตู้รับฝาก").tap()
        page.get_by_text("ถึงแล้ว เลขรับ").wait_for()
        page.locator(".ways").screenshot(path=shots / "ways.png")
        print(f"form and drop box: {page.evaluate('sessionStorage.taps')} taps, {len(typed) + 2} texts typed or chosen")
        receipt = str(box.state["rows"][1][1])
        box.tick(receipt)
        state = box.state
        for name, data in state["branches"][state["pulls"][0]["head"]].items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_bytes(base64.b64decode(data))
        print(f"  editor: 1 tick, then the merge; wrong calls: {state['wrong']}")
        (folder / "practice.docx").write_bytes(documents.practice())
        said = khlang(
            site,
            "import",
            str(folder / "practice.docx"),
            "--kind",
            "practice",
            "--field",
            "owner=กลุ่มนิเทศฯ",
            "--field",
            "grades=ป.4",
            "--field",
            "time=2 คาบ",
            "--field",
            "cost=ไม่มี",
            "--people",
            "none",
        )
        print(f"docx: 1 command\n{said[:300]}")
        made = next((site / "docs/practices").glob("p*.md"))
        khlang(
            site,
            "picture",
            str(folder / "IMG_1.JPG"),
            "--entry",
            made.stem,
            "--people",
            "none",
            "--alt",
            "ป้ายใต้ต้นไม้",
        )
        made.write_text(
            made.read_text()
            .replace("status: draft", "status: published")
            .replace("✎ สรุปหนึ่งประโยค", "สรุป")
            .replace("✎ บอกสิ่งที่เห็นในภาพ", "นักเรียนวัดลำต้น")
            .replace("✎", "")
        )
        built = build(site)
        print(
            f"page built: {built.returncode}; {[one for one in ('exchange', 'practices') if list((site / 'site' / one).glob('*/index.html'))]}"
        )
        browser.close()
    running.kill()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        shots = Path(sys.argv[1] if len(sys.argv) > 1 else temporary)
        shots.mkdir(parents=True, exist_ok=True)
        act(Path(temporary), shots)
