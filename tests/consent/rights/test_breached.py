"""After a client's breach: what a pause would stop, the pause in one act, and its end in one."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from consent.grants.models import Right
from consent.licences.breaches import actions
from consent.licences.breaches.actions import NewBreach
from consent.licences.breaches.models import BreachOutcome
from consent.recordings.models import StandingPause
from consent.rights.errors import NoBreach, PausedAlready
from consent.rights.standing import pause_for_breach
from foundation import clock
from foundation.audit import AuditEvent
from foundation.errors import NotPermitted
from tests.cast import NORTHLAB, RIVALLAB, sign_in
from tests.consent.holders.delivering import delivered
from tests.consent.licences.licensed import licensed
from tests.consent.recordings.performed import recorded
from tests.consent.rights.test_pages import text


@pytest.fixture
def breach(cast):
    learned = clock.now() - timedelta(hours=1)
    new = NewBreach(client_id=NORTHLAB, learned_at=learned, what="A clone was made.")
    return actions.record_breach(new, actor=cast.cora.actor)


@pytest.fixture
def cora(client, cast):
    sign_in(client, cast.cora)
    return client


def held_back(session):
    session.rollback()
    return session.scalar(select(func.count()).select_from(Right).where(Right.suspended))


def test_from_the_breach_it_is_two_presses_and_one_brings_all_back(cora, session, cast, breach):
    licensed(cast.ada)
    delivered(*recorded(cast.omar.id, count=2))
    recorded(cast.mira.id, client=RIVALLAB)
    page = cora.get(f"/licences/breaches/{breach}")
    (there,) = re.findall(r'href="(/compliance/rights/breaches/[^"]+)"', page.text)
    asked = cora.get(there)
    assert "Copies that are out stay where they are" in text(asked)
    assert held_back(session) == 0, "looking changes nothing"
    (pause,) = re.findall(r'action="(/compliance/rights/breaches/[^"]+/pause)"', asked.text)
    done = cora.post(pause, follow_redirects=True)
    assert "is paused since" in text(done)
    assert held_back(session) == 2
    (lift,) = re.findall(r'action="(/compliance/rights/pauses/[^"]+/lift)"', done.text)
    cora.post(lift)
    assert held_back(session) == 0


@pytest.mark.usefixtures("each_database")
def test_it_is_on_record_for_the_breach_and_counts_once(session, cast, breach):
    recorded(cast.omar.id)
    pause_for_breach(breach, actor=cast.cora.actor)
    with pytest.raises(PausedAlready):
        pause_for_breach(breach, actor=cast.cora.actor)
    acts = select(AuditEvent).where(AuditEvent.action == "breach.paused")
    assert [event.subject_id for event in session.scalars(acts)] == [breach]
    assert session.scalars(select(StandingPause.client_id)).all() == [NORTHLAB]


def test_for_what_was_no_breach_nothing_is_paused(cora, cast, breach):
    outcome = BreachOutcome.NO_BREACH
    actions.close_breach(breach, 1, outcome, "It was none.", actor=cast.cora.actor)
    with pytest.raises(NoBreach):
        pause_for_breach(breach, actor=cast.cora.actor)
    assert "closed as no breach" in text(cora.get(f"/compliance/rights/breaches/{breach}"))


@pytest.mark.parametrize("name", ["omar", "ada", "remy"])
@pytest.mark.usefixtures("app")
def test_nobody_else_pauses_for_a_breach(cast, breach, name):
    with pytest.raises(NotPermitted):
        pause_for_breach(breach, actor=getattr(cast, name).actor)
