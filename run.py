#!/usr/bin/env python3
"""The door for a newcomer: with Python 3.11 or newer and nothing else, install what khlang needs and run it.

Everything goes into .venv beside this file, in the versions of scripts/constraints.txt, byte for byte; a second start only
compares a stamp. Our messages go to stderr, Thai first, so that the output of `khlang check --format json` stays clean.

The standard library only, and syntax that Python 3.6 reads: an old Python must come as far as the sentence that says
it is too old.
"""

import contextlib
import ctypes
import hashlib
import importlib.util
import json
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

if os.name == "nt":
    import msvcrt
else:
    import fcntl

OLDEST_PYTHON = (3, 11)
PYTHON_HERE = ".".join(map(str, sys.version_info[:2]))
WINDOWS = os.name == "nt"
ROOT = Path(os.path.abspath(__file__)).parent
CONSTRAINTS = {"": "scripts/constraints.txt", "test": "scripts/constraints-test.txt"}  # by extra
IS_SITE = not (ROOT / "pyproject.toml").exists()  # a repository of content alone: khlang comes from requirements.txt
REQUIREMENTS = ["requirements.txt"] if IS_SITE else ["pyproject.toml", *CONSTRAINTS.values()]
VENV = ROOT / ".venv"
PYTHON = str(VENV / (r"Scripts\python.exe" if WINDOWS else "bin/python"))
STAMP = VENV / "khlang-installed.json"

USAGE = """\
  python3 run.py serve         เปิดอ่านเว็บในเครื่องนี้ หน้าเว็บโหลดใหม่เองเมื่อแก้ไฟล์
                               read the site on this machine; pages reload on edits
  python3 run.py build         สร้างเว็บลงใน site/ (--strict: ไม่ผ่านเมื่อมีสิ่งที่ต้องแก้ --clean: ทำใหม่ทุกหน้า)
                               build the site into site/ (--strict: fail where anything must be mended; --clean: make every page anew)
  python3 run.py test          ทดสอบทั้งหมด (--no-browser เว้นส่วนที่ใช้เบราว์เซอร์ ตัวเลือกของ pytest ใส่หลัง --)
                               all tests (--no-browser leaves out the browser's; pytest's own options go after --)
  python3 run.py khlang ...    คำสั่งของคลัง เช่น check, new, schema
                               khlang's own commands, such as check, new, schema"""


class Foreseen(Exception):
    """A failure that we know how to explain: the Thai sentence, then the English one."""


def say(thai: str, english: str) -> None:
    """Print to stderr as UTF-8 whatever the console's code page is: cp1252 and cp874 would end in a traceback."""
    sys.stderr.buffer.write(f"{thai}\n{english}\n".encode())
    sys.stderr.flush()


if sys.version_info < OLDEST_PYTHON:
    say(
        f"ต้องใช้ Python 3.11 ขึ้นไป แต่เครื่องนี้ใช้ Python {PYTHON_HERE} ให้ติดตั้งรุ่นใหม่จาก python.org แล้วสั่งอีกครั้ง",
        f"Python 3.11 or newer is needed; this is {PYTHON_HERE}. Install a newer one from python.org, then run this again.",
    )
    sys.exit(1)


def wanted() -> dict:
    """What the stamp must say: `home`, or .venv is made anew; and `requirements`, or pip brings it up to date.

    `home` holds the path because the programs in a .venv know where they stand: a move breaks them.
    """
    requirements = b"".join((ROOT / name).read_bytes() for name in REQUIREMENTS)
    home = [platform.python_version(), sys.base_prefix, str(ROOT)]
    return {"home": home, "requirements": hashlib.sha256(requirements).hexdigest()}


def installed() -> dict:
    """What the stamp says; nothing where there is none, or half of one, or a Python that was removed since."""
    try:
        return json.loads(STAMP.read_text()) if os.path.exists(PYTHON) else {}
    except (OSError, ValueError):
        return {}


def is_ready(extra: str) -> bool:
    """Whether .venv holds what is wanted now, with the test extra if `extra` is "test" (that includes the plain install)."""
    has = installed()
    return extra in ("", has.get("extra")) and all(has.get(key) == value for key, value in wanted().items())


def prepare(extra: str = "") -> None:
    """Bring .venv up to date; two small files are read when it is.

    The stamp goes before anything changes and comes last, so that an interrupted install never counts as a whole one.
    """
    if is_ready(extra):
        return
    with only_one():
        if is_ready(extra):  # the start that we waited for has done it
            return
        has, want = installed(), wanted()
        with contextlib.suppress(FileNotFoundError):
            STAMP.unlink()
        if has.get("home") != want["home"]:
            create_venv()
            has = {}
        want["extra"] = extra or has.get("extra", "")
        try:
            install(want["extra"])
        except Foreseen:
            if has:  # pip gave up before it changed anything: the old install still stands
                STAMP.write_text(json.dumps(has))
            raise
        STAMP.write_text(json.dumps(want))
        say("ติดตั้งเสร็จแล้ว", "Installed.")


