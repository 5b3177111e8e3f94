"""Stops a file that is too large while it arrives; the rest of what was sent is kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

TOO_LARGE = "files_too_large"


class SizeLimit(FileUploadHandler):
    """First of the upload handlers: drops a file at the limit and remembers its field on the request."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Count each file by itself."""
        super().new_file(*args, **kwargs)
        self.arrived = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass data on until there is too much of it."""
        self.arrived += len(raw_data)
        if self.arrived > settings.UPLOAD_MAX_BYTES:
            self._refuse()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Another handler keeps the file."""

    def _refuse(self) -> None:
        if self.request is not None:
            refused_fields(self.request).add(str(self.field_name))
        raise SkipFile


def refused_fields(request: HttpRequest) -> set[str]:
    """The names of the fields whose file was too large; reading the form first makes it complete."""
    found: set[str] | None = getattr(request, TOO_LARGE, None)
    if found is None:
        found = set()
        setattr(request, TOO_LARGE, found)
    return found


def limit_words() -> str:
    """The limit in megabytes, as pages say it: "20 MB"."""
    return f"{settings.UPLOAD_MAX_BYTES // (1024 * 1024)} MB"
