"""What can happen to the ledger's keys and its name: done by an operator, on record."""

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


class NotItsName(Conflict):
    message = "Type the ledger's present name after --close to show that you mean to end it."


def create_key(*, settings: Settings) -> SigningKey:
    """The first. The file comes before the record: a recorded key that nobody holds is worse."""
    keys = places.keys(settings)
    file = places.key_file(settings)
    key = keys[0] if keys else key_ring.create(file, origins.made(places.origin(settings)))
    with transaction() as session:
        on_record = origins.verifier_keys(session, lock=True)
        if on_record and key.verifier not in on_record:
            raise HasKey
        if not on_record:
            record_key(session, key.verifier)
    return key


def rotate_key(*, settings: Settings) -> SigningKey:
    """From now on both sign, so that who knows only one of them is never left without."""
    keys = places.keys(settings)
    with transaction() as session:
        origin = current_origin(session)
        if origin is None or not keys:
            raise HasNoKey
        key = origins.made(origin)
        key_ring.keep(places.key_file(settings), (key, *keys))
        record_key(session, key.verifier)
        outbox.write(session, [origins.rotation(origin, key.verifier, str(key.verifier).encode())])
    return key


def key_to_give(*, settings: Settings) -> SigningKey:
    """Where the key is a setting, only the operator can add the next one."""
    origin = current_origin(db.session())
    if origin is None:
        raise HasNoKey
    return origins.made(origin)


def record_given_keys(*, settings: Settings) -> list[SigningKey]:
    """Keys from the setting that are not on record yet; each with its entry."""
    with transaction() as session:
        origin = current_origin(session)
        if origin is None:
            raise HasNoKey
        on_record = set(origins.verifier_keys(session))
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
    """Forgets all private keys but the newest; what they signed stays good. Returns how many."""
    keys = places.keys(settings)
    if not keys:
        raise HasNoKey
    key_ring.keep(places.key_file(settings), keys[:1])
    return len(keys) - 1


def begin_origin(*, settings: Settings, close: str) -> SigningKey:
    """After loss or compromise: the old name never signs again, and the new one says from what
    it came. Entries that survive are the new log's beginning."""
    keys = places.keys(settings)
    last = places.second_place(settings).newest() or b""
    with transaction() as session:
        origin = current_origin(session)
        if origin is None:
            raise HasNoKey
        if close != origin:
            raise NotItsName
        key = origins.made(_next_name(origin))
        if not settings.ledger_key:
            key_ring.keep(places.key_file(settings), (key, *keys))
        record_key(session, key.verifier)
        outbox.write(session, [origins.rotation(key.name, key.verifier, last)])
    return key


def _next_name(origin: str) -> str:
    """…/ledger/1 is followed by …/ledger/2."""
    stem, _, number = origin.rpartition("/")
    return f"{stem}/{int(number) + 1}" if number.isdecimal() else f"{origin}/2"
