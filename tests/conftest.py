"""The browser's half of the tests: one Chromium, one built site and one quiet server for a whole run.

A test that needs them is marked `@pytest.mark.browser`; `python3 run.py test --no-browser` leaves those out.
A browser that is missing otherwise fails the test: a skipped test would look like a passed one.
"""

import functools
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from content import MINIATURE
from hypothesis import settings
from office_content import GUARD
from projects import build
from run import system_browser
from watching import PATIENCE

# --no-sandbox: in a container the tests run as root, where Chromium refuses to start with its sandbox on.
# The rest keeps it from asking its makers' hosts for anything.
BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NO_BROWSER = (
    "ไม่พบ Chromium หรือ Chrome: ให้รันผ่าน python3 run.py test ซึ่งหาหรือติดตั้งให้เอง หรือระบุที่อยู่โปรแกรมใน CHROMIUM\n"
    "No Chromium or Chrome: run `python3 run.py test`, which finds or installs one, or put the program's path in CHROMIUM."
)


# No deadline: the first cut of a run loads the dictionary, and a machine may be busy with other things.
# The same examples each run, so that a proposal fails by what it changes; `--hypothesis-profile=any` tries others.
settings.register_profile("khlang", deadline=None, max_examples=60, derandomize=True)
settings.register_profile("any", deadline=None, max_examples=60)
settings.load_profile("khlang")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Set-up, call and end of every test run under the guard, but for those that are about the real content."""
    GUARD.is_on = item.get_closest_marker("real_content") is None
    try:
        return (yield)
    finally:
        GUARD.is_on = False


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser's program: $CHROMIUM, as run.py passes it on, else the system's own, found as run.py finds it."""
    named = os.environ.get("CHROMIUM")
    if named and not Path(named).is_file():
        pytest.fail(f"CHROMIUM={named}: ไม่มีไฟล์นี้ (no such file)\n{NO_BROWSER}", pytrace=False)
    found = named or system_browser()
    if not found:
        pytest.fail(NO_BROWSER, pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser(chromium_path: str):
    """One playwright `Browser` for the run; a test opens its own context or page, and closes it."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path, args=list(BROWSER_FLAGS))
        running.on("context", lambda context: context.set_default_timeout(PATIENCE))
        yield running
        running.close()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a log line for each."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """A function from a folder to the address, ending in `/`, where it is served on loopback until the run ends."""
    servers = []

    def serve(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(QuietHandler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()  # seconds until it ends
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], None]], Path]:
    """A function that gives the folder of a name, filled once in a run: pytest-xdist's other workers wait for it.

    Read it, never write into it. Where filling fails, the next test that asks tries again.
    """
    from filelock import FileLock

    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"

    def give(name: str, fill: Callable[[Path], None]) -> Path:
        shared.mkdir(exist_ok=True)
        folder, made = shared / name, shared / f"{name}.made"
        with FileLock(shared / f"{name}.lock"):
            if not made.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                made.touch()
        return folder

    return give


@pytest.fixture(scope="session")
def built_site(once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The folder of the miniature site, built as a check builds it: with --strict."""

    def fill(folder: Path) -> None:
        built = build(MINIATURE, "--strict", "--site-dir", str(folder))
        if built.returncode:
            pytest.fail(f"mkdocs build --strict:\n{built.stdout}{built.stderr}", pytrace=False)

    return once("site", fill)
