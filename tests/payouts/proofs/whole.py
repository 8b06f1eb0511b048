"""Jobs as the worker runs them, and messages as Stripe sends them: signed, to our doors."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.jobs.models import JobRun, Outcome
from payouts.composition import JOBS
from payouts.transfers import sending
from payouts.transfers.calling import ask
from payouts.transfers.claiming import Claimed, claim
from payouts.transfers.recording import record
from tests.payouts.transfers.sent import Desk
from tests.payouts.webhooks.telling import SECRET, THIN_SECRET, signature

_JOBS = {each.name: each for each in JOBS}


@dataclass(frozen=True, slots=True)
class Message:
    """As Stripe has it ready for us, whether it was sent or not."""

    id: str
    body: bytes
    is_thin: bool


@dataclass(slots=True)
class Whole:
    desk: Desk
    client: FlaskClient

    def run(self, *names: str) -> None:
        for name in names:
            assert run_due([_JOBS[name]], new_id(), even_if_not_due=True) == 1
            of = JobRun
            newest = select(of.outcome, of.said).where(of.job == name).order_by(of.fence.desc())
            outcome, said = db.session().execute(newest.limit(1)).one()
            db.session.rollback()
            assert outcome is Outcome.DONE, f"{name}: {said}"

    def messages(self) -> list[Message]:
        """All that Stripe could have told until now, the oldest first."""
        stripe = self.desk.visitor.stripe
        found = []
        for account in ("", *self.desk.accounts.values()):
            options = {"stripe_account": account} if account else {}
            listed = stripe.v1.events.list({"limit": 100}, options)
            found += [_message(each) for each in listed.auto_paging_iter()]
        listed = stripe.v2.core.events.list({"limit": 100})
        found += [_notice(each) for each in listed.auto_paging_iter()]
        return found[::-1]

    def tell(self, told: Iterable[Message]) -> None:
        """Sent to our doors, as often as it is in there, and handled."""
        for each in told:
            door, secret = ("/thin", THIN_SECRET) if each.is_thin else ("", SECRET)
            signed = {"Stripe-Signature": signature(each.body, secret)}
            sent = self.client.post(f"/webhooks/stripe{door}", data=each.body, headers=signed)
            assert sent.status_code == 204, sent.text
        self.run("stripe_events.handle")

    def claims(self, limit: int = 1) -> list[Claimed]:
        with transaction() as session:
            sending._open_approved(session, 100)
            return claim(session, limit)

    def asked(self, claimed: Claimed) -> Any:
        return ask(self.desk.stripe, claimed)

    def recorded(self, claimed: Claimed, found: Any) -> bool:
        with transaction() as session:
            return record(session, claimed, found)


def _message(event: Any) -> Message:
    said = event.to_dict(for_json=True)
    return Message(said["id"], json.dumps(said).encode(), is_thin=False)


def _notice(event: Any) -> Message:
    """What is sent of an event of the second generation names the thing and no more."""
    said = event.to_dict(for_json=True)
    names = ("id", "object", "type", "created", "livemode", "related_object")
    sent = {name: said[name] for name in names} | {"context": None}
    return Message(said["id"], json.dumps(sent, default=str).encode(), is_thin=True)
