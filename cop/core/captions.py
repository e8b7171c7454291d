"""Captions as browsers read them: WebVTT (https://www.w3.org/TR/webvtt1/) out of SubRip."""

from __future__ import annotations

import re

_TIMES = re.compile(r"^\s*(\d+:\d\d:\d\d)[,.](\d{3})\s*-->\s*(\d+:\d\d:\d\d)[,.](\d{3}).*$", re.MULTILINE)


def vtt_from_srt(content: bytes) -> bytes:
    """`content` (SubRip, in UTF-8 or Windows-1252) as WebVTT in UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return f"WEBVTT\n\n{_TIMES.sub(_vtt_times, text)}\n".encode()


def _vtt_times(line: re.Match[str]) -> str:
    start, start_ms, end, end_ms = line.groups()
    return f"{start:0>8}.{start_ms} --> {end:0>8}.{end_ms}"
