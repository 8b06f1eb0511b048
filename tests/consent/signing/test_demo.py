"""The demo's papers: every state is there, and a second start adds nothing."""

from collections import Counter

from sqlalchemy import select

from consent.agreements.models import AgreementVersion
from consent.ledger.explaining.words import Signature, Use
from consent.signing import demo, queries
from consent.signing.models import Agreement
from foundation import hooks
from foundation.demo import USUAL, load
from foundation.web import settings
from marketplace.clients.demo import NORTHLAB
from tests.consent.signing.asked import allowed


def states(session):
    session.rollback()
    return Counter(session.scalars(select(Agreement.state)))


def test_papers_are_there_in_every_state_once(session):
    load(settings())
    before = states(session)
    assert before.keys() == {"requested", "signed", "refused"}
    assert len(session.scalars(select(AgreementVersion)).all()) >= 4
    load(settings())
    assert states(session) == before


def test_what_the_performer_of_the_demo_signed_is_there_for_grants(session):
    load(settings())
    (omar,) = hooks.people_called(session, demo.OMAR)
    found = {each.signature: each for each in queries.signed_terms(session, demo.SIGNED, omar)}
    training = found[Signature.NON_GENERATIVE_TRAINING]
    assert found.keys() == {Signature.RECORDING_AND_PAY, Signature.NON_GENERATIVE_TRAINING}
    assert allowed(training.uses) == {Use.NON_GENERATIVE_TRAINING, Use.EVALUATION}
    assert training.client == NORTHLAB == demo.NORTHLAB


def test_without_the_people_of_the_demo_there_are_no_papers(session):
    assert list(demo.make(USUAL)) == []
    assert states(session) == {}
