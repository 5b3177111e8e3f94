"""Which files are taken, and whether a file is what its name says. Looks inside; trusts no browser."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

import puremagic


class Unsuitable(ValueError):
    """The file is not taken; the message says what to do."""


@dataclass(frozen=True)
class FileKind:
    """One kind of file: the extensions it may carry, what is found inside, and how it is served."""

    extensions: tuple[str, ...]
    inside: tuple[str, ...]
    media_type: str
    part: str = ""


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = (
    FileKind((".pdf",), (".pdf",), "application/pdf"),
    FileKind((".docx",), (".docx",), WORD, part="word/document.xml"),
    FileKind((".xlsx",), (".xlsx",), SHEET, part="xl/workbook.xml"),
    FileKind((".doc",), (".doc",), "application/msword"),
    FileKind((".xls",), (".xls", ".doc"), "application/vnd.ms-excel"),
    FileKind((".msg",), (".msg", ".doc"), "application/vnd.ms-outlook"),
    FileKind((".rtf",), (".rtf",), "application/rtf"),
    FileKind((".png",), (".png",), "image/png"),
    FileKind((".jpg", ".jpeg"), (".jpg", ".jpeg"), "image/jpeg"),
)
PLAIN = {".txt": "text/plain", ".csv": "text/csv", ".eml": "message/rfc822"}
LISTED = "PDF, Word, Excel, Outlook message, rich text, plain text, CSV, PNG or JPEG"
MACROS = "vbaproject.bin"


def kind_of(name: str, data: bytes) -> tuple[str, str]:
    """The extension and media type of a file that may be taken.

    Raises:
        Unsuitable: it is of another kind, or is not what its name says.
    """
    extension = PurePath(name).suffix.lower()
    if not data:
        raise Unsuitable("The file is empty. Choose another")
    if extension in PLAIN:
        _check_plain(data)
        return extension, PLAIN[extension]
    kind = next((one for one in KINDS if extension in one.extensions), None)
    if kind is None:
        raise Unsuitable(f"The file must be one of these kinds: {LISTED}")
    if not _found(data) & set(kind.inside) or not _has_part(data, kind.part):
        raise Unsuitable(
            "The file is not what its name says it is. Open it in the program that made it, "
            "save it again and choose it again"
        )
    return extension, kind.media_type


def _found(data: bytes) -> set[str]:
    try:
        return {match.extension.lower() for match in puremagic.magic_string(data)}
    except (puremagic.PureError, ValueError):
        return set()


def _has_part(data: bytes, part: str) -> bool:
    """An Office file is an archive that holds its main part and no macros."""
    if not part:
        return True
    try:
        names = {name.lower() for name in zipfile.ZipFile(io.BytesIO(data)).namelist()}
    except zipfile.BadZipFile:
        return False
    return part in names and not any(name.endswith(MACROS) for name in names)


def _check_plain(data: bytes) -> None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text or _found(data) & {".exe", ".dll", ".zip", ".pdf", ".elf"}:
        raise Unsuitable(
            "The file is not plain text, though its name says so. Save it again and choose it again"
        )
