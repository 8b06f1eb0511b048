"""Which keys ever signed, and under which name the log goes on."""

import hashlib

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.ledger.durable import keep_durably
from consent.ledger.entries import EntryType, Event, random_text
from consent.ledger.keys import Kind, SigningKey, VerifierKey
from consent.ledger.models import LedgerHead, LedgerKey
from foundation.clock import now


def verifier_keys(session: Session, *, lock: bool = False) -> tuple[VerifierKey, ...]:
    """All, oldest first: what was signed before a rotation is verified by the key of its day."""
    if lock:
        session.execute(select(LedgerHead.id).with_for_update())
    vkeys = session.scalars(select(LedgerKey.vkey).order_by(LedgerKey.number))
    return tuple(VerifierKey.parse(vkey) for vkey in vkeys)


def current_origin(session: Session) -> str | None:
    keys = verifier_keys(session)
    return keys[-1].name if keys else None


def current_keys(session: Session) -> tuple[VerifierKey, ...]:
    keys = verifier_keys(session)
    return tuple(key for key in keys if key.name == keys[-1].name)


def record_key(session: Session, key: VerifierKey) -> None:
    """A step. From here on this key's signature is ours."""
    keep_durably(session)
    head = session.scalars(select(LedgerHead).with_for_update()).one()
    number = session.scalars(select(func.count()).select_from(LedgerKey)).one()
    session.add(LedgerKey(number=number, vkey=str(key), from_size=head.size, made_at=now()))
    session.flush()


def house_thread(origin: str) -> str:
    """The thread of what happens to the log itself. Anyone can work it out from its name."""
    return _derived(b"fairtake-house-thread/v1\0", origin)


def rotation(origin: str, key: VerifierKey, about: bytes) -> Event:
    """`about` is what it commits to in public: the new key, or the last note of an old log."""
    return Event(
        id=_derived(b"fairtake-rotation/v1\0", str(key)),
        type=EntryType.KEY_ROTATED,
        thread=house_thread(origin),
        time=now().date(),
        actor="operator",
        terms="sha256:" + hashlib.sha256(about).hexdigest(),
    )


def made(name: str) -> SigningKey:
    return SigningKey.create(name, Kind.LOG)


def _derived(purpose: bytes, text: str) -> str:
    return random_text(hashlib.sha256(purpose + text.encode()).digest()[:16])
