"""Decodes one file in a process of its own, which has no database, no key and little time.

`python -m marketplace.profiles.reels.looking FILE FOLDER` writes a poster and a small preview into
the folder, and what it found to its output, as JSON. What a hostile file does, it does here.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from foundation.apart import give_up

MOST_MEMORY = 3 << 30
MOST_CPU_SECONDS = 120
LONGEST_MS = 5 * 60 * 1000
WIDEST = 4096
PREVIEW_WIDTH = 320
PREVIEW_MS = 6000
UNREADABLE = "It cannot be decoded. Send it as MP4 or WebM, or sound as WAV, FLAC, MP3 or Ogg."
TOO_LONG = "It is longer than five minutes."
TOO_WIDE = "Its picture is larger than 4096 pixels."


def look(file: str, folder: str) -> dict[str, Any]:
    """Every frame, or every sample: a beginning that can be read says nothing of the rest."""
    return _video(file, folder) or _sound(file) or {"why_not": UNREADABLE}


def _video(file: str, folder: str) -> dict[str, Any] | None:
    import cv2  # noqa: PLC0415 - here alone, after this process gave up what it does not need

    cv2.setNumThreads(1)
    taken = cv2.VideoCapture(file, cv2.CAP_FFMPEG)
    if not taken.isOpened():
        return None
    width, height = (int(taken.get(each)) for each in (3, 4))
    if max(width, height) > WIDEST:
        return {"why_not": TOO_WIDE}
    size = (PREVIEW_WIDTH, max(2, PREVIEW_WIDTH * height // max(width, 1) // 2 * 2))
    preview, last = None, 0.0
    for number, (at, frame) in enumerate(_frames(taken)):
        if at > LONGEST_MS:
            return {"why_not": TOO_LONG}
        last = at
        if at <= PREVIEW_MS and number % 2 == 0:
            small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
            if preview is None:
                code = cv2.VideoWriter.fourcc(*"VP80")
                rate = min(max(taken.get(cv2.CAP_PROP_FPS), 2), 60) / 2
                preview = cv2.VideoWriter(os.path.join(folder, "preview.webm"), code, rate, size)
                cv2.imwrite(os.path.join(folder, "poster.jpg"), small)
            preview.write(small)
    if preview is None:
        return None
    preview.release()
    return {"why_not": "", "duration_ms": int(last)}


def _frames(taken: Any) -> Iterator[tuple[float, Any]]:
    while True:
        there, frame = taken.read()
        if not there:
            return
        yield taken.get(0), frame


def _sound(file: str) -> dict[str, Any] | None:
    import soundfile  # noqa: PLC0415

    count = 0
    with suppress(soundfile.LibsndfileError), soundfile.SoundFile(file) as sound:
        for some in sound.blocks(blocksize=1 << 16):
            count += len(some)
            if count > sound.samplerate * LONGEST_MS // 1000:
                return {"why_not": TOO_LONG}
        if count:
            return {"why_not": "", "duration_ms": count * 1000 // sound.samplerate}
    return None


if __name__ == "__main__":
    give_up(memory_bytes=MOST_MEMORY, cpu_s=MOST_CPU_SECONDS)
    sys.stdout.write(json.dumps(look(sys.argv[1], sys.argv[2])))
