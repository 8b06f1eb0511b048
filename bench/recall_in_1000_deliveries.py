"""One recording that 50 clients hold by 1,000 deliveries is withdrawn: seconds until all is queued.

From the press of its performer until every client's recall is open with its entry in the ledger,
and every owner's notice and mail and every machine's signed message wait to be sent: the
withdrawal and the job that follows it, by the clock, over one second. Each client has an owner and
a machine, and stated four purposes. `python -m bench.recall_in_1000_deliveries 100` takes so many
deliveries; the ledger's own writing down afterwards is not in it.
"""

import sys
import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select

from bench.ledger_rows import application
from bench.rows import ROUNDS, Bench, Goal, Row, interleaved
from consent.grants.models import Grant
from consent.holders.models import HandedOver, Holder
from consent.holders.purposes import Stated
from consent.ledger.explaining.words import Use
from consent.recalls.jobs import JOBS
from consent.recalls.models import Recall
from consent.rights.withdrawing import withdraw_recording
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.tables import table_of
from foundation.webhooks.models import Endpoint, Event
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.roles import Role
from marketplace.clients.models import Client
from tests.consent.grants.granted import allowing

DELIVERIES, CLIENTS = 1_000, 50
_USES = (Use.EVALUATION, Use.GENERATIVE_TRAINING)
_PRODUCTS = ("companion", "support")
_FILES = 3
"""The hashes of a recording in one delivery: a shard, its member, the mix."""
SEND = next(job for job in JOBS if job.name == "recalls.send")


def measure(deliveries: int = DELIVERIES, rounds: int = ROUNDS) -> Row:
    with application():
        clients = [new_id() for _ in range(CLIENTS)]
        _keep_clients(clients)
        parts: list[tuple[float, float]] = []
        row = interleaved(
            BENCH.name,
            lambda: _ours(clients, deliveries, parts),
            lambda: 1.0,
            packages=("sqlalchemy",),
            rounds=rounds,
            database=db.session().get_bind().dialect.name,
            deliveries=str(deliveries),
        )
        opening, sending = (sorted(each)[len(parts) // 2] for each in zip(*parts, strict=True))
        row.versions["opened_and_sent_s"] = f"{opening:.2f} and {sending:.2f}"
        return row


def _ours(clients: Sequence[UUID], deliveries: int, parts: list[tuple[float, float]]) -> float:
    """Another recording each time, so that none was withdrawn before."""
    grant = allowing(performer=new_id())
    _hand_over(grant, clients, deliveries)
    events = _count(Event)
    performer = Actor(id=grant.performer_id, role=Role.PERFORMER)
    began = time.perf_counter()
    withdraw_recording(grant.recording_id, actor=performer)
    opened = time.perf_counter()
    run_due([SEND], uuid4(), even_if_not_due=True)
    ended = time.perf_counter()
    parts.append((opened - began, ended - opened))
    _refuse_unsent(grant, _count(Event) - events, min(deliveries, CLIENTS))
    return ended - began


def _refuse_unsent(grant: Grant, events: int, clients: int) -> None:
    """Who forgets a client is quick too."""
    session = db.session()
    ours = select(func.count()).where(Recall.grant_id == grant.id, Recall.notified_at.is_not(None))
    sent = session.scalars(ours).one()
    session.rollback()
    if sent != clients or events != clients:
        raise RuntimeError(f"{sent} recalls and {events} messages for {clients} clients")


def _count(model: type[Event]) -> int:
    session = db.session()
    found = session.scalars(select(func.count()).select_from(model)).one()
    session.rollback()
    return found


def _keep_clients(clients: Sequence[UUID]) -> None:
    with transaction() as session:
        for number, client in enumerate(clients):
            session.add(Client(id=client, name=f"Lab {number}"))
            owner = Account(
                email=f"owner-{number}@example.org", name="Owner", email_verified_at=now()
            )
            session.add(owner)
            session.flush()
            role = Role.CLIENT_OWNER
            session.add(
                RoleGrant(account_id=owner.id, role=role, on_behalf_of=client, granted_by=owner.id)
            )
            url = f"https://lab-{number}.example.org/recalls"
            session.add(Endpoint(owner_id=client, url=url, note="", created_by=owner.id))


def _hand_over(grant: Grant, clients: Sequence[UUID], deliveries: int) -> None:
    """On record as the gate leaves them, beside another recording in each."""
    handed, holders = [], []
    for number in range(deliveries):
        delivery, client = new_id(), clients[number % len(clients)]
        handed.append(_delivery(delivery, client, number // len(clients)))
        common: dict[str, Any] = {"delivery_id": delivery, "client_id": client}
        common |= {"recipient_id": None, "since": now()}
        holders += [
            {**common, "recording_id": recording, "files": [_file() for _ in range(_FILES)]}
            for recording in (grant.recording_id, new_id())
        ]
    with transaction() as session:
        session.execute(insert(table_of(HandedOver)), handed)
        session.execute(insert(table_of(Holder)), holders)


def _delivery(delivery: UUID, client: UUID, number: int) -> dict[str, Any]:
    use, product = _USES[number % 2], _PRODUCTS[number // 2 % 2]
    stated = Stated(client=client, uses=(use,), end_product=product, regions=("EU",))
    return {
        "delivery_id": delivery,
        "client_id": client,
        "recipient_id": None,
        "licence_id": client,
        "purpose": stated.kept(),
        "manifest": _file(),
        "handed_over_by": client,
        "handed_over_at": now(),
    }


def _file() -> str:
    return f"sha256:{uuid4().hex}{uuid4().hex}"


BENCH = Bench("recall_in_1000_deliveries", Goal(at_most=1), measure)

if __name__ == "__main__":
    print(measure(int(sys.argv[1]) if len(sys.argv) > 1 else DELIVERIES))
