"""`khlang hub`: catalogues fetched from servers of every sort, and the site that joins them."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from projects import run_module
from watching import settle

from khlang.content.offices import Office
from khlang.content.settings import Settings
from khlang.federation import fetching, reading
from khlang.federation.catalogue import Catalogue
from khlang.federation.fetching import copy_of, fetch
from khlang.federation.reading import Neighbour, read_catalogue
from khlang.publishing.hub import ON_A_PAGE, hub_site

HOSTILE = "</script><script>window.hit = 1</script><img src=x onerror='window.hit = 1'>"


def _catalogue(address: str, count: int = 2, title: str = "ปลูกผักสวนครัว") -> bytes:
    rows = [
        {
            "id": f"p{n:05d}", "address": f"{address}e/p{n:05d}/", "url": f"{address}practices/p{n:05d}/", "kind": "practice",
            "title": f"{title} {n}", "summary": "นักเรียนปลูกและดูแลผัก", "date": "2026-10-01", "evidence": "told", "tags": ["อาหาร"],
        }
        for n in range(count)
    ]  # fmt: skip
    site = {"name": "คลังอื่น", "office": "สำนักงานอื่น", "office_short": "สพป.อื่น", "address": address}
    return json.dumps({"version": 1, "site": site, "entries": rows}, ensure_ascii=False).encode()


@pytest.fixture
def server() -> Iterator[tuple[str, dict[str, Callable[[BaseHTTPRequestHandler], None]]]]:
    """Address of a server, and what it does for a path; what it is not told of is not there."""
    ways: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            way = ways.get(self.path)
            if way:
                way(self)
            else:
                self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}/", ways
    running.shutdown()
    running.server_close()


def _sends(
    data: bytes, length: int | None = None, pause: float = 0, repeat: int = 1
) -> Callable[[BaseHTTPRequestHandler], None]:
    def way(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        if length is not None:
            handler.send_header("Content-Length", str(length))
        handler.end_headers()
        try:
            for _ in range(repeat):
                handler.wfile.write(data)
                handler.wfile.flush()
                if pause:
                    threading.Event().wait(pause)
        except OSError:
            pass  # whoever asked had enough

    return way


def _redirects(to: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def way(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", to)
        handler.end_headers()

    return way


def test_a_catalogue_is_fetched_cleaned_and_read_again(server):
    root, ways = server
    ways["/catalogue.json"] = _sends(_catalogue(root).replace(b'"kind"', b'"secret": "x", "kind"'))
    found = fetch(Office(key="other", name="สพป.อื่น", address=root))
    assert len(found.entries) == 2 and found.complaints == ()
    copy = copy_of(found)
    assert b"secret" not in copy and copy.count(b"\n") == 4
    assert read_catalogue(copy, found.office).entries == found.entries
    assert len(Catalogue.model_validate(json.loads(copy)).entries) == 2


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("missing", "404"),
        ("elsewhere", "ส่งต่อไปเว็บไซต์อื่น"),
        ("file", "302"),
        ("loop", "508|ตอบว่า 302"),
        ("slow", "ช้า"),
        ("endless", "ใหญ่เกิน"),
        ("shorter", "อ่านไม่ได้"),
        ("broken", "อ่านไม่ได้"),
    ],
)
def test_a_neighbour_that_misbehaves_costs_a_sentence_and_no_more(name, told, server, monkeypatch):
    root, ways = server
    monkeypatch.setattr(reading, "MOST_BYTES", 2_000_000)
    monkeypatch.setattr(fetching, "MOST_BYTES", 2_000_000)
    sound = _catalogue(root)
    ways |= {
        "/elsewhere": _redirects("http://localhost:9/catalogue.json"),
        "/file": _redirects("file:///etc/passwd"),
        "/loop": _redirects(f"{root}loop"),
        "/slow": _sends(b" ", pause=0.2, repeat=100),
        "/endless": _sends(b" " * 100_000, repeat=1_000),
        "/shorter": _sends(sound[:200], length=999_999_999),
        "/broken": _sends(sound[:-20]),
    }
    found = fetch(Office(key="other", name="สพป.อื่น", address=root, catalogue=f"{root}{name}"), patience=1.5)
    assert found.entries == () and len(found.complaints) == 1
    assert found.complaints[0].count("สพป.อื่น") == 1 and re.search(told, found.complaints[0])


def test_nobody_who_listens_is_told(server):
    found = fetch(Office(key="other", name="สพป.อื่น", address="http://127.0.0.1:9/"), patience=1.5)
    assert found.complaints == ("สพป.อื่น: ติดต่อไม่ได้ ใช้สำเนาเดิมต่อไป",)


def _settings() -> Settings:
    return Settings(name="คลังรวมของภาคใต้", office="สำนักงาน", office_short="สนง.")


def _neighbour(key: str, **more: object) -> Neighbour:
    office = Office(key=key, name=f"สพป.{key}", address=f"https://{key}.example.go.th/")
    return read_catalogue(_catalogue(office.address, **more), office)  # type: ignore[arg-type]


def test_lists_lead_to_the_offices_own_pages_and_are_the_same_twice(tmp_path):
    joined = [
        _neighbour("one", count=ON_A_PAGE + 1),
        _neighbour("two"),
        Neighbour(
            Office(key="gone", name="สพป.หาย", address="https://gone.example/"), complaints=("สพป.หาย: ติดต่อไม่ได้",)
        ),
    ]
    report = hub_site(tmp_path / "a", _settings(), joined)
    assert sum(report.pages.values()) == ON_A_PAGE + 3
    hub_site(tmp_path / "b", _settings(), joined)
    names = sorted(
        path.relative_to(tmp_path / "a").as_posix() for path in (tmp_path / "a").rglob("*") if path.is_file()
    )
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)
    home = (tmp_path / "a/index.html").read_text(encoding="utf-8")
    assert "สพป.หาย: ติดต่อไม่ได้" in home and 'href="o/one/"' in home
    first, second = (
        (tmp_path / "a/o/one" / name).read_text(encoding="utf-8") for name in ("index.html", "2/index.html")
    )
    assert first.count("https://one.example.go.th/practices/") == ON_A_PAGE and 'href="../../o/one/2/"' in first
    assert second.count("https://one.example.go.th/practices/") == 1


def test_what_others_wrote_is_text(tmp_path):
    hub_site(tmp_path, _settings(), [_neighbour("one", title=HOSTILE)])
    for page in tmp_path.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "<img src=x" not in html and "window.hit = 1</script>" not in html and "Content-Security-Policy" in html


@pytest.mark.browser
def test_one_search_finds_the_entries_of_all_and_narrows_by_office(tmp_path, browser: Browser, serve_folder):
    joined = [_neighbour("one", title=f"ปลูกผักสวนครัว {HOSTILE}"), _neighbour("two", count=30)]
    hub_site(tmp_path, _settings(), joined)
    page = browser.new_page(viewport={"width": 390, "height": 844})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{serve_folder(tmp_path)}?q=ปลูกผัก")
    expect(page.locator("[data-status]")).to_have_text("พบ 32 เรื่อง")
    expect(page.locator("[data-results] li")).to_have_count(20)
    page.locator("[data-more]").click()
    expect(page.locator("[data-results] li")).to_have_count(32)
    page.locator("select[name=site]").select_option("one")
    expect(page.locator("[data-status]")).to_have_text("พบ 2 เรื่อง")
    expect(page.locator("[data-results] a").first).to_have_attribute(
        "href", re.compile(r"^https://one\.example\.go\.th/practices/")
    )
    expect(page.locator("[data-results] li").first).to_contain_text("สพป.one · แนวปฏิบัติที่ดี")
    assert page.evaluate("window.hit") is None and page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()
    assert said == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_the_joint_site(scheme, tmp_path, browser: Browser, serve_folder):
    hub_site(tmp_path, _settings(), [_neighbour("one"), _neighbour("two", count=30)])
    page = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    for address in ("?q=ปลูกผัก", "o/two/"):
        page.goto(f"{serve_folder(tmp_path)}{address}")
        settle(page)
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found] == []
    page.close()


def test_the_command_fetches_joins_and_goes_on_where_one_is_down(server, tmp_path):
    root, ways = server
    ways["/one/catalogue.json"] = _sends(_catalogue(f"{root}one/"))
    data = tmp_path / "docs/_data"
    data.mkdir(parents=True)
    (data / "site.yml").write_text("name: คลังรวม\noffice: สำนักงาน\noffice_short: สนง.\n", encoding="utf-8")
    assert "ยังไม่มีสำนักงาน" in run_module(tmp_path, "khlang", "hub").stderr
    rows = "".join(f"- {{key: {key}, name: สพป.{key}, address: '{root}{key}/'}}\n" for key in ("one", "two"))
    (data / "offices.yml").write_text(rows, encoding="utf-8")
    done = run_module(tmp_path, "khlang", "hub", "--fetch", "--site", "site")
    assert done.returncode == 0, done.stderr
    assert "สพป.two: ตอบว่า 404" in done.stderr and "รวม 2 เรื่องจาก 2 สำนักงาน" in done.stdout
    assert (tmp_path / "site/index.html").is_file() and (data / "catalogues/one.json").is_file()
    kept = (data / "catalogues/one.json").read_bytes()
    ways["/one/catalogue.json"] = _sends(b"{}")
    again = run_module(tmp_path, "khlang", "hub", "--fetch")
    assert "ไม่ใช่บัญชีเรื่อง" in again.stderr and (data / "catalogues/one.json").read_bytes() == kept
