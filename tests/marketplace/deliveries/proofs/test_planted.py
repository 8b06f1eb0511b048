"""Faults that a history must find: each is planted into one that went well until then."""

from contextlib import contextmanager
from datetime import timedelta

import pytest

from consent.holders import handing as gate
from consent.ledger.explaining.words import Use
from consent.recalls import copies, opening
from consent.recalls import jobs as recall_jobs
from consent.recalls import news as recall_news
from consent.recalls.models import Recall
from foundation import clock
from foundation.storage import links
from marketplace.deliveries.building import standing
from marketplace.deliveries.choosing.form import Form
from marketplace.deliveries.taking import deciding
from tests.cast import NORTHLAB, RIVALLAB
from tests.marketplace.deliveries.proofs.history import History

pytestmark = pytest.mark.usefixtures("lightly")
EVALUATION = (Use.EVALUATION,)


@pytest.fixture
def history(app, cast, instants):
    """The partner has a copy of all that there is."""
    found = History(app, cast, instants, 0)
    version = found.choose_for(NORTHLAB, EVALUATION, Form(mixed=True), supplied=True)
    found.ask_for(NORTHLAB, version)
    found.build()
    assert found.seen["supplied"] == 1
    clock.move(timedelta(seconds=1))
    found.check()
    return found


@pytest.fixture
def planted(monkeypatch):
    @contextmanager
    def at(where, name, fault, found):
        with monkeypatch.context() as patched, pytest.raises(AssertionError, match=found):
            patched.setattr(where, name, fault)
            yield

    return at


def given_of(history, number):
    """For the first recording of a take, by the paper that it was recorded under."""
    recording = history.world.takes[number].recordings[0]
    return next(each for each in history.account.given if each.recording == recording)


def test_a_byte_that_leaves_would_be_found(history, planted, monkeypatch):
    (had,) = history.account.had
    history.fetch_all(had)
    clock.move(timedelta(seconds=61))
    with planted(links, "LINK_LASTS_S", 3600, "by a link from before"):
        history.use_old_link()
    history.world.mark(history.world.takes[1])
    with planted(deciding, "withheld_since", lambda *_: frozenset(), "may not leave"):
        history.fetch_all(had)
    history.withdraw_of(given_of(history, 2))
    with planted(deciding, "refused", lambda *_: {}, "may not leave"):
        history.fetch_all(had)
    history.copy()
    history.check()
    history.ask_for(NORTHLAB, history.choose_for(NORTHLAB, EVALUATION, Form()))
    monkeypatch.setattr(standing, "_doomed", lambda *_: set())
    history.instants.act_last(lambda: history.withdraw_of(given_of(history, 3)))
    with planted(gate, "refuse_what_is_not_permitted", lambda *_: {}, "was handed over"):
        history.build()


def without_recipients(lapsed):
    return [each for each in lapsed if each[1].recipient_id is None]


def everything(session, _query):
    """Also what was told, and what was answered."""
    return session.query(Recall).all()


def test_a_holder_that_is_not_told_or_told_twice_would_be_found(history, planted, monkeypatch):
    wanted, account = opening._wanted, history.account
    forgets = lambda *given: without_recipients(wanted(*given))  # noqa: E731
    with planted(opening, "_wanted", forgets, "due and not told"):
        history.withdraw_of(given_of(history, 0))
        history.check()
    account.asked.clear()
    history.withdraw_of(given_of(history, 1))
    with planted(recall_news, "write_to_recipients", lambda *_, **__: None, "was not written to"):
        history.tell()
    with planted(recall_jobs, "_some", everything, "told and not due"):
        history.tell()
    while account.asked:
        history.answer()
    history.tell()
    clock.move(timedelta(days=16))
    with planted(recall_jobs, "_some", everything, "told and not due"):
        history.tell()


def test_a_holder_that_is_told_of_another_clients_paper_would_be_found(history, planted):
    kept = history.world.takes[1]
    history.world.again(kept, 200)
    ours, theirs = [
        next(
            each
            for each in history.account.given
            if (each.recording, each.client) == (kept.recordings[0], client)
        )
        for client in (NORTHLAB, RIVALLAB)
    ]
    history.withdraw_of(ours, whole=False)
    history.tell()
    while history.account.asked:
        history.answer()
    with planted(copies.Allowed, "covers", lambda *_: True, "told and not due"):
        history.withdraw_of(theirs, whole=False)
        history.check()


def test_something_new_for_who_owes_an_answer_would_be_found(history, planted):
    _, version = history.versions[0]
    history.withdraw_of(given_of(history, 1))
    history.tell()
    clock.move(timedelta(days=31))
    history.jobs()
    history.ask_for(NORTHLAB, version)
    assert history.seen["refused"] == 1
    with planted(standing, "refuse_overdue_recalls", lambda *_: None, "who owes an answer"):
        history.ask_for(NORTHLAB, version)
