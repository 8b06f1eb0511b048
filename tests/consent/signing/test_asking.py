"""What may be asked of a performer, and what they are told of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.agreements import actions as agreements
from consent.ledger.explaining.words import Signature, Use
from consent.signing import queries
from consent.signing.errors import CannotBeAsked
from consent.signing.models import Agreement
from foundation import hooks
from foundation.audit import AuditEvent
from foundation.notices.models import Notice
from tests.cast import START
from tests.consent.signing.asked import (
    BOOKER,
    DESCRIPTION,
    ENGAGEMENT,
    PLANS,
    WRITER,
    ask,
    ask_all,
    ask_one,
    paper,
)

REPLICA, TRAINING = Signature.REPLICA, Signature.NON_GENERATIVE_TRAINING


def test_papers_of_an_engagement_wait_for_who_is_asked(cast, session):
    papers = ask_all(cast.omar)
    waiting = queries.waiting_of(session, cast.omar.id)
    assert {each.agreement.id: each.signature for each in waiting} == {
        agreement: signature for signature, agreement in papers.items()
    }
    assert queries.waiting_of(session, cast.mira.id) == []
    assert queries.signed_terms(session, ENGAGEMENT, cast.omar.id) == []


def test_whoever_is_asked_is_told_once_for_all_papers(cast, session):
    ask_all(cast.omar)
    (told,) = session.scalars(select(Notice)).all()
    assert (told.account_id, told.url) == (cast.omar.id, "/sign")
    assert told.text.startswith("4 papers wait for your answer.")
    acts = select(AuditEvent.actor_id).where(AuditEvent.action == "agreement.requested")
    assert session.scalars(acts).all() == [BOOKER.id] * 4


def test_each_agreement_has_a_thread_of_its_own(cast, session):
    ask_all(cast.omar)
    assert len(set(session.scalars(select(Agreement.thread)))) == 4


def test_one_signature_never_covers_two_papers_of_a_kind(cast):
    with pytest.raises(CannotBeAsked, match="twice for one"):
        ask(cast.omar, paper(TRAINING), paper(TRAINING))


def test_a_draft_is_not_signed(cast):
    draft = agreements.begin_agreement("Draft", TRAINING, PLANS[TRAINING], actor=WRITER)
    with pytest.raises(CannotBeAsked, match="published"):
        ask_one(cast.omar, TRAINING, version_id=draft)
    with pytest.raises(CannotBeAsked, match="published"):
        ask(cast.omar)


@pytest.mark.parametrize(
    ("description", "why"),
    [
        ("", "at least 120 characters"),
        (DESCRIPTION[:119], "at least 120 characters"),
        (DESCRIPTION + " In perpetuity.", "Rights end on a day"),
        (DESCRIPTION + " For any purpose.", "Each use is allowed by its name"),
    ],
)
def test_a_replica_is_described_in_words_that_hold(cast, session, description, why):
    with pytest.raises(CannotBeAsked, match=why):
        ask_one(cast.omar, REPLICA, description=description)
    assert session.scalars(select(Agreement)).all() == []


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"prices": {Use.NON_GENERATIVE_TRAINING: 100}}, "no option"),
        ({"prices": {Use.EVALUATION: -1}}, "below zero"),
        ({"first_day": START.date() - timedelta(days=1)}, "over"),
    ],
)
def test_what_makes_no_sense_is_not_asked(cast, changes, why):
    with pytest.raises(CannotBeAsked, match=why):
        ask_one(cast.omar, TRAINING, **changes)


@pytest.mark.parametrize(
    ("signature", "changes"),
    [
        (Signature.RECORDING_AND_PAY, {"particulars": {"Scene": "雪国"}}),
        (Signature.REPLICA, {"description": f"{DESCRIPTION} 雪国"}),
    ],
)
def test_what_no_document_could_say_is_not_asked(cast, signature, changes):
    with pytest.raises(CannotBeAsked, match="雪"):
        ask_one(cast.omar, signature, **changes)


@pytest.mark.parametrize(
    ("signature", "changes"),
    [
        (Signature.RECORDING_AND_PAY, {"particulars": {"Pay": "\u202e05.4 EUR"}}),
        (Signature.REPLICA, {"description": f"{DESCRIPTION} \u2067yes\u2069"}),
    ],
)
def test_nothing_is_asked_that_reads_otherwise_than_it_is_written(cast, signature, changes):
    with pytest.raises(CannotBeAsked, match="turns the order"):
        ask_one(cast.omar, signature, **changes)


def test_nor_for_a_client_whose_name_no_document_could_say(cast, monkeypatch):
    monkeypatch.setattr(hooks, "names_of", (lambda _, ids: dict.fromkeys(ids, "雪国社"),))
    with pytest.raises(CannotBeAsked, match="cannot be printed"):
        ask_one(cast.omar, Signature.RECORDING_AND_PAY)
