"""What can happen to the ledger's keys and its name: done by an operator, on record."""

from sqlalchemy.orm import Session

from consent.keeping import places
from consent.ledger import key_ring, origins, outbox
from consent.ledger.keys import SigningKey
from consent.ledger.origins import current_origin, record_key
from foundation.database import db, transaction
from foundation.errors import Conflict
from foundation.settings import Settings


class HasKey(Conflict):
    message = "The ledger has a key. Rotate it: flask ledger key rotate."


class HasNoKey(Conflict):
    message = "The ledger has no key yet: flask ledger key create makes one."


class KeyIsElsewhere(Conflict):
    message = (
        "The ledger has a key, but its private half is not here. Bring it back from where you"
        " keep it; if it is lost or stolen, flask ledger new-origin explains what to do."
    )


class NotItsName(Conflict):
    message = "Type the ledger's present name after --close to show that you mean to end it."


def create_key(*, settings: Settings) -> SigningKey:
    """The first. The file comes before the record: a recorded key that nobody holds is worse."""
    with transaction() as session:
        on_record = origins.verifier_keys(session, lock=True)
        keys = places.keys(settings)
        if on_record and not keys:
            raise KeyIsElsewhere
        if on_record and keys[0].verifier not in on_record:
            raise HasKey
        file = places.key_file(settings)
        key = keys[0] if keys else key_ring.create(file, origins.made(places.origin(settings)))
        if not on_record:
            record_key(session, key.verifier)
    return key


def rotate_key(*, settings: Settings) -> SigningKey:
    """From now on both sign, so that who knows only one of them is never left without."""
    with transaction() as session:
        held = _held(session, settings)
        key = origins.made(held[0].name)
        rotation = origins.rotation(key.name, key.verifier, str(key.verifier).encode())
        outbox.write(session, [rotation])
        record_key(session, key.verifier)
        key_ring.keep(places.key_file(settings), (key, *held))
    return key


def _held(session: Session, settings: Settings) -> tuple[SigningKey, ...]:
    """The private keys that sign today, newest first. Locked, because the file of keys is
    replaced whole: of two who change it at once, one would take the other's key away."""
    on_record = origins.verifier_keys(session, lock=True)
    if not on_record:
        raise HasNoKey
    newest_first = [key for key in reversed(on_record) if key.name == on_record[-1].name]
    here = {key.verifier: key for key in places.keys(settings)}
    held = tuple(here[key] for key in newest_first if key in here)
    if not held:
        raise KeyIsElsewhere
    return held


def key_to_give(*, settings: Settings) -> SigningKey:
    """Where the key is a setting, only the operator can add the next one."""
    origin = current_origin(db.session())
    if origin is None:
        raise HasNoKey
    return origins.made(origin)


def record_given_keys(*, settings: Settings) -> list[SigningKey]:
    """Keys from the setting that are not on record yet; each with its entry."""
    with transaction() as session:
        on_record = origins.verifier_keys(session, lock=True)
        if not on_record:
            raise HasNoKey
        origin = on_record[-1].name
        new = [
            key
            for key in places.keys(settings)
            if key.name == origin and key.verifier not in on_record
        ]
        for key in new:
            record_key(session, key.verifier)
            outbox.write(
                session, [origins.rotation(origin, key.verifier, str(key.verifier).encode())]
            )
    return new


def finish_rotation(*, settings: Settings) -> int:
    """Forgets all private keys but the newest; what they signed stays good. Returns how many.
    A key that a crash kept off the record never signs, so it is not the newest."""
    with transaction() as session:
        held = _held(session, settings)
        key_ring.keep(places.key_file(settings), held[:1])
    return len(held) - 1


def begin_origin(*, settings: Settings, close: str) -> SigningKey:
    """After loss or compromise: the old name never signs again, and the new one says from what
    it came. Entries that survive are the new log's beginning."""
    last = places.second_place(settings).newest() or b""
    with transaction() as session:
        on_record = origins.verifier_keys(session, lock=True)
        if not on_record:
            raise HasNoKey
        origin = on_record[-1].name
        if close != origin:
            raise NotItsName
        key = origins.made(_next_name(origin))
        outbox.write(session, [origins.rotation(key.name, key.verifier, last)])
        record_key(session, key.verifier)
        if not settings.ledger_key:
            key_ring.keep(places.key_file(settings), (key, *places.keys(settings)))
    return key


def _next_name(origin: str) -> str:
    """…/ledger/1 is followed by …/ledger/2."""
    stem, _, number = origin.rpartition("/")
    return f"{stem}/{int(number) + 1}" if number.isdecimal() else f"{origin}/2"
