"""A fence around the work on one file: whatever goes wrong inside becomes a problem of that file, and the others go on."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

from khlang.content.failures import TookTooLong, explain
from khlang.content.problem import Problem, Rule

SECONDS = 10.0
"""Of the processor for one piece of work on one file; the longest honest text takes one."""

STOPPED = Rule(
    "file-stops-program",
    "โปรแกรมทำงานกับไฟล์นี้ไม่สำเร็จ",
    wrong="[[[[[[[[…",
    right="[ลิงก์](https://…)",
    why="ไฟล์นี้ทำให้โปรแกรมหยุดหรือใช้เวลานานเกินไป จึงพักไว้ไฟล์เดียว เรื่องอื่นยังเผยแพร่ได้ตามปกติ",
)

_log = logging.getLogger(__name__)
_Made = TypeVar("_Made")


def fenced(path: str, work: Callable[[], _Made], line: int = 1, seconds: float = SECONDS) -> _Made | Problem:
    """What the work gives, or the problem of the file at `path` that any exception or too long a time becomes.

    Limits of a text (`limits`) come before; this is for what slips through them.
    """
    try:
        with processor_time(seconds):
            return work()
    except Exception as error:
        _log.debug("%s", path, exc_info=True)
        return STOPPED.at(path, line, explain(error))


@contextmanager
def processor_time(seconds: float) -> Iterator[None]:
    """Raise TookTooLong in the block once it has used so much of the processor's time.

    Only the main thread of a system with interval timers (all but Windows) can be stopped so; elsewhere it runs on.
    Of a block inside another, the nearer bound counts.
    """
    outer = signal.getitimer(signal.ITIMER_VIRTUAL)[0] if _can_stop() else 0.0
    if not _can_stop() or 0 < outer <= seconds:
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        left, _ = signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        if outer:
            signal.setitimer(signal.ITIMER_VIRTUAL, max(outer - seconds + left, 0.001))


def _can_stop() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def _stop(number: int, frame: FrameType | None) -> None:
    raise TookTooLong
