"""Fixed dates inside files, so that two runs give the same bytes."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

DATE = datetime.datetime(2025, 1, 15, 9, 0, 0)  # noqa: DTZ001 (these formats keep no time zone)
ZIP_DATE = (2025, 1, 15, 9, 0, 0)


def add_to_zip(archive: zipfile.ZipFile, name: str, body: bytes) -> None:
    """Write one member with the fixed date and plain permissions."""
    entry = zipfile.ZipInfo(name, ZIP_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, body)


def steady_office_file(content: bytes) -> bytes:
    """The same Word or Excel file (a zip archive) with fixed dates."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            body = old.read(member.filename)
            if member.filename == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", DATE.isoformat().encode(), body)
            add_to_zip(new, member.filename, body)
    return out.getvalue()
