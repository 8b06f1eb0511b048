"""Withheld by the table of the year, over real HTTP: owed to the tax office from the transfer on,
given back where there was no payment in the end, and never more than once."""

import pytest

from foundation.database import db
from payouts.journal.balances import balance
from payouts.journal.chart import Kind, platform
from payouts.pay_runs import opening, voiding
from payouts.pay_runs.models import Payout
from payouts.taxes.actions import declare_status, note_form
from payouts.taxes.models import FormState
from payouts.taxes.totals import totals
from payouts.transfers import moving
from payouts.transfers.models import Step
from tests.payouts.pay_runs.earned import all_of, faults, over, payable
from tests.payouts.transfers.sent import CURRENCY, attempts, state_of


def tax() -> tuple[int, int]:
    """Owed to the tax office, and what will be."""
    db.session.rollback()
    found = balance(db.session(), platform(Kind.TAX_WITHHELD, CURRENCY))
    return found.posted.amount_minor, found.coming.amount_minor


def withheld_in(year) -> list[int]:
    db.session.rollback()
    return [each.withheld_minor for each in totals(db.session(), year)]


@pytest.fixture
def account(desk, cast):
    """Omar is a US person whose form is missing."""
    declare_status(country="US", us_person=True, actor=cast.omar.actor)
    desk.fund(900_000)
    return desk.payee(cast.omar)


def test_what_is_withheld_stays_with_us_and_is_owed_to_the_tax_office(desk, cast, account):
    (payout,) = desk.approved((cast.omar, 250_000))
    assert (payout.amount_minor, payout.withheld_minor, tax()) == (190_000, 60_000, (0, 60_000))
    desk.send()
    assert (desk.moved_to(account), tax()) == (190_000, (60_000, 0))
    assert desk.faults() == []
    assert withheld_in(2026) == []
    desk.later(days=4)
    desk.look()
    assert state_of(payout.id) == "paid"
    assert withheld_in(2026) == [60_000]
    assert payable(cast.omar.id, CURRENCY) == (0, 0)
    assert desk.faults() == []


def test_a_payment_that_was_none_gives_the_tax_back_and_the_next_takes_it_once(desk, cast, account):
    (payout,) = desk.approved((cast.omar, 250_000))
    desk.send()
    desk.later(days=4)
    desk.look()
    desk.visitor.lever(f"payouts/{attempts(Step.BANK)[0].stripe_id}/return")
    desk.look()
    assert (state_of(payout.id), tax()) == ("returned", (60_000, 0)), "it is not ours again yet"
    desk.send()
    assert (state_of(payout.id), tax()) == ("void", (0, 0))
    assert payable(cast.omar.id, CURRENCY) == (250_000, 0)
    assert withheld_in(2026) == []
    assert desk.faults() == []
    over()
    opening.plan_due()
    (again,) = [each for each in all_of(Payout) if each.id != payout.id]
    assert (again.amount_minor, again.withheld_minor, tax()) == (190_000, 60_000, (0, 60_000))
    note_form(cast.omar.id, FormState.RECEIVED, actor=cast.fay.actor)
    assert desk.faults() == []


def test_a_definite_no_withholds_nothing(desk, cast, account):
    (payout,) = desk.approved((cast.omar, 250_000))
    desk.visitor.lever(f"accounts/{account}/close")
    desk.send()
    assert (state_of(payout.id), tax()) == ("void", (0, 0))
    assert payable(cast.omar.id, CURRENCY) == (250_000, 0)


def test_the_form_that_came_in_time_is_enough(desk, cast, account):
    desk.approved((cast.omar, 250_000))
    note_form(cast.omar.id, FormState.RECEIVED, actor=cast.fay.actor)
    (second,) = desk.approved((cast.omar, 100_000))
    assert (second.amount_minor, second.withheld_minor) == (100_000, 0)
    desk.send()
    assert (desk.moved_to(account), tax()) == (290_000, (60_000, 0))
    assert desk.faults() == []


class TestWouldBeFound:
    """Planted faults."""

    def test_a_reversal_that_keeps_the_tax(self, desk, cast, account, monkeypatch):
        honest = moving._post

        def forgetful(session, payout, what, moves, at, more=()):
            honest(session, payout, what, moves, at)

        monkeypatch.setattr(moving, "_post", forgetful)
        desk.approved((cast.omar, 250_000))
        desk.send()
        desk.visitor.lever(f"payouts/{attempts(Step.BANK)[0].stripe_id}/fail")
        desk.look()
        desk.send()
        assert any("withheld in USD" in each for each in desk.faults())

    def test_a_no_that_voids_nothing(self, desk, cast, account, monkeypatch):
        monkeypatch.setattr(voiding, "void_pending", lambda *_: None)
        (payout,) = desk.approved((cast.omar, 250_000))
        desk.visitor.lever(f"accounts/{account}/close")
        desk.send()
        assert state_of(payout.id) == "void"
        assert any("withheld in USD" in each for each in faults())
