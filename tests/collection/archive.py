"""Zip archives that come out the same whenever they are written."""

from __future__ import annotations

import datetime
import io
import zipfile


def steady(data: bytes, moment: datetime.datetime) -> bytes:
    """The archive with the same members in the same order, all of them from *moment*."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w") as new:
        for member in old.infolist():
            copy = zipfile.ZipInfo(member.filename, moment.timetuple()[:6])
            copy.compress_type = member.compress_type  # OpenDocument wants its first member stored
            new.writestr(copy, old.read(member))
    return packed.getvalue()
