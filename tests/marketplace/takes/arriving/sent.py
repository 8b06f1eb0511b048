"""Uploads that performers send as tracks, made of real bytes."""

import io
import wave
from base64 import b64encode
from uuid import UUID

from foundation.uploads.actions import begin_upload, continue_upload
from foundation.uploads.arriving import Chunk
from foundation.web import settings
from marketplace.takes.arriving.sending import receive_track
from tests.cast import Person


def tone(frames: int = 800, level: int = 1) -> bytes:
    """A WAV that plays; another level is another file."""
    made = io.BytesIO()
    with wave.open(made, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes([level, 0]) * frames)
    return made.getvalue()


def uploaded(person: Person, content: bytes, media_type: str = "audio/wav") -> UUID:
    metadata = f"filetype {b64encode(media_type.encode()).decode()}"
    given = {"actor": person.actor, "settings": settings()}
    begun = begin_upload(length=len(content), metadata_header=metadata, **given)
    if content:
        chunk = Chunk(io.BytesIO(content), len(content))
        continue_upload(upload_id=begun.id, offset=0, chunk=chunk, **given)
    return begun.id


def receive(take_id: UUID, person: Person, upload_id: UUID) -> None:
    receive_track(take_id, upload_id, actor=person.actor, settings=settings())
