"""A film as tests need one: a second of a ball that rolls."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy


@cache
def film() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ball.webm"
        made = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"VP80"), 12, (64, 48))
        for number in range(13):
            frame = numpy.zeros((48, 64, 3), numpy.uint8)
            cv2.circle(frame, (4 * number, 24), 8, (255, 255, 255), -1)
            made.write(frame)
        made.release()
        return path.read_bytes()
