"""Clocks of clients, documents, signatures and second people, until each is done."""

from datetime import timedelta

import pytest

from consent.console.deadlines.due import About
from consent.console.deadlines.queries import deadlines
from consent.jurisdictions import actions as rules
from consent.jurisdictions.actions import NewRule
from consent.jurisdictions.words import RuleCode
from consent.ledger.explaining.words import Signature
from consent.licences import ending
from consent.licences.breaches import actions as breaches
from consent.licences.breaches.actions import NewBreach
from consent.licences.filings import actions as filings
from consent.licences.filings import content
from consent.licences.filings.actions import NewFiling, NewSubProcessor
from consent.licences.filings.models import FilingKind
from consent.licences.models import Licence
from consent.licences.reports.actions import report_uses
from consent.licences.reports.new import NewReport
from consent.licences.reports.queries import next_period
from consent.licences.templates import actions as templates
from consent.signing.approving import approve_replica
from consent.signing.asking import name_client
from consent.signing.models import Agreement
from consent.signing.offers import offer_of
from foundation import clock
from foundation.database import transaction
from tests.cast import NORTHLAB, sign_in
from tests.consent.licences.licensed import WRITER, draft, licensed
from tests.consent.signing.asked import BOOKER, ENGAGEMENT, ask_one, shown

pytestmark = pytest.mark.usefixtures("each_database")
YEAR = timedelta(days=365)


def due(session, about, within=timedelta(days=30)):
    session.rollback()
    return [each for each in deadlines(session, within=within) if each.about is about]


def test_a_breach_runs_from_the_learning_until_performers_are_told(cast, session):
    licensed(cast.ada)
    learned = clock.now() - timedelta(hours=10)
    new = NewBreach(client_id=NORTHLAB, learned_at=learned, what="A clone.")
    breach = breaches.record_breach(new, actor=cast.ada.actor)
    (found,) = due(session, About.BREACH)
    assert found.due_at == learned + timedelta(hours=72)
    assert found.url == f"/licences/breaches/{breach}"
    session.rollback()
    breaches.tell_performers(breach, 1, "It was stopped.", actor=cast.cora.actor)
    assert due(session, About.BREACH) == []


def test_a_report_of_uses_is_owed_by_its_client_until_it_is_made(cast, session):
    licence = licensed(cast.ada)
    clock.move(timedelta(days=95))
    first, *_ = due(session, About.USE_REPORT)
    assert (first.owner, first.url) == (str(NORTHLAB), f"/licences/{licence}")
    period = next_period(session, session.get_one(Licence, licence))
    session.rollback()
    new = NewReport(from_on=period.from_on, uses=())
    report_uses(licence, new, "Ada Brandt", actor=cast.ada.actor)
    assert first not in due(session, About.USE_REPORT)


def test_what_a_licence_that_is_over_still_owes_stays_on_the_board(cast, session):
    licence = licensed(cast.ada)
    clock.move(timedelta(days=20))
    with transaction() as writing:
        ending.expire(writing, writing.get_one(Licence, licence), cast.cora.actor)
    assert due(session, About.USE_REPORT, within=2 * YEAR)


def test_a_document_is_looked_at_again_after_a_year_and_a_new_version_says_so(cast, session):
    new = NewFiling(kind=FilingKind.IMPACT_ASSESSMENT, title="DPIA", client_id=NORTHLAB)
    kept = filings.keep_filing(new, content.of_text("Low risk."), actor=cast.ada.actor)
    assert due(session, About.DOCUMENT) == []
    clock.move(YEAR - timedelta(days=10))
    (found,) = due(session, About.DOCUMENT)
    assert found.url == f"/licences/filings/{kept}"
    assert found.what == f"The impact assessment “DPIA” of {NORTHLAB} is looked at again."
    session.rollback()
    filings.keep_version(kept, content.of_text("Still low."), actor=cast.ada.actor)
    assert due(session, About.DOCUMENT) == []


def test_the_last_day_of_a_sub_processor_is_due_until_it_passed(cast, session):
    today = clock.now().date()
    added = NewSubProcessor(name="Hostworks", purpose="Servers", region="EU", since_on=today)
    row = filings.add_sub_processor(added, actor=cast.cora.actor)
    filings.end_sub_processor(row, today + timedelta(days=5), actor=cast.cora.actor)
    (found,) = due(session, About.DOCUMENT)
    assert found.what.startswith("Hostworks stops")
    clock.move(timedelta(days=6))
    assert due(session, About.DOCUMENT) == []


def test_a_sealed_client_is_named_a_day_before_signing_ends(cast, session):
    ask_one(cast.omar, Signature.RECORDING_AND_PAY, sealed=True)
    named = [each for each in due(session, About.SIGNING) if each.owner == "Casting"]
    (signed,) = [each for each in due(session, About.SIGNING) if each.owner == "The performer"]
    assert [each.due_at for each in named] == [signed.due_at - timedelta(hours=24)]
    with transaction() as writing:
        name_client(writing, ENGAGEMENT, cast.omar.id, actor=BOOKER)
    assert {each.owner for each in due(session, About.SIGNING)} == {"The performer"}


def test_a_replica_is_read_48_hours_before_its_last_day_and_then_until_it(cast, session):
    paper = ask_one(cast.omar, Signature.REPLICA)
    (before,) = [each for each in due(session, About.SIGNING) if each.owner == "The performer"]
    session.rollback()
    shown(cast.omar, paper)
    (after,) = [each for each in due(session, About.SIGNING) if each.owner == "The performer"]
    assert after.due_at - before.due_at == timedelta(hours=48)


def test_the_description_of_a_replica_waits_for_compliance_until_it_is_approved(cast, session):
    paper = ask_one(cast.omar, Signature.REPLICA)
    (found,) = [each for each in due(session, About.SIGNING) if each.owner == "Compliance"]
    assert found.url == "/replicas"
    seen = offer_of(session, session.get_one(Agreement, paper)).offer_hash
    session.rollback()
    approve_replica(paper, seen, actor=cast.cora.actor)
    assert {each.owner for each in due(session, About.SIGNING)} == {"The performer"}


def test_what_waits_for_a_second_person_is_due_in_two_working_days(cast, session):
    templates.propose_version(draft(), 2, actor=WRITER)
    rules.propose_rule(
        NewRule(
            jurisdiction="US-IL",
            code=RuleCode.LEAST_AGE,
            value=19,
            effective_from=clock.now().date(),
            source="A law",
        ),
        actor=cast.cora.actor,
    )
    found = {each.leads_to: each for each in due(session, About.REVIEW)}
    assert set(found) == {"The version", "Rules of places"}


def test_each_line_says_whose_turn_it_is_in_both_zones_and_what_it_opens(cast, client):
    licence = licensed(cast.ada)
    clock.move(timedelta(days=300))
    sign_in(client, cast.cora)
    page = client.get("/compliance/deadlines?within=90").text
    assert f'href="/licences/{licence}"' in page
    assert "Northlab" in page
    assert str(NORTHLAB) not in page
    assert " UTC" in page
