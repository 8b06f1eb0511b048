"""A gig opens when its request is approved, funded and its client licensed; never before, once."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from foundation.audit import AuditEvent
from foundation.database import db, transaction
from marketplace.gigs import opening
from marketplace.gigs.models import GigState
from marketplace.gigs.opening import open_request
from marketplace.requests import steps
from marketplace.requests.models import RequestVersion, SceneRequest, Verdict
from tests.consent.licences.licensed import licensed
from tests.databases.crowd import at_once
from tests.marketplace.gigs.posting import fund, gigs, ready, run, titled, verify
from tests.marketplace.market import PAY, approved, submitted


def change(cast, request_id, said):
    with transaction() as session:
        request = session.get_one(SceneRequest, request_id)
        version = steps.submit(session, request, said, actor=cast.ben.actor)
        steps.review(session, request, version, Verdict.APPROVED, {}, actor=cast.cora.actor)


def test_what_is_approved_funded_and_licensed_opens(cast):
    ready(cast)
    run("gigs.open")
    [gig] = gigs()
    assert gig.state is GigState.OPEN


def test_what_compliance_has_not_approved_does_not_open(cast):
    licensed(cast.ada)
    verify(cast)
    submitted(cast.ben)
    run("gigs.open")
    assert gigs() == []


def test_without_its_budget_it_does_not_open(cast):
    licensed(cast.ada)
    verify(cast)
    approved(cast.ben, cast.cora)
    run("gigs.open")
    assert gigs() == []


def test_without_a_signed_licence_it_does_not_open(cast):
    verify(cast)
    request_id = approved(cast.ben, cast.cora)
    fund(request_id)
    run("gigs.open")
    assert gigs() == []
    licensed(cast.ada)
    run("gigs.open")
    assert len(gigs()) == 1


def test_of_a_client_that_nobody_verified_it_does_not_open(cast):
    licensed(cast.ada)
    request_id = approved(cast.ben, cast.cora)
    fund(request_id)
    run("gigs.open")
    assert gigs() == []
    verify(cast)
    run("gigs.open")
    assert len(gigs()) == 1


def test_after_its_last_day_to_apply_it_does_not_open(cast):
    said = titled("Late")
    ready(
        cast,
        replace(said, window=replace(said.window, apply_by=said.window.apply_by.replace(2025))),
    )
    run("gigs.open")
    assert gigs() == []


def test_the_job_may_run_again(cast):
    ready(cast)
    run("gigs.open")
    run("gigs.open")
    assert len(gigs()) == 1


@pytest.mark.usefixtures("each_database")
def test_of_many_workers_one_opens_it(app, cast):
    """Without the lock on the request's row the second would meet the gig's unique key."""
    request_id, opened = ready(cast), []
    given = at_once(app, 4, lambda _: opened.append(open_request(request_id)))
    assert not any(given), given
    assert sorted(opened) == [False, False, False, True]
    assert len(gigs()) == 1


def test_a_newly_approved_version_is_posted_and_who_applied_is_told(cast, monkeypatch):
    told = []
    monkeypatch.setattr(
        opening, "when_reposted", (lambda _session, gig, _actor: told.append(gig.id),)
    )
    request_id = ready(cast)
    run("gigs.open")
    better = titled("Two sisters", pay=replace(PAY, hourly_minor=7000))
    change(cast, request_id, better)
    run("gigs.open")
    [unfunded] = gigs()
    assert unfunded.hourly_minor == 6000
    fund(request_id, "more")
    run("gigs.open")
    [gig] = gigs()
    assert (gig.title, gig.hourly_minor, told) == ("Two sisters", 7000, [gig.id])
    version = db.session().get_one(RequestVersion, gig.version_id)
    assert version.number == 2


def test_opening_is_on_record(cast):
    ready(cast)
    run("gigs.open")
    [gig] = gigs()
    found = select(AuditEvent.action).where(AuditEvent.subject_id == gig.id)
    assert list(db.session().scalars(found)) == ["gig.opened"]
