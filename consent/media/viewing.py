"""The gate for eyes and ears in-house: asked at each opening, and again for each range of bytes."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Right
from consent.media import policy
from consent.media.choosing import Wanted, choose, choose_mix, copies_of
from consent.media.errors import (
    MayNotBeOpened,
    ReasonMissing,
    RecordingNotFound,
    ViewingEnded,
)
from consent.media.filing import files_of, mixes_of, recordings_in
from consent.media.living import performers_of
from consent.media.models import MediaFile, Reading, Viewing, ViewingReason
from consent.media.ranges import part_of
from consent.media.reviewing import against_review
from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction

LASTS = timedelta(hours=1)
PARTNER = "not everybody in it allows that now"


@dataclass(frozen=True, slots=True)
class Bytes:
    """What may leave now."""

    storage_key: str
    media_type: str
    sha256: str
    size_bytes: int
    first: int
    last: int
    is_part: bool


def open_recording(recording_id: UUID, reason: ViewingReason | None, *, actor: Actor) -> UUID:
    """An act on record, which its performers are shown. Gives the viewing's id."""
    with transaction() as session:
        file_for(session, recording_id, actor, blind=reason is ViewingReason.SECOND)
        viewing = Viewing(
            recording_id=recording_id,
            reader_id=actor.id,
            acted_as=actor.role,
            on_behalf_of=actor.on_behalf_of,
            reason=_said_by(session, recording_id, reason, actor).value,
        )
        session.add(viewing)
        session.flush()
        audit.record(session, actor, "recording.opened", recording_id, reason=viewing.reason)
        return viewing.id


def read_bytes(
    recording_id: UUID,
    viewing_id: UUID,
    asked: str = "",
    *,
    actor: Actor,
    wanted: Wanted = Wanted.PLAY,
) -> Bytes:
    """Decides anew. `asked` is the request's Range; a refused one is not on record as read."""
    with transaction() as session:
        viewing = viewing_of(session, recording_id, viewing_id, actor)
        blind = viewing.reason == ViewingReason.SECOND
        file = file_for(session, recording_id, actor, wanted, blind=blind)
        part = part_of(asked, file.size_bytes)
        first, last = part or (0, file.size_bytes - 1)
        session.add(
            Reading(viewing_id=viewing.id, file_id=file.id, first_byte=first, last_byte=last)
        )
        return Bytes(
            storage_key=file.storage_key,
            media_type=file.media_type,
            sha256=file.sha256,
            size_bytes=file.size_bytes,
            first=first,
            last=last,
            is_part=part is not None,
        )


def viewing_of(session: Session, recording_id: UUID, viewing_id: UUID, actor: Actor) -> Viewing:
    """Nobody else's, in no other role, and not for ever."""
    viewing = session.get(Viewing, viewing_id)
    if viewing is None or viewing.recording_id != recording_id:
        raise RecordingNotFound
    if not policy.may_go_on(actor, viewing):
        raise RecordingNotFound
    if now() >= viewing.opened_at + LASTS:
        raise ViewingEnded
    return viewing


def _said_by(
    session: Session, recording_id: UUID, reason: ViewingReason | None, actor: Actor
) -> ViewingReason:
    """Whose own it is needs none; nobody else can say that it is theirs."""
    if policy.performs_in(actor, performers_of(session, recording_id)):
        return ViewingReason.OWN
    if reason is None or reason is ViewingReason.OWN:
        raise ReasonMissing
    return reason


def file_for(
    session: Session,
    recording_id: UUID,
    actor: Actor,
    wanted: Wanted = Wanted.PLAY,
    *,
    blind: bool = False,
) -> MediaFile:
    """What this person would see of it now. Raises why they may not. `blind`: as if nobody had
    judged it yet."""
    if wanted is Wanted.MIX:
        return mix_for(session, recording_id, actor)
    files = files_of(session, [recording_id])
    performers = performers_of(session, recording_id)
    if not files:
        raise RecordingNotFound
    if not policy.may_open(actor, files[0].client_id, performers):
        raise RecordingNotFound
    is_own = policy.performs_in(actor, performers)
    beside = actor.id if is_own else None
    against = against_review(session, recording_id, files[0].client_id, beside=beside)
    if against:
        # Whether a partner took it back is not for the others to know.
        raise MayNotBeOpened(
            "not everybody in it allows that now" if is_own else "; ".join(against)
        )
    return choose(
        files,
        copies_of(session, recording_id),
        is_accepted=not blind and _is_accepted(session, recording_id),
        is_own=is_own,
        wanted=wanted,
    )


def mix_for(session: Session, recording_id: UUID, actor: Actor) -> MediaFile:
    """All tracks together: for who judges them, opened one by one, so that it is on record for
    everybody who is heard in it."""
    files = mixes_of(session, recording_id)
    copies = copies_of(session, recording_id)
    current = [each for each in files if each.id in copies.mixes]
    # A performer comes this far with their own track, and no further: the others are not theirs.
    judges = bool(files) and policy.may_review(actor, files[0].client_id)
    if not judges:
        raise RecordingNotFound
    held = recordings_in(session, current[0]) if current else [recording_id]
    is_accepted = True
    for each in held:
        if against := against_review(session, each, files[0].client_id):
            raise MayNotBeOpened("; ".join(against))
        viewing = open_viewing(session, each, actor)
        if viewing is None:
            raise ViewingEnded
        is_blind = viewing.reason == ViewingReason.SECOND
        is_accepted = is_accepted and not is_blind and _is_accepted(session, each)
    return choose_mix(current, copies, is_accepted=is_accepted)


def open_viewing(session: Session, recording_id: UUID, actor: Actor) -> Viewing | None:
    """That this person opened in this role, and that still plays."""
    of = Viewing
    wanted = select(of).where(
        of.recording_id == recording_id,
        of.reader_id == actor.id,
        of.acted_as == actor.role,
        of.opened_at > now() - LASTS,
    )
    return session.scalars(wanted.order_by(of.opened_at.desc(), of.id.desc()).limit(1)).first()


def _is_accepted(session: Session, recording_id: UUID) -> bool:
    rights = session.scalars(select(Right.accepted).where(Right.recording_id == recording_id))
    return all(rights)
