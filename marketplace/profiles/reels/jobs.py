"""Decodes reels that wait, and removes the bytes of those that were removed."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import delete, select

from foundation import audit, storage
from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import Job, Lease, in_turn
from foundation.web import settings
from marketplace.profiles.models import Reel, ReelLook
from marketplace.profiles.reels import news
from marketplace.profiles.reels.arriving import FOLDER
from marketplace.profiles.reels.decoding import decode

_AT_ONCE = 50


def look_at_reels(lease: Lease) -> str:
    """Each once. A crash between storing and keeping leaves a file that nothing names."""
    of = Reel
    waiting = (
        select(of.id, of.storage_key)
        .outerjoin(ReelLook, ReelLook.reel_id == of.id)
        .where(ReelLook.reel_id.is_(None), of.removed_at.is_(None))
        .order_by(of.added_at, of.id)
        .limit(_AT_ONCE)
    )
    session = db.session()
    found = {row.id: row.storage_key for row in session.execute(waiting)}
    session.rollback()
    return f"{in_turn(lease, found, partial(_look, lease, found))} decoded"


def _look(lease: Lease, keys: dict[UUID, str], reel_id: UUID) -> bool:
    store = storage.of(settings())
    with TemporaryDirectory(prefix="reel") as name:
        folder = Path(name)
        _write(folder / "reel", store.open(keys[reel_id]))
        seen = decode(folder / "reel", folder)
        made = [_put(store, path) for path in (seen.poster, seen.preview)]
    with transaction() as session:
        lease.confirm(session)
        reel = session.get_one(Reel, reel_id, with_for_update=True)
        look = ReelLook(
            reel_id=reel_id,
            why_not=seen.why_not,
            duration_ms=seen.duration_ms,
            poster_key=made[0],
            preview_key=made[1],
        )
        session.add(look)
        if reel.removed_at is None:
            audit.record(session, SYSTEM, "reel.decoded", reel.performer_id)
            news.tell(session, reel.performer_id, why_not=seen.why_not)
    return True


def remove_files(lease: Lease) -> str:
    """Bytes first: a row without bytes can be tried again."""
    of = Reel
    gone = (
        select(of.id, of.storage_key, ReelLook.poster_key, ReelLook.preview_key)
        .outerjoin(ReelLook, ReelLook.reel_id == of.id)
        .where(of.removed_at.is_not(None))
        .limit(_AT_ONCE)
    )
    session = db.session()
    found = {row.id: [key for key in row[1:] if key] for row in session.execute(gone)}
    session.rollback()
    return f"{in_turn(lease, found, partial(_remove, lease, found))} removed"


def _remove(lease: Lease, keys: dict[UUID, list[str]], reel_id: UUID) -> bool:
    store = storage.of(settings())
    for key in keys[reel_id]:
        store.delete(key)
    with transaction() as session:
        lease.confirm(session)
        session.execute(delete(ReelLook).where(ReelLook.reel_id == reel_id))
        session.execute(delete(Reel).where(Reel.id == reel_id))
    return True


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece)


def _put(store: storage.Storage, path: Path | None) -> str | None:
    if path is None:
        return None
    key = f"{FOLDER}{new_id()}"
    with path.open("rb") as file:
        store.put(key, file)
    return key


JOBS = (
    Job("profiles.look_at_reels", look_at_reels, timedelta(seconds=10)),
    Job("profiles.remove_reels", remove_files, timedelta(minutes=1)),
)
