"""A made-up reel: two tones of four seconds, as a file that plays. The job decodes it."""

import hashlib
import math
import struct
import wave
from io import BytesIO
from uuid import UUID

from sqlalchemy import select

from foundation import storage
from foundation.database import db, transaction
from foundation.web import settings
from marketplace.profiles.models import Reel
from marketplace.profiles.reels.actions import keep
from marketplace.profiles.reels.arriving import FOLDER, NewFile

_RATE = 16_000
_SECONDS = 4


def make_reel(performer_id: UUID) -> None:
    """Once."""
    if db.session().scalar(select(Reel.id).where(Reel.performer_id == performer_id)) is not None:
        return
    content = _tones()
    key = f"{FOLDER}demo-{performer_id}"
    db.session.rollback()
    storage.of(settings()).put(key, BytesIO(content))
    digest = hashlib.sha256(content).hexdigest()
    with transaction() as session:
        keep(
            session,
            performer_id,
            "Grief, then relief",
            NewFile(key, "audio/wav", len(content), digest),
        )


def _tones() -> bytes:
    count = _RATE * _SECONDS
    heights = (
        math.sin(2 * math.pi * (220 if at < count // 2 else 330) * at / _RATE)
        for at in range(count)
    )
    made = BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setparams((1, 2, _RATE, 0, "NONE", ""))
        sound.writeframes(b"".join(struct.pack("<h", int(8000 * each)) for each in heights))
    return made.getvalue()
