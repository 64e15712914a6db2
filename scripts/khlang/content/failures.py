"""What a machine or a program could not do, as a Thai sentence that says what to do about it."""

from __future__ import annotations

import errno

_BY_NUMBER = {
    errno.ENOSPC: "พื้นที่เก็บข้อมูลเต็ม ให้ลบไฟล์ที่ไม่ใช้แล้วลองอีกครั้ง",
    errno.EDQUOT: "พื้นที่เก็บข้อมูลของบัญชีนี้เต็ม ให้ลบไฟล์ที่ไม่ใช้แล้วลองอีกครั้ง",
    errno.EFBIG: "ไฟล์ใหญ่เกินกว่าที่ระบบนี้ให้เขียน ให้ตรวจโควตาของบัญชี",
    errno.EROFS: "ที่เก็บนี้อ่านได้อย่างเดียว ให้ย้ายโครงการไปไว้ในที่ที่เขียนได้",
    errno.EACCES: "ไม่มีสิทธิ์อ่านหรือเขียน ให้ตรวจสิทธิ์ของไฟล์และโฟลเดอร์ หรือปิดโปรแกรมที่เปิดไฟล์นี้อยู่",
    errno.EPERM: "ไม่มีสิทธิ์อ่านหรือเขียน ให้ตรวจสิทธิ์ของไฟล์และโฟลเดอร์",
    errno.ELOOP: "เป็นทางลัดที่ชี้วนกลับมาที่เดิม ให้ลบแล้ววางไฟล์จริงแทน",
    errno.EISDIR: "เป็นโฟลเดอร์ ไม่ใช่ไฟล์ ให้เปลี่ยนชื่อโฟลเดอร์ หรือวางไฟล์แทน",
    errno.ENOTDIR: "มีไฟล์อยู่ในที่ที่ต้องเป็นโฟลเดอร์ ให้ลบหรือเปลี่ยนชื่อไฟล์นั้น",
    errno.EEXIST: "มีไฟล์หรือโฟลเดอร์ชื่อนี้อยู่แล้ว ให้ลบหรือเปลี่ยนชื่อ",
    errno.ENOENT: "ไม่มีไฟล์หรือโฟลเดอร์นี้ ให้ตรวจชื่อ",
    errno.ENAMETOOLONG: "ชื่อยาวเกินไป ให้ตั้งชื่อให้สั้นลง",
    errno.EMFILE: "เปิดไฟล์พร้อมกันมากเกินไป ให้ปิดโปรแกรมอื่นแล้วลองอีกครั้ง",
    errno.EIO: "อ่านหรือเขียนอุปกรณ์เก็บข้อมูลไม่สำเร็จ ให้ตรวจแผ่นหรือสายที่ต่อ",
}


class TookTooLong(Exception):
    """Work was stopped because it took more of the processor's time than it may."""


class SavedMeanwhile(Exception):
    """A file holds something else than a moment before, when work on it began."""


def explain(error: BaseException) -> str:
    """One line, without anything that a file says. A name of a file is added where the system knows it."""
    if isinstance(error, OSError):
        said = _BY_NUMBER.get(error.errno or 0, "อ่านหรือเขียนไฟล์ไม่สำเร็จ ให้ตรวจว่าไฟล์ยังอยู่และเปิดได้")
        return f"{error.filename}: {said}" if isinstance(error.filename, str) else said
    if isinstance(error, SavedMeanwhile):
        return "มีการบันทึกไฟล์นี้ระหว่างที่โปรแกรมทำงาน ให้สั่งอีกครั้ง"
    if isinstance(error, RecursionError):
        return "ข้อความซ้อนกันหลายชั้นเกินไป ให้ลดชั้นของรายการ วงเล็บ หรือเครื่องหมาย"
    if isinstance(error, MemoryError):
        return "หน่วยความจำไม่พอ ให้แบ่งไฟล์ให้เล็กลง"
    if isinstance(error, TookTooLong):
        return "ใช้เวลานานเกินไป ให้แบ่งเป็นหลายไฟล์ หรือลบเครื่องหมายที่ไม่จำเป็น"
    return f"โปรแกรมทำต่อไม่ได้ ({type(error).__name__}{_place(error)}) เป็นความผิดของโปรแกรม ให้แจ้งผู้ดูแลพร้อมข้อความนี้"


def _place(error: BaseException) -> str:
    """The module and line of ours that met the error last, for whoever mends the program."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.split(".")[0] == "khlang":
            place = f" {module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
