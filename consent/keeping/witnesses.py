"""Asks the policy's witnesses to sign each new checkpoint; in a thread of its own."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from consent.keeping import alarms, places
from consent.ledger import cosigning, witnessed
from consent.ledger.cosigning import Cosignature, Question, Refusal
from consent.ledger.models import LedgerCheckpoint
from consent.ledger.policies import BadPolicy, Policy
from consent.ledger.signing import newest_row
from consent.ledger.tree import Tree
from foundation.clock import now
from foundation.database import db, refuse_inside_transaction, transaction
from foundation.jobs import Job, Lease
from foundation.web import settings

LONGEST_PAUSE = timedelta(minutes=1)


class Patience:
    """A witness that refuses is asked less and less often. Forgotten with the process: no harm."""

    def __init__(self) -> None:
        self._pauses: dict[str, tuple[timedelta, datetime]] = {}

    def may_ask(self, vkey: str) -> bool:
        return vkey not in self._pauses or now() >= self._pauses[vkey][1]

    def refused(self, vkey: str) -> None:
        pause, _ = self._pauses.get(vkey, (timedelta(seconds=1), now()))
        self._pauses[vkey] = (min(pause * 2, LONGEST_PAUSE), now() + pause)

    def signed(self, vkey: str) -> None:
        self._pauses.pop(vkey, None)


patience = Patience()


def has_work() -> bool:
    try:
        policy = places.policy(settings())
        return policy is not None and bool(_questions(policy, newest_row(db.session())))
    except (BadPolicy, OSError):
        return False  # The doctor and the watch say so; a line each second helps nobody.
    finally:
        db.session().rollback()


def cosign(_lease: Lease | None = None) -> str:
    """Each answer is kept as it comes, so that one that never comes delays none."""
    policy = places.policy(settings())
    checkpoint = newest_row(db.session())
    questions = _questions(policy, checkpoint) if policy else []
    if checkpoint is None or not questions:
        db.session().rollback()
        return "no witness is to be asked"
    note, size, number = checkpoint.note, checkpoint.size, checkpoint.number
    db.session().rollback()  # Nothing is held while others are waited for.
    refuse_inside_transaction()

    def consistency(old: int) -> Sequence[bytes]:
        try:
            return Tree(db.session(), size).consistency(old)
        finally:
            db.session().rollback()

    signed, refusals = 0, []
    for answer in cosigning.ask(note, questions, consistency):
        if isinstance(answer, Cosignature):
            signed += _keep(number, answer)
        else:
            _note(answer, size)
            refusals.append(f"{answer.witness.name}: {answer.why}")
    return "; ".join((f"{signed} of {len(questions)} witnesses signed {size}", *refusals))


def _questions(policy: Policy, checkpoint: LedgerCheckpoint | None) -> list[Question]:
    if checkpoint is None or checkpoint.size == 0:
        return []
    session = db.session()
    there = witnessed.signers(session, checkpoint)
    origin = witnessed.origin_of(checkpoint)
    return [
        Question(policy.witnesses[name], address, witnessed.known_size(session, origin, vkey))
        for name, address in policy.addresses.items()
        if (vkey := str(policy.witnesses[name])) not in there and patience.may_ask(vkey)
    ]


def _keep(number: int, answer: Cosignature) -> bool:
    patience.signed(str(answer.witness))
    with transaction() as session:
        checkpoint = session.get_one(LedgerCheckpoint, number)
        return witnessed.store(session, checkpoint, answer)


def _note(refusal: Refusal, size: int) -> None:
    patience.refused(str(refusal.witness))
    if refusal.disputed is None:
        return
    with transaction() as session:
        newest = newest_row(session)
        # What it has signed beyond us may be what another worker of ours has asked it meanwhile.
        if refusal.disputed <= size or newest is None or refusal.disputed > newest.size:
            alarms.dispute(session, refusal)


JOBS = (
    Job(
        "ledger.cosign",
        cosign,
        every=timedelta(seconds=1),
        thread="witnesses",
        has_work=has_work,
    ),
)
