"""The deadline board: what is late first, and nothing that is done."""

import re
from datetime import timedelta

import pytest

from consent.console.deadlines.due import About
from consent.console.deadlines.queries import deadlines
from consent.delegations.actions import open_to_auditor
from consent.ledger.explaining.words import DestructionCause, Signature
from consent.media.destroying import order_destruction
from consent.media.models import LegalHold
from foundation import clock
from foundation.database import transaction
from foundation.ids import new_id
from tests.cast import NORTHLAB, sign_in
from tests.consent.console.recorded import recorded, tell
from tests.consent.grants.granted import withdrawn
from tests.consent.holders.holding import held
from tests.consent.licences.licensed import licensed
from tests.consent.recalls.ending import withdraw
from tests.consent.signing.asked import ask_one

pytestmark = pytest.mark.usefixtures("each_database")
MONTH, DECADE = timedelta(days=30), timedelta(days=3650)


def kinds(session, within=MONTH):
    return [each.about for each in deadlines(session, within=within)]


def test_nothing_is_due_where_nothing_was_begun(app, session):
    assert kinds(session, DECADE) == []


def test_a_consent_is_due_when_it_ends_and_not_after_it_was_withdrawn(cast, session):
    grant = recorded(cast.omar.id)
    assert kinds(session) == []
    assert kinds(session, DECADE) == [About.TERM]
    tell(grant, withdrawn(grant))
    assert kinds(session, DECADE) == []


def test_consents_of_one_agreement_and_day_are_one_line(cast, session):
    agreement = new_id()
    for _ in range(3):
        recorded(cast.omar.id, agreement=agreement)
    recorded(cast.omar.id)
    said = [each.what for each in deadlines(session, within=DECADE)]
    assert len(said) == 2
    assert f"3 consents end under agreement {agreement}." in said


def test_each_kind_stands_on_the_board_until_it_is_done(cast, session):
    ask_one(cast.omar, Signature.RECORDING_AND_PAY)
    grant = recorded(cast.omar.id)
    held(grant)
    withdraw(grant)
    licensed(cast.ada)
    day = clock.now().date() + timedelta(days=9)
    open_to_auditor("auditor@example.org", day, clients=[NORTHLAB], actor=cast.cora.actor)
    with transaction() as writing:
        until = clock.now().date() + timedelta(days=3)
        writing.add(LegalHold(recording_id=new_id(), until=until, placed_by=cast.cora.id))
        order_destruction(
            writing, new_id(), DestructionCause.TAKE_REJECTED, due_on=until + timedelta(days=4)
        )
    found = kinds(session, timedelta(days=400))
    assert {
        About.OPENED,
        About.SIGNING,
        About.RECALL,
        About.DESTRUCTION,
        About.HOLD,
        About.LICENCE,
    } <= set(found)


def test_what_is_late_stands_first(cast, session):
    licensed(cast.ada)
    clock.move(timedelta(days=340))
    with transaction() as writing:
        late = clock.now().date() - timedelta(days=9)
        order_destruction(writing, new_id(), DestructionCause.WITHDRAWN, due_on=late)
    found = deadlines(session, within=MONTH)
    assert [each.due_at for each in found] == sorted(each.due_at for each in found)
    assert found[0].due_at < clock.now() < found[-1].due_at
    assert About.DESTRUCTION in {each.about for each in found}


def test_one_kind_can_be_asked_for_alone(cast, session):
    recorded(cast.omar.id)
    licensed(cast.ada)
    only = deadlines(session, within=DECADE, about=About.LICENCE)
    assert [each.about for each in only] == [About.LICENCE]


def test_the_page_names_clients_and_no_performer(cast, client):
    ask_one(cast.omar, Signature.RECORDING_AND_PAY)
    sign_in(client, cast.cora)
    page = client.get("/compliance/deadlines").text
    assert "A paper of Northlab" in page
    assert "Omar" not in page
    assert str(NORTHLAB) not in page
    assert "A paper of Northlab" not in client.get("/compliance/deadlines?about=recall").text
    assert client.get("/compliance/deadlines?about=odd").status_code == 422


def test_the_first_page_shows_what_is_due_this_week(cast, client):
    ask_one(cast.omar, Signature.RECORDING_AND_PAY)
    sign_in(client, cast.cora)
    assert "Nothing is late" in client.get("/compliance").text
    clock.move(timedelta(days=5))
    sign_in(client, cast.cora)
    assert "A paper of Northlab" in client.get("/compliance").text


def test_the_first_page_leads_to_each_part_once(cast, client):
    sign_in(client, cast.cora)
    page = client.get("/compliance").text
    parts = page.partition('aria-label="Parts of the console"')[2].partition("</nav>")[0]
    links = re.findall(r'href="([^"]+)"', parts)
    assert len(links) == len(set(links)) == 16
    assert {"/recalls", "/replicas", "/auditors", "/agreements", "/licences"} <= set(links)
    for link in links:
        assert client.get(link).status_code == 200, link
