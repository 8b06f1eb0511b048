"""Self-tapes of the demo: a tone each, so that two can be told apart when they are played."""

import hashlib
import math
import wave
from io import BytesIO

from foundation import storage
from foundation.ids import new_id
from foundation.web import settings
from marketplace.casting.tapes import FOLDER, NewTape

_PER_SECOND, _SECONDS = 8000, 6


def tape_of(hertz: int) -> NewTape:
    content = _tone(hertz)
    key = f"{FOLDER}{new_id()}"
    storage.of(settings()).put(key, BytesIO(content))
    return NewTape(key, "audio/wav", len(content), hashlib.sha256(content).hexdigest())


def _tone(hertz: int) -> bytes:
    """Swells and fades, as a voice does."""
    length = _PER_SECOND * _SECONDS
    samples = bytes(
        128
        + round(
            90 * math.sin(math.pi * at / length) * math.sin(at * hertz * 2 * math.pi / _PER_SECOND)
        )
        for at in range(length)
    )
    written = BytesIO()
    with wave.open(written, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(_PER_SECOND)
        out.writeframes(samples)
    return written.getvalue()
