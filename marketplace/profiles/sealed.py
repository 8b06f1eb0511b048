"""Words about performers that the database keeps unreadable: the legal name, a union."""

from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from foundation.sealing import Seal, seal_for
from foundation.web import settings
from marketplace.profiles.models import SealedWord
from marketplace.profiles.words import SealedKind


def legal_name(session: Session, performer_id: UUID) -> str:
    """For a contract that must name its parties; empty where it was not said. Shown elsewhere to
    nobody but themselves."""
    return read(session, performer_id, SealedKind.LEGAL_NAME)


def read(session: Session, performer_id: UUID, kind: SealedKind) -> str:
    row = session.get(SealedWord, (performer_id, kind))
    if row is None:
        return ""
    return _seal().open(row.sealed, owner=performer_id, about=kind).decode()


def keep(session: Session, performer_id: UUID, kind: SealedKind, word: str) -> None:
    """A step. An empty word is none."""
    theirs = (SealedWord.performer_id == performer_id, SealedWord.kind == kind)
    session.execute(delete(SealedWord).where(*theirs))
    if word:
        sealed = _seal().close(word.encode(), owner=performer_id, about=kind)
        session.add(SealedWord(performer_id=performer_id, kind=kind, sealed=sealed))
    session.flush()


def _seal() -> Seal:
    return seal_for(settings().master_key, "words about performers")
