"""What every film needs: encoding, movement, the line of text below, captions."""

from __future__ import annotations

import subprocess
from pathlib import Path

from PIL import Image

from tools.demo_files.drawings.sheet import Sheet
from tools.demo_files.style import BLUE, INK, LINE

FRAMES_PER_SECOND = 12


def new_frame() -> Sheet:
    return Sheet(640, 360)


def write_film(path: Path, frames: list[Image.Image], codec: list[str]) -> None:
    """Encode with ffmpeg; one thread and "bitexact" give the same bytes every time."""
    command = [
        "ffmpeg", "-hide_banner", "-loglevel", "error", "-y",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "640x360", "-r", str(FRAMES_PER_SECOND), "-i", "-",
        "-an", "-pix_fmt", "yuv420p", "-threads", "1", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact",
        *codec, str(path),
    ]  # fmt: skip
    subprocess.run(command, input=b"".join(f.convert("RGB").tobytes() for f in frames), check=True)


def write_captions(path: Path, language: str, cues: list[str], each: float) -> None:
    """WebVTT with one cue after the other, `each` seconds long."""

    def stamp(t: float) -> str:
        return f"00:00:{t:06.3f}"

    lines = ["WEBVTT", f"Language: {language}", ""]
    for i, words in enumerate(cues):
        lines += [str(i + 1), f"{stamp(i * each)} --> {stamp((i + 1) * each - 0.05)}", words, ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def ease(value: float) -> float:
    """From 0 to 1, slow at both ends; values outside stay at the ends."""
    value = max(0.0, min(1.0, value))
    return value * value * (3 - 2 * value)


def draw_step(s: Sheet, words: str, step: int, steps: int) -> None:
    """What happens now, and a dot for each step."""
    s.box(0, 306, 640, 54, INK, None)
    s.text(24, 333, words, 17, (255, 255, 255), anchor="lm")
    for i in range(steps):
        s.dot(640 - 20 - (steps - 1 - i) * 16, 24, 5, BLUE if i == step else LINE)
