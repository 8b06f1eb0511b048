"""Several of a client, or of compliance, at the same moment: one is first, once, on record."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from consent.ledger.explaining.words import Ending, Use
from consent.ledger.models import LedgerOutbox
from consent.licences.breaches import actions as breaches
from consent.licences.breaches.actions import NewBreach
from consent.licences.breaches.errors import AlreadyNotified
from consent.licences.ending import terminate_licence
from consent.licences.errors import NothingSigned
from consent.licences.filings import actions as filings
from consent.licences.filings import content
from consent.licences.filings.actions import NewFiling
from consent.licences.filings.errors import VersionKeptMeanwhile
from consent.licences.filings.models import FilingKind, FilingVersion
from consent.licences.recipients.actions import NewRecipient, end_recipient, name_recipient
from consent.licences.recipients.errors import RecipientEnded
from consent.licences.reports.actions import report_uses
from consent.licences.reports.errors import NotTheNextPeriod
from consent.licences.reports.new import NewReport
from foundation import clock
from foundation.database import db
from tests.cast import NORTHLAB
from tests.consent.licences.licensed import WRITER, licensed
from tests.databases.crowd import at_once

pytestmark = pytest.mark.usefixtures("each_connection")
SIX = 6


@pytest.fixture
def licence(cast):
    return licensed(cast.ada)


def one_was_first(app, refusal, do) -> None:
    db.session.remove()
    outcomes = at_once(app, SIX, do)
    refused = [each for each in outcomes if isinstance(each, refusal)]
    others = [each for each in outcomes if isinstance(each, Exception) and each not in refused]
    assert (others, len(refused)) == ([], SIX - 1)


def entries(kind) -> int:
    db.session.rollback()
    of = LedgerOutbox
    return db.session().scalar(select(func.count()).select_from(of).where(of.type == kind))


def test_a_period_is_reported_once(app, cast, licence):
    new = NewReport(from_on=clock.now().date(), uses=(Use.EVALUATION,))
    clock.move(timedelta(days=95))
    one_was_first(
        app,
        NotTheNextPeriod,
        lambda _: report_uses(licence, new, "Ada Brandt", actor=cast.ada.actor),
    )
    assert entries("use.reported") == 1


def test_performers_are_told_of_a_breach_once(app, cast, licence):
    new = NewBreach(client_id=NORTHLAB, learned_at=clock.now(), what="A clone.")
    breach = breaches.record_breach(new, actor=cast.ada.actor)
    one_was_first(
        app,
        AlreadyNotified,
        lambda _: breaches.tell_performers(breach, 1, "It was stopped.", actor=cast.cora.actor),
    )


def test_a_licence_is_terminated_once(app, licence):
    why = Ending.CLIENT_BREACH, "It was sold on."
    one_was_first(app, NothingSigned, lambda _: terminate_licence(licence, *why, actor=WRITER))
    assert entries("consent.terminated") == 1


def test_an_end_recipient_is_ended_once(app, cast, licence):
    named = NewRecipient(name="Partner Labs", country="DE", purpose="Tunes for support.")
    recipient = name_recipient(licence, named, actor=cast.ada.actor)
    one_was_first(app, RecipientEnded, lambda _: end_recipient(recipient, actor=cast.ada.actor))


def test_versions_of_a_document_are_counted_without_a_gap(app, cast):
    new = NewFiling(kind=FilingKind.IMPACT_ASSESSMENT, title="DPIA", client_id=NORTHLAB)
    kept = filings.keep_filing(new, content.of_text("0"), actor=cast.ada.actor)
    db.session.remove()

    def keep(number: int) -> int:
        words = content.of_text(str(number))
        return filings.keep_version(kept, words, actor=cast.ada.actor)

    outcomes = at_once(app, SIX, keep)
    done = [each for each in outcomes if not isinstance(each, VersionKeptMeanwhile)]
    of = FilingVersion
    numbers = db.session().scalars(select(of.number).where(of.filing_id == kept)).all()
    assert sorted(numbers) == [1, *sorted(done)] == list(range(1, len(done) + 2))
