"""Self-tapes come in: by form or by upload, looked at before they are trusted, kept apart."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.uploads import form_files, sniff, taking
from foundation.uploads import queries as uploads
from foundation.web import settings
from marketplace.casting import reading
from marketplace.casting.applying import STILL_OURS
from marketplace.casting.errors import ApplicationNotInThatState, UnfitTape
from marketplace.casting.models import Application
from marketplace.casting.saying import SAID
from marketplace.casting.tape_models import Tape

FOLDER = "tapes/"
MOST_BYTES = 19_000_000
"""In a form. By upload it may be as large as any upload."""
UNFIT = (UnfitTape, sniff.KindNotTaken, sniff.NotWhatItSays)


@dataclass(frozen=True, slots=True)
class NewTape:
    storage_key: str
    media_type: str
    size_bytes: int
    sha256: str
    upload_id: UUID | None = None


def keep_file(file: FileStorage) -> NewTape:
    """Outside of any transaction: storage may be far away."""
    sent = form_files.read(
        file,
        MOST_BYTES,
        empty=UnfitTape("This file is empty."),
        too_large=UnfitTape("A file in this form can have 19 MB at most. Send a shorter tape."),
    )
    media_type = _played(sent.media_type)
    return NewTape(sent.keep(FOLDER), media_type, sent.size_bytes, sent.sha256)


def keep_upload(upload_id: UUID, *, actor: Actor) -> NewTape:
    """What came in by tus, of whoever sent it."""
    found = uploads.finished(db.session(), upload_id, actor.id)
    head = taking.head_of(settings(), upload_id)
    media_type = _played(sniff.checked_type(found.media_type, head))
    db.session.rollback()
    key = taking.store(settings(), found)
    return NewTape(key, media_type, found.size_bytes, found.sha256, upload_id)


def attach_tape(application_id: UUID, new: NewTape, *, actor: Actor) -> UUID:
    """To what is still being written. An earlier one is destroyed."""
    with transaction() as session:
        application = reading.own_application(session, application_id, actor)
        if application.state not in STILL_OURS:
            raise ApplicationNotInThatState(SAID[application.state])
        if new.upload_id is not None:
            taking.take_over(session, new.upload_id, actor.id)
        _let_go(session, application)
        tape = _tape(application, new)
        session.add(tape)
        session.flush()
        application.tape_id = tape.id
        audit.record(session, actor, "tape.attached", application.id, sha256=new.sha256)
        return tape.id


def remove_tape(application_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        application = reading.own_application(session, application_id, actor)
        if application.state not in STILL_OURS:
            raise ApplicationNotInThatState(SAID[application.state])
        _let_go(session, application)
        audit.record(session, actor, "tape.removed", application.id)


def _tape(application: Application, new: NewTape) -> Tape:
    return Tape(
        application_id=application.id,
        performer_id=application.performer_id,
        storage_key=new.storage_key,
        media_type=new.media_type,
        size_bytes=new.size_bytes,
        sha256=new.sha256,
    )


def _let_go(session: Session, application: Application) -> None:
    if application.tape_id is not None:
        session.get_one(Tape, application.tape_id).destroy_at = now()
        application.tape_id = None


def _played(media_type: str) -> str:
    if not media_type.startswith(("audio/", "video/")):
        raise UnfitTape("A self-tape is sound or video: MP4, WebM, MP3, WAV, FLAC or Ogg.")
    return media_type