@contextlib.contextmanager
def only_one():
    """Hold a lock file while installing; the system lets go of it when this process ends, however it ends."""
    (ROOT / ".cache").mkdir(exist_ok=True)
    with open(ROOT / ".cache" / "run.lock", "a+b") as file:
        if not try_lock(file):
            say("มีคำสั่งอื่นกำลังติดตั้งอยู่ รอสักครู่ ...", "Another start is installing; waiting ...")
            while not try_lock(file):
                time.sleep(0.5)
        yield


def try_lock(file) -> bool:
    try:
        if WINDOWS:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as failure:  # held by another, or a file system that knows no locks
        return not isinstance(failure, (BlockingIOError, PermissionError))
    return True


def create_venv() -> None:
    if importlib.util.find_spec("ensurepip") is None:  # Debian keeps it in a package of its own
        need_package(f"python{PYTHON_HERE}-venv", "Python ของเครื่องนี้ไม่มีส่วนสร้าง venv", "This Python cannot make a venv.")
    say("กำลังสร้าง .venv ...", "Making .venv ...")
    code, lines = run_quietly([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if code:
        raise Foreseen(
            tail(lines) + f"สร้าง {VENV} ไม่สำเร็จ ให้ปิดโปรแกรมที่ใช้โฟลเดอร์นี้อยู่ ลบโฟลเดอร์ แล้วสั่งอีกครั้ง",
            f"Could not make {VENV}. Close what uses this folder, delete it, and run this again.",
        )


def install(extra: str) -> None:
    say(
        "กำลังติดตั้งส่วนประกอบ ครั้งแรกใช้เวลา 1-3 นาทีและต้องต่ออินเทอร์เน็ต ...",
        "Installing; the first time takes 1-3 minutes and needs the internet ...",
    )
    # Wheels only, each of the very bytes that the file names: nothing that is downloaded runs before it was compared.
    # Then the package itself, which is here; what builds it is among the first.
    pip = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar=off"]
    pinned = ["--require-hashes", "--only-binary=:all:", "-r", CONSTRAINTS[extra]]
    ours = ["--no-index", "--no-deps", "--no-build-isolation", "-e", "."]
    for words in [["--only-binary=:all:", "-r", *REQUIREMENTS]] if IS_SITE else (pinned, ours):
        code, lines = run_quietly([*pip, *words])
        if code:
            break
    unreachable = "NewConnectionError|Max retries|ConnectTimeout|ReadTimeout|ProxyError|SSLError"
    if code and re.search(unreachable, "".join(lines)):
        raise Foreseen(
            f"{tail(lines)}ติดตั้งไม่สำเร็จ: ต่อแหล่งดาวน์โหลดของ Python ไม่ได้ ให้ตรวจอินเทอร์เน็ตหรือพร็อกซี แล้วสั่งอีกครั้ง",
            "Could not install: Python's package index is out of reach. Check the internet or the proxy, then run this again.",
        )
    if code:
        raise Foreseen(
            f"{tail(lines)}ติดตั้งไม่สำเร็จ: ข้อความข้างบนคือท้ายรายงานของ pip ให้ส่งให้ผู้ดูแลระบบ หรือสั่งอีกครั้งภายหลัง",
            "Could not install: above is the end of pip's report. Show it to a maintainer, or try again later.",
        )


def run_quietly(command, more_env=None):
    """Run and return (exit code, lines of output); a terminal gets a dot for every ten lines of it."""
    process = subprocess.Popen(
        command,
        cwd=str(ROOT),
        env={**child_env(), **(more_env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    lines = []
    for line in process.stdout:
        lines.append(line)
        if sys.stderr.isatty() and len(lines) % 10 == 0:
            print(".", end="", file=sys.stderr, flush=True)
    return process.wait(), lines


def tail(lines, count: int = 25) -> str:
    return "".join("  | " + line.rstrip("\n") + "\n" for line in lines[-count:])


def child_env() -> dict:
    """The environment for everything we start: UTF-8 everywhere, and without the engine's advertisements."""
    return {**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def may_apt() -> bool:
    return not WINDOWS and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(package: str) -> bool:
    """Install a Debian package where we may; whether it worked."""
    if not may_apt():
        return False
    say(f"กำลังติดตั้ง {package} ด้วย apt-get ...", f"Installing {package} with apt-get ...")
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", package]):
        code, lines = run_quietly(["apt-get", *arguments], {"DEBIAN_FRONTEND": "noninteractive"})
    if code:
        say(tail(lines) + "apt-get ทำไม่สำเร็จ", "apt-get failed.")
    importlib.invalidate_caches()
    return code == 0


def need_package(package: str, thai: str, english: str) -> None:
    if not apt_install(package):
        raise Foreseen(
            f"{thai} บน Debian หรือ Ubuntu ให้พิมพ์: sudo apt install {package} แล้วสั่งอีกครั้ง",
            f"{english} On Debian or Ubuntu type: sudo apt install {package} - then run this again.",
        )


def need_libatomic() -> None:
    """Playwright's driver is a Node.js that wants this library, which the smallest Linux systems leave out."""
    try:
        if sys.platform == "linux":
            ctypes.CDLL("libatomic.so.1")
    except OSError:
        need_package("libatomic1", "ตัวคุมเบราว์เซอร์ต้องใช้ libatomic", "The browser's driver needs libatomic.")


def find_browser() -> str:
    """The path of a Chromium or Chrome that starts: what is there, else what may be installed, else an explained failure."""
    named = os.environ.get("CHROMIUM")
    if named:
        if starts(named):
            return named
        raise Foreseen(
            f"CHROMIUM={named}: เปิดโปรแกรมนี้ไม่ได้ ให้แก้ที่อยู่ หรือลบตัวแปร CHROMIUM",
            f"CHROMIUM={named}: this program does not start. Correct the path, or unset CHROMIUM.",
        )
    found = system_browser() or debian_browser() or playwright_browser()
    if found:
        return found
    raise Foreseen(
        "ไม่พบ Chromium หรือ Chrome และติดตั้งให้ไม่ได้ ให้ติดตั้ง Google Chrome หรือ (Debian) sudo apt install chromium แล้วสั่งอีกครั้ง\n"
        "หรือบอกที่อยู่โปรแกรมในตัวแปร CHROMIUM หรือเว้นการทดสอบส่วนนี้: python3 run.py test --no-browser",
        "No Chromium or Chrome was found or could be installed. Install Google Chrome, or (Debian) sudo apt install chromium,\n"
        "or put a program's path in CHROMIUM, or leave these tests out: python3 run.py test --no-browser",
    )


def system_browser():
    """The first installed browser of Chromium's family that starts, or None."""
    if WINDOWS:
        folders = [os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
        programs = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe")
        places = [os.path.join(folder, program) for program in programs for folder in folders]
    elif sys.platform == "darwin":
        folders = ["/Applications", os.path.expanduser("~/Applications")]
        programs = ("Google Chrome", "Chromium", "Microsoft Edge")
        places = [f"{folder}/{name}.app/Contents/MacOS/{name}" for name in programs for folder in folders]
    else:
        programs = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "chrome", "microsoft-edge")
        places = [shutil.which(program) or "" for program in programs]
    return next(filter(starts, places), None)


def starts(program: str) -> bool:
    """Whether the program runs here. A snap does not count: it sees neither our temporary folders nor the built site."""
    if not os.path.isfile(program) or is_snap(program):
        return False
    if WINDOWS:  # there, --version opens a window
        return True
    try:
        asked = subprocess.run([program, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def is_snap(program: str) -> bool:
    """Whether the program is a snap, or Ubuntu's script of the same name that calls one."""
    with open(program, "rb") as file:
        return os.path.basename(os.path.realpath(program)) == "snap" or b"/snap/bin/" in file.read(4096)


def debian_browser():
    """Debian's own chromium where we may install it. Not on Ubuntu, where the package is a stand-in for a snap."""
    with contextlib.suppress(OSError):  # no such file on this system
        if platform.freedesktop_os_release()["ID"] == "debian" and apt_install("chromium"):
            return system_browser()
    return None


def playwright_browser():
    """Playwright's own Chromium, downloaded unless it is there already; with the libraries it needs where we are root."""
    ask = "from playwright.sync_api import sync_playwright as p\nwith p() as q: print(q.chromium.executable_path)"
    _, lines = run_quietly([PYTHON, "-c", ask])
    path = lines[-1].strip() if lines else ""
    if not starts(path):
        say("กำลังดาวน์โหลด Chromium ของ Playwright ...", "Downloading Playwright's Chromium ...")
        libraries = ["--with-deps"] if may_apt() else []
        code, lines = run_quietly([PYTHON, "-m", "playwright", "install", *libraries, "chromium"])
        if code:
            say(tail(lines) + "ดาวน์โหลดไม่สำเร็จ", "The download failed.")
    return path if starts(path) else None


def become(*module: str) -> int:
    """Run a module with its arguments in ROOT, in place of this process; on Windows, which cannot, as a child."""
    prepare()
    os.chdir(str(ROOT))
    command = [PYTHON, "-m", *module]
    if WINDOWS:
        return subprocess.call(command, env=child_env())
    os.execve(PYTHON, command, child_env())


def serve(arguments) -> int:
    if not any(argument.startswith(("-a", "--dev-addr")) for argument in arguments):
        arguments = ["--dev-addr", f"127.0.0.1:{free_port()}", *arguments]
    return become("mkdocs", "serve", *arguments)


def build(arguments) -> int:
    if {"--clean", "-c"} & set(arguments):  # nothing of the last build counts
        for kept in ("pages.json", "facts"):
            with contextlib.suppress(FileNotFoundError):
                (ROOT / ".cache" / "khlang" / kept).unlink()
    return become("mkdocs", "build", *arguments)


def free_port(first: int = 8000) -> int:
    for port in range(first, 65536):
        with socket.socket() as probe, contextlib.suppress(OSError):
            if not WINDOWS:  # as the server does: a connection of the last run that is closing takes no port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            break
    if port != first:
        say(f"พอร์ต {first} มีโปรแกรมอื่นใช้อยู่ จึงใช้ {port}", f"Port {first} is taken; using {port}.")
    return port


# As many workers as processors; the tests of a file stay together, for what they share. Later options win: -- -n 0
WORKERS = ("--numprocesses", "auto", "--dist", "loadfile")


def test(arguments) -> int:
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    ours, pytest_arguments = arguments[:cut], arguments[cut + 1 :]
    if set(ours) - {"--no-browser"}:
        raise Foreseen(
            f"ไม่รู้จัก {' '.join(ours)} ตัวเลือกของ pytest ให้ใส่หลัง -- เช่น python3 run.py test -- -k thai",
            f"Unknown: {' '.join(ours)}. Options for pytest go after --, such as: python3 run.py test -- -k thai",
        )
    return test_site() if IS_SITE else test_engine(pytest_arguments, with_browser=not ours)


def test_site() -> int:
    """What a pull request of a content repository must pass."""
    prepare()
    khlang = [PYTHON, "-m", "khlang"]
    steps = {
        "khlang check": [*khlang, "check"],
        "mkdocs build --strict": [PYTHON, "-m", "mkdocs", "build", "--strict"],
        "khlang generate --check": [*khlang, "generate", "--check"],
        "khlang upgrade --check": [*khlang, "upgrade", "--check"],
    }
    return run_steps(steps, child_env())


def test_engine(pytest_arguments, with_browser: bool) -> int:
    prepare("test")
    env = child_env()
    if not with_browser:
        pytest_arguments = ["-m", "not browser", *pytest_arguments]
    else:
        need_libatomic()
        env["CHROMIUM"] = find_browser()
    steps = {
        "ruff check": [PYTHON, "-m", "ruff", "check", "."],
        "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."],
        "mypy": [PYTHON, "-m", "mypy"],
        "pytest": [PYTHON, "-m", "pytest", *WORKERS, *pytest_arguments],
    }
    code = run_steps(steps, env)
    if not with_browser:
        say("ไม่ได้ทดสอบในเบราว์เซอร์ เพราะสั่ง --no-browser", "The browser tests were left out, as --no-browser asked.")
    return code


def run_steps(steps: dict, env: dict) -> int:
    """Run every command, also after one failed; 1 where one did."""
    failed = [name for name, command in steps.items() if subprocess.call(command, cwd=str(ROOT), env=env)]
    if failed:
        say(f"ไม่ผ่าน: {', '.join(failed)}", f"Failed: {', '.join(failed)}")
    else:
        say(f"ผ่านทั้งหมด: {', '.join(steps)}", f"All passed: {', '.join(steps)}")
    return 1 if failed else 0


COMMANDS = {
    "serve": serve,
    "build": build,
    "test": test,
    "khlang": lambda arguments: become("khlang", *arguments),
}


def main(arguments) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        say("วิธีใช้ (บน Windows พิมพ์ py แทน python3) / Usage (on Windows type py for python3):", USAGE)
        return 0 if arguments[:1] in (["-h"], ["--help"]) else 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except Foreseen as failure:
        say(*failure.args)
    except OSError as failure:
        say(f"ทำต่อไม่ได้: {failure}", f"Cannot go on: {failure}")
    except KeyboardInterrupt:
        say("หยุดตามที่สั่ง", "Stopped.")
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
