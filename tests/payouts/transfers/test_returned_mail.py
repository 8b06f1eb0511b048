"""A bank sends pay back: its owner gets one mail, and it says all that they need."""

from sqlalchemy import select

from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from foundation.mail.models import Mail
from foundation.notices.models import Notice
from payouts.payees.models import Payee
from payouts.payees.steps import Seen, take_in
from payouts.stripe_gateway import accounts, payout_methods
from payouts.transfers.models import Step
from tests.payouts.transfers.sent import attempts


def test_a_return_is_one_mail_that_says_what_to_do_and_when_it_is_paid_again(desk, cast):
    account = desk.payee(cast.omar)
    desk.fund(9_000)
    desk.approved((cast.omar, 5_000))
    desk.send()
    desk.visitor.lever(f"payouts/{attempts(Step.BANK)[0].stripe_id}/fail")
    desk.look()
    methods = tuple(payout_methods.of_account(desk.stripe, account))
    seen = Seen(now(), accounts.retrieve(desk.stripe, account), methods, manual=True)
    with transaction() as session:
        payee = session.get_one(Payee, cast.omar.id)
        assert take_in(session, payee, seen, actor=SYSTEM) == "restricted"
    desk.send()
    [(kind, said)] = told(cast.omar)
    assert kind == "payout.returned"
    for part in (
        "The money stays yours",
        "/payouts/account and we pay again on",
        "did not take it",
    ):
        assert part in said
    db.session.rollback()
    letters = select(Mail).where(Mail.account_id == cast.omar.id)
    assert len(db.session().scalars(letters).all()) == 1


def told(person):
    db.session.rollback()
    of = select(Notice.kind, Notice.text).where(Notice.account_id == person.id)
    return [tuple(row) for row in db.session().execute(of)]
