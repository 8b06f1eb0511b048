"""A file that was sent: looked at before it is trusted, put where files are kept."""

from base64 import b64encode
from uuid import UUID

from werkzeug.datastructures import FileStorage

from foundation.actors import Actor
from foundation.database import db
from foundation.settings import Settings
from foundation.uploads import actions, queries, sniff, taking
from foundation.uploads.arriving import Chunk
from marketplace.takes.arriving.errors import (
    CannotBeOpened,
    EmptyTrack,
    EndsEarly,
    NoTrack,
    UnfoldsTooFar,
)
from marketplace.takes.arriving.opening import refuse_unfit
from marketplace.takes.coming_in import NewTrack

UNFIT = (
    CannotBeOpened,
    EmptyTrack,
    EndsEarly,
    NoTrack,
    UnfoldsTooFar,
    sniff.KindNotTaken,
    sniff.NotWhatItSays,
)


def keep_upload(upload_id: UUID, *, actor: Actor, settings: Settings) -> NewTrack:
    """Outside of any transaction: storage may be far away. Of whoever sent it alone."""
    found = queries.finished(db.session(), upload_id, actor.id)
    db.session.rollback()
    if not found.size_bytes:
        raise EmptyTrack
    media_type = sniff.checked_type(found.media_type, taking.head_of(settings, upload_id))
    if not media_type.startswith(("audio/", "video/")):
        raise NoTrack
    refuse_unfit(taking.path_of(settings, upload_id), media_type)
    return NewTrack(
        sha256=f"sha256:{found.sha256}",
        media_type=media_type,
        size_bytes=found.size_bytes,
        storage_key=taking.store(settings, found),
    )


def upload_form_file(file: FileStorage, *, actor: Actor, settings: Settings) -> UUID:
    """A page without script sends the file itself: it becomes an upload like any other, so that
    what is refused or forgotten expires like any other."""
    with file.stream as stream:
        size = stream.seek(0, 2)
        stream.seek(0)
        begun = actions.begin_upload(
            actor=actor, settings=settings, length=size, metadata_header=_metadata(file)
        )
        if size:
            actions.continue_upload(
                actor=actor,
                settings=settings,
                upload_id=begun.id,
                offset=0,
                chunk=Chunk(stream, size),
            )
    return begun.id


def _metadata(file: FileStorage) -> str:
    said = {"filename": file.filename or "", "filetype": file.mimetype}
    return ",".join(f"{key} {b64encode(text.encode()).decode()}" for key, text in said.items())
