"""Signing: what was shown and nothing else, by whom it is for, once, into the ledger."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from consent.keeping.jobs import keep
from consent.keeping.openings import own_lines
from consent.ledger.entries import EntryType
from consent.ledger.explaining.words import Answer, PostMortem, Representation, Signature, Use
from consent.signing import actions, queries
from consent.signing.errors import (
    AnsweredAlready,
    AnswersMissing,
    PaperChanged,
    PaperNotFound,
    TooLateToAnswer,
)
from consent.signing.models import Agreement, SignedAgreement, SignedPaper
from foundation import clock
from foundation.database import db
from foundation.web import settings
from tests.cast import NORTHLAB, START
from tests.consent.signing.asked import (
    ENGAGEMENT,
    PLANS,
    Proof,
    allowed,
    answers,
    ask_all,
    ask_one,
    published,
    shown,
    sign,
    state,
)

pytestmark = pytest.mark.usefixtures("each_database")
TRAINING, PAY = Signature.NON_GENERATIVE_TRAINING, Signature.RECORDING_AND_PAY


@pytest.fixture
def waiting(cast):
    return ask_one(cast.omar, TRAINING)


def terms(cast):
    db.session.rollback()
    return queries.signed_terms(db.session(), ENGAGEMENT, cast.omar.id)


def test_what_is_signed_is_what_a_grant_begins_with(cast, waiting):
    sign(cast.omar, waiting, TRAINING)
    (found,) = terms(cast)
    assert (found.agreement, found.signature, found.client) == (waiting, TRAINING, NORTHLAB)
    assert allowed(found.uses) == {Use.REVIEW, Use.NON_GENERATIVE_TRAINING, Use.EVALUATION}
    assert (found.prices, found.currency) == ({Use.EVALUATION: 1500}, "EUR")
    assert found.limits.clients == (NORTHLAB,)
    assert found.limits.starts_on == START.date() + timedelta(days=8)
    assert found.limits.ends_on.isoformat() == "2029-03-09"


def test_an_optional_use_that_is_refused_is_not_allowed_and_not_priced(cast, waiting):
    sign(cast.omar, waiting, TRAINING, uses={Use.EVALUATION: False})
    (found,) = terms(cast)
    assert found.uses[Use.EVALUATION] is Answer.NOT_ALLOWED
    assert allowed(found.uses) == {Use.REVIEW, Use.NON_GENERATIVE_TRAINING}
    assert found.prices is None
    assert Use.EVALUATION not in found.lawful_basis


def test_the_price_offered_to_this_performer_is_the_one_that_is_signed(cast):
    offered = ask_one(cast.omar, TRAINING, prices={Use.EVALUATION: 2200})
    sign(cast.omar, offered, TRAINING)
    assert terms(cast)[0].prices == {Use.EVALUATION: 2200}


def test_the_ledger_commits_to_text_and_document_in_the_work_thread(cast, waiting):
    sign(cast.omar, waiting, TRAINING)
    keep()
    session = db.session()
    (line,) = own_lines(session, cast.omar.actor)
    kept = session.get_one(SignedAgreement, waiting)
    shown_row = queries.showings(session, waiting)[0]
    assert line.entry.event.type is EntryType.AGREEMENT_SIGNED
    assert line.entry.event.terms == shown_row.text_hash
    assert line.entry.event.id == kept.event_id
    assert line.payload["document"] == kept.document_hash
    assert line.entry.event.thread == session.get_one(Agreement, waiting).thread
    assert line.sentence.startswith("On 2 March 2026 at 09:00:00 UTC, performer")


def test_evidence_is_kept_of_what_was_shown_when_and_how(cast, waiting):
    seen = shown(cast.omar, waiting, "es")
    clock.move(timedelta(hours=5))
    sign(cast.omar, waiting, TRAINING, seen=seen)
    kept = db.session().get_one(SignedAgreement, waiting)
    (first,) = queries.showings(db.session(), waiting)
    assert (first.locale, first.shown_hash, first.id) == ("es", seen, kept.showing_id)
    assert (kept.first_shown_at, kept.notice_s) == (START, 5 * 3600)
    assert (kept.method, kept.answers) == ("typed_name", {"evaluation": True})
    assert kept.post_mortem == PostMortem.STOP


@pytest.mark.parametrize("who", ["mira", "ada", "cora", "admin"])
def test_to_anybody_else_there_is_no_such_paper(cast, waiting, who):
    seen, other = shown(cast.omar, waiting), getattr(cast, who)
    with pytest.raises(PaperNotFound):
        shown(other, waiting)
    with pytest.raises(PaperNotFound):
        sign(other, waiting, TRAINING, seen=seen)
    with pytest.raises(PaperNotFound):
        actions.refuse(waiting, actor=other.actor)
    assert state(waiting) == "requested"


def test_a_paper_that_does_not_exist_is_not_found(cast):
    with pytest.raises(PaperNotFound):
        shown(cast.omar, uuid4())


def test_signing_twice_is_refused_and_signs_once(cast, waiting):
    sign(cast.omar, waiting, TRAINING)
    with pytest.raises(AnsweredAlready):
        sign(cast.omar, waiting, TRAINING, uses={Use.EVALUATION: False})
    assert len(terms(cast)) == 1
    assert allowed(terms(cast)[0].uses) >= {Use.EVALUATION}


@pytest.mark.parametrize("seen", ["", "sha256:" + "0" * 64])
def test_what_was_not_shown_is_not_signed(cast, waiting, seen):
    shown(cast.omar, waiting)
    with pytest.raises(PaperChanged):
        actions.sign(waiting, seen, answers(TRAINING), proven=Proof(START), actor=cast.omar.actor)
    assert terms(cast) == []


def test_what_was_shown_of_another_paper_is_not_what_was_shown_of_this(cast, waiting):
    other = ask_one(cast.omar, TRAINING)
    with pytest.raises(PaperChanged):
        sign(cast.omar, waiting, TRAINING, seen=shown(cast.omar, other))


def test_a_version_that_was_superseded_still_signs_what_was_shown(cast):
    version = published(TRAINING)
    asked = ask_one(cast.omar, TRAINING, version_id=version)
    seen = shown(cast.omar, asked)
    published(TRAINING, PLANS[Signature.RECORDING_AND_PAY])
    sign(cast.omar, asked, TRAINING, seen=seen)
    assert allowed(terms(cast)[0].uses) >= {Use.NON_GENERATIVE_TRAINING}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"uses": {}}, "use_evaluation"),
        ({"uses": {Use.EVALUATION: True, Use.RESALE: True}}, "_uses"),
        ({"name": "  "}, "name"),
        ({"post_mortem": None}, "post_mortem"),
        ({"post_mortem": PostMortem.EXECUTOR_DECIDES}, "executor"),
    ],
)
def test_every_question_is_answered_before_anything_is_signed(cast, waiting, changes, field):
    with pytest.raises(AnswersMissing) as refused:
        sign(cast.omar, waiting, TRAINING, **changes)
    assert list(refused.value.sentences) == [field]
    assert state(waiting) == "requested"


def test_what_is_not_asked_is_not_kept(cast):
    paper = ask_one(cast.omar, PAY)
    more = {"representation": Representation.UNION, "represented_by": "A", "executor": "B"}
    sign(cast.omar, paper, PAY, post_mortem=PostMortem.EXECUTOR_DECIDES, **more)
    kept = db.session().get_one(SignedAgreement, paper)
    assert (kept.representation, kept.post_mortem) == (None, None)
    opened = queries.paper(db.session(), paper, settings().master_key)
    assert opened.names == {"name": "Omar Haddad"}


def test_it_can_be_signed_until_the_end_of_its_first_day(cast, waiting):
    seen = shown(cast.omar, waiting)
    last = START.replace(day=10, hour=23, minute=59, second=59)
    clock.move(last - START)
    sign(cast.omar, waiting, TRAINING, seen=seen)
    assert state(waiting) == "signed"


def test_the_day_after_is_too_late(cast, waiting):
    seen = shown(cast.omar, waiting)
    clock.move(START.replace(day=11, hour=0) - START)
    with pytest.raises(TooLateToAnswer):
        sign(cast.omar, waiting, TRAINING, seen=seen)
    with pytest.raises(TooLateToAnswer):
        actions.refuse(waiting, actor=cast.omar.actor)


def test_each_of_the_four_is_a_signature_of_its_own(cast):
    papers = ask_all(cast.omar)
    sign(cast.omar, papers[PAY], PAY)
    assert [each.signature for each in terms(cast)] == [PAY]
    sign(cast.omar, papers[TRAINING], TRAINING)
    assert {each.signature for each in terms(cast)} == {PAY, TRAINING}
    assert state(papers[Signature.GENERATIVE_TRAINING]) == "requested"


def test_refusing_every_optional_paper_changes_nothing_about_recording_and_pay(cast):
    papers = ask_all(cast.omar)
    before = said(papers[PAY])
    for signature in set(Signature) - {PAY}:
        actions.refuse(papers[signature], actor=cast.omar.actor)
    assert said(papers[PAY]) == before
    sign(cast.omar, papers[PAY], PAY)
    (found,) = terms(cast)
    assert (allowed(found.uses), found.signature) == ({Use.REVIEW}, PAY)


def said(agreement):
    """Everything that its page says, pay and all."""
    db.session.rollback()
    offer = queries.papers_of(db.session(), db.session().get_one(Agreement, agreement).performer_id)
    (own,) = [each for each in offer if each.agreement.id == agreement]
    return own.sentences, own.offer_hash, own.agreement.particulars, own.agreement.state


def test_what_was_refused_may_still_be_signed_and_the_refusal_stays(cast, waiting):
    actions.refuse(waiting, actor=cast.omar.actor)
    with pytest.raises(AnsweredAlready):
        actions.refuse(waiting, actor=cast.omar.actor)
    assert terms(cast) == []
    sign(cast.omar, waiting, TRAINING)
    assert state(waiting) == "signed"


def test_what_was_signed_is_not_refused_afterwards(cast, waiting):
    sign(cast.omar, waiting, TRAINING)
    with pytest.raises(AnsweredAlready):
        actions.refuse(waiting, actor=cast.omar.actor)


def test_two_at_once_sign_once(app, cast, waiting):
    seen, start, refused = shown(cast.omar, waiting), Barrier(2), []

    def one(accepts):
        with app.app_context():
            start.wait()
            try:
                sign(cast.omar, waiting, TRAINING, seen=seen, uses={Use.EVALUATION: accepts})
            except AnsweredAlready as why:
                refused.append(why)

    both = [Thread(target=one, args=(accepts,)) for accepts in (True, False)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    keep()
    assert len(refused) == 1
    assert len(terms(cast)) == 1
    assert len(own_lines(db.session(), cast.omar.actor)) == 1
    assert db.session().scalar(select(func.count()).select_from(SignedAgreement)) == 1


def test_the_name_and_the_document_are_sealed(cast, waiting):
    sign(cast.omar, waiting, TRAINING)
    opened = queries.paper(db.session(), waiting, settings().master_key)
    assert opened.names == {"name": "Omar Haddad"}
    assert opened.document.startswith(b"%PDF-")
    row = db.session().get_one(SignedPaper, waiting)
    assert b"Omar" not in row.names
    assert b"%PDF" not in row.document


@pytest.mark.parametrize("name", ["\u200b", "\u200e\u200f", "\xad", "-"])
def test_a_name_that_nobody_can_read_signs_nothing(cast, name):
    paper = ask_one(cast.omar, TRAINING)
    with pytest.raises(AnswersMissing) as refused:
        sign(cast.omar, paper, TRAINING, name=name)
    assert refused.value.sentences == {"name": "Type your name to sign."}
