"""Files of recordings to try things on, with bytes in storage."""

import hashlib
from io import BytesIO
from uuid import UUID

from consent.ledger.explaining.words import Media
from consent.media.filing import NewFile, keep_media
from consent.media.models import MediaFile
from foundation import storage
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.web import settings
from tests.consent.grants.granted import LAB

SOUND = b"RIFF" + bytes(range(256)) * 4


def kept(recording: UUID, kind: Media = Media.ORIGINAL, **more: object) -> MediaFile:
    content = SOUND + kind.encode() + bytes(str(more), "ascii")
    key = f"recordings/{new_id()}"
    storage.of(settings()).put(key, BytesIO(content))
    with transaction() as session:
        file = keep_media(
            session,
            NewFile(
                **{
                    "recording": recording,
                    "client": LAB,
                    "kind": kind,
                    "sha256": f"sha256:{hashlib.sha256(content).hexdigest()}",
                    "media_type": "audio/wav",
                    "size_bytes": len(content),
                    "storage_key": key,
                    **more,
                }
            ),
        )
        session.expunge(file)
    return file


def is_stored(file: MediaFile) -> bool:
    return storage.exists(storage.of(settings()), file.storage_key)


def again(file: MediaFile) -> MediaFile:
    db.session.rollback()
    return db.session().get_one(MediaFile, file.id)
