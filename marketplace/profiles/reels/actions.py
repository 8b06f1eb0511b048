"""What performers do with their reels: add, name, put first, remove."""

from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.uploads import taking
from marketplace.accounts.models import Account
from marketplace.profiles import policy
from marketplace.profiles.models import Reel
from marketplace.profiles.reels.arriving import NewFile
from marketplace.profiles.reels.errors import ReelNotFound, ReelsAreFull

MOST_REELS = 5


def add_reel(title: str, new: NewFile, *, actor: Actor) -> UUID:
    """Last of all. Nobody else sees it before it was decoded."""
    with transaction() as session:
        actor.require(policy.may_perform(actor))
        session.execute(select(Account.id).where(Account.id == actor.id).with_for_update())
        if new.upload_id is not None:
            taking.take_over(session, new.upload_id, actor.id)
        reel = keep(session, actor.id, title, new)
        audit.record(session, actor, "reel.added", actor.id, sha256=new.sha256)
        return reel.id


def keep(session: Session, performer_id: UUID, title: str, new: NewFile) -> Reel:
    """A step, under the lock of the account."""
    of = Reel
    theirs = (of.performer_id == performer_id, of.removed_at.is_(None))
    count, last = session.execute(select(func.count(), func.max(of.position)).where(*theirs)).one()
    if count >= MOST_REELS:
        raise ReelsAreFull(MOST_REELS)
    reel = Reel(
        performer_id=performer_id,
        title=title,
        position=0 if last is None else last + 1,
        storage_key=new.storage_key,
        sha256=new.sha256,
        media_type=new.media_type,
        size_bytes=new.size_bytes,
    )
    session.add(reel)
    session.flush()
    return reel


def name_reel(reel_id: UUID, title: str, *, actor: Actor) -> None:
    with transaction() as session:
        _own(session, reel_id, actor).title = title
        audit.record(session, actor, "reel.named", actor.id)


def put_first(reel_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        reel, of = _own(session, reel_id, actor), Reel
        others = update(of).where(of.performer_id == actor.id, of.id != reel.id)
        session.execute(others.values(position=of.position + 1))
        reel.position = 0
        audit.record(session, actor, "reel.put_first", actor.id)


def remove_reel(reel_id: UUID, *, actor: Actor) -> None:
    """At any time, and at once: from now on nobody sees it. Its bytes go by the job."""
    with transaction() as session:
        _own(session, reel_id, actor).removed_at = now()
        audit.record(session, actor, "reel.removed", actor.id)


def _own(session: Session, reel_id: UUID, actor: Actor) -> Reel:
    reel = session.get(Reel, reel_id, with_for_update=True)
    if reel is None or reel.performer_id != actor.id or reel.removed_at is not None:
        raise ReelNotFound
    return reel
