"""Reading one thread, on screen or as a bundle of evidence to keep. Both are put on record."""

from consent.keeping import openings
from consent.keeping.openings import ThreadNotFound
from consent.ledger.evidence import pack
from consent.ledger.keys import SigningKey
from consent.ledger.openings.lines import Line
from consent.ledger.policies import Policy
from consent.reading.bundling import Signers, evidence_of
from foundation.actors import Actor
from foundation.database import transaction


def read_thread(thread: str, *, actor: Actor) -> list[Line]:
    with transaction() as session:
        found = openings.read_as(session, actor, thread)
    if not found:
        raise ThreadNotFound
    return found


def take_evidence(
    thread: str, *, keys: tuple[SigningKey, ...], policy: Policy | None, actor: Actor
) -> bytes:
    """A zip that verifies without us. Openings are in it as far as the actor may see them."""
    with transaction() as session:
        opened = openings.openings_for(session, actor, thread)
        about = f"Thread {thread}"
        found = evidence_of(session, [thread], opened, Signers(keys, policy), about=about)
    return pack(found)
