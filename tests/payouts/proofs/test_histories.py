"""Random histories of all that can happen to pay: what must be so is so after every step, and in
the end everybody has exactly what they earned."""

from datetime import timedelta

import pytest

from foundation import clock
from foundation.database import transaction
from payouts.earnings.models import Earning
from payouts.transfers import recording, sending
from tests.payouts.earnings.earned import published
from tests.payouts.pay_runs.earned import all_of, over
from tests.payouts.proofs.history import History, found_in
from tests.payouts.transfers.sent import CURRENCY

STEPS = 50


@pytest.mark.parametrize("seed", [11, 13])
def test_what_must_be_so_is_so_after_every_step(whole, cast, seed):
    history = History(whole, cast, seed)
    assert found_in(history, STEPS) == [], history.done


@pytest.mark.proof
@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("seed", range(100, 110))
def test_and_in_long_histories(whole, cast, seed):
    history = History(whole, cast, seed)
    assert found_in(history, 150) == [], history.done


def paid_out(whole, cast) -> History:
    """Work of both, approved, and about to be sent."""
    history = History(whole, cast, 0)
    for each in history.people:
        published(each.id, 5_000, currency=CURRENCY)
    whole.run("earnings.collect")
    over()
    history.plan()
    history.approve()
    return history


def test_taking_no_answer_for_a_no_would_be_found(whole, cast, monkeypatch):
    """The planted fault of most programs that pay: an error is a failure, and is tried again."""
    honest = recording.record

    def hasty(session, claimed, found):
        unknown = isinstance(found, recording.Unknown)
        return honest(session, claimed, recording.Absent() if unknown else found)

    monkeypatch.setattr(sending, "record", hasty)
    history = paid_out(whole, cast)
    history.break_as("drop_after_commit", "/v1/transfers", 6)
    history.send()
    assert any("live transfers" in each for each in history.faults())
    assert any("were sent" in each for each in history.faults())


def test_sending_by_a_key_that_is_forgotten_would_be_found(whole, cast, monkeypatch):
    """The planted fault: a key is good for ever."""
    monkeypatch.setattr("payouts.transfers.claiming.ASKS_FOR", timedelta(days=90))
    history = paid_out(whole, cast)
    history.break_as("drop_after_commit", "/v1/transfers", 6)
    history.send()
    clock.move(timedelta(hours=25))
    history.send()
    assert any("live transfers" in each for each in history.faults())


def test_a_cent_that_nobody_took_would_be_found(whole, cast):
    history = paid_out(whole, cast)
    history.send()
    assert history.faults() == []
    with transaction() as session:
        session.get_one(Earning, all_of(Earning)[0].id).taken_minor = 1
    assert history.faults() != []
