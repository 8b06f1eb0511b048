"""Resumable uploads: bytes arrive here by tus, and a slice that wants them takes them over.

A slice does this, in this order:

    found = finished(session, upload_id, owner)       # 404 to everyone but the owner
    media_type = sniff.checked_type(found.media_type, head_of(settings, found.id))
    key = store(settings, found)                      # outside of a transaction; repeatable
    with transaction() as session:
        take_over(session, found.id, owner)           # once; whoever comes second gets a 409
        session.add(Attachment(storage_key=key, ...))
"""

from foundation.uploads.errors import UploadNotFound, UploadTaken, UploadUnfinished
from foundation.uploads.queries import Finished, finished
from foundation.uploads.taking import head_of, store, take_over

__all__ = [
    "Finished",
    "UploadNotFound",
    "UploadTaken",
    "UploadUnfinished",
    "finished",
    "head_of",
    "store",
    "take_over",
]
