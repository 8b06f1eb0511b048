"""The audit page: found by person, subject, action and day; and looking is audited."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from sqlalchemy import func, select

from foundation import audit, clock
from foundation.actors import SYSTEM, VISITOR
from foundation.audit import AuditEvent, AuditOrigin
from foundation.auditing import actions, queries, routes
from foundation.auditing.jobs import JOBS
from foundation.auditing.queries import Search
from foundation.cases.actions import open_case
from foundation.cases.models import CaseKind
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.jobs import run_due
from marketplace.accounts.models import Account
from marketplace.accounts.visitors import themselves
from tests.cast import sign_in

THING = new_id()


def act(person, action="thing.moved", subject_id=THING, **details):
    with transaction() as session:
        return audit.record(session, person.actor, action, subject_id, **details).id


def found_actions(session, **search):
    return [row.action for row in queries.found(session, Search(**search)).items]


@pytest.mark.parametrize("name", ["omar", "ada", "fay", "cleo", "otto"])
def test_who_may_not_read_it_does_not(client, cast, name):
    sign_in(client, getattr(cast, name))
    assert client.get("/audit").status_code == 403
    assert client.get("/audit/export.csv").status_code == 403


@pytest.mark.parametrize("name", ["omar", "fay"])
def test_the_action_refuses_them_too(cast, name):
    with pytest.raises(NotPermitted):
        actions.read_audit(Search(), actor=getattr(cast, name).actor)


def test_reading_it_stands_in_it(client, cast, session):
    sign_in(client, cast.cora)
    assert client.get(f"/audit?subject={THING}").status_code == 200
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "audit.read")).one()
    assert (event.actor_id, event.subject_id) == (cast.cora.id, THING)


def test_a_search_by_name_leaves_the_id_and_not_the_name(client, cast, session):
    act(cast.omar)
    sign_in(client, cast.cora)
    page = client.get("/audit?person=Omar").text
    assert "thing.moved" in page
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "audit.read")).one()
    assert event.subject_id == cast.omar.id
    assert "Omar" not in str(event.details)


def test_it_is_found_by_person(session, cast):
    act(cast.omar, "a.one")
    act(cast.mira, "a.two")
    assert found_actions(session, people=frozenset((cast.mira.id,))) == ["a.two"]


def test_a_name_that_nobody_has_finds_nothing_rather_than_everything(client, cast):
    act(cast.omar)
    sign_in(client, cast.cora)
    assert "Nothing matches" in client.get("/audit?person=Zebedee").text


def test_it_is_found_by_subject(session, cast):
    act(cast.omar, "a.one")
    act(cast.omar, "a.two", cast.mira.id)
    assert found_actions(session, subject_id=cast.mira.id) == ["a.two"]


def test_it_is_found_by_the_beginning_of_the_action(session, cast):
    act(cast.omar, "case.opened")
    act(cast.omar, "cased")
    assert found_actions(session, action="case.") == ["case.opened"]
    assert found_actions(session, action="case_") == []


def test_days_are_the_readers_own(session, cast):
    clock.move(timedelta(hours=14, minutes=30))  # 23:30 UTC: already tomorrow in Berlin.
    act(cast.omar)
    tomorrow = date(2026, 3, 3)
    assert found_actions(session, since=tomorrow, zone="Europe/Berlin") == ["thing.moved"]
    assert found_actions(session, since=tomorrow) == []
    assert found_actions(session, until=date(2026, 3, 2)) == ["thing.moved"]
    assert found_actions(session, until=date(2026, 3, 2), zone="Europe/Berlin") == []


def test_every_event_is_on_exactly_one_page(session, cast):
    acts = {act(cast.omar) for _ in range(queries.SHOWN * 2 + 3)}  # All in the same instant.
    search, seen, after = Search(people=frozenset((cast.omar.id,))), [], None
    while True:
        page = queries.found(session, search, after)
        seen += [row.id for row in page.items]
        after = page.next
        if after is None:
            break
    assert len(seen) == len(acts)
    assert set(seen) == acts


@pytest.mark.parametrize("asked", ["subject=1", "since=yesterday", "action=Omar%20H"])
def test_what_cannot_be_asked_is_said_and_not_a_bug(client, cast, asked):
    sign_in(client, cast.cora)
    assert client.get(f"/audit?{asked}").status_code == 422


def test_a_place_in_the_list_that_is_none_is_not_found(client, cast):
    sign_in(client, cast.cora)
    assert client.get("/audit?after=x").status_code == 404


def test_the_export_has_every_row_and_stands_in_the_audit(client, cast, session, monkeypatch):
    monkeypatch.setattr(routes, "_EXPORTED_AT_ONCE", 4)
    for _ in range(10):
        act(cast.omar)
    sign_in(client, cast.cora)
    answer = client.get("/audit/export.csv?action=thing.")
    rows = list(csv.DictReader(StringIO(answer.text)))
    assert [row["actor"] for row in rows] == ["Omar"] * 10
    assert "attachment" in answer.headers["Content-Disposition"]
    exported = select(func.count()).where(AuditEvent.action == "audit.exported")
    assert session.scalar(exported) == 1


def test_a_name_that_looks_like_a_formula_stays_text(client, cast):
    with transaction() as session:
        session.get_one(Account, cast.omar.id).name = '=HYPERLINK("http://x")'
    act(cast.omar)
    sign_in(client, cast.cora)
    rows = csv.DictReader(StringIO(client.get("/audit/export.csv?action=thing.").text))
    assert [row["actor"][:2] for row in rows] == ["'="]


def test_addresses_are_erased_after_180_days_and_acts_stay(client, cast):
    sign_in(client, cast.cora)
    client.get("/audit")
    assert addresses_after(timedelta(days=179)) == ["127.0.0.1"]
    assert addresses_after(timedelta(days=2)) == []
    assert db.session().scalar(select(func.count()).select_from(AuditEvent)) == 1


def addresses_after(passed):
    clock.move(passed)
    run_due(JOBS, new_id(), even_if_not_due=True)
    return list(db.session().scalars(select(AuditOrigin.address)))


def test_ones_own_acts_are_part_of_ones_own_data(session, cast):
    act(cast.omar, "a.one")
    act(cast.mira, "a.two")
    assert [each["action"] for each in queries.exports_of(session, cast.omar.id)["acts"]] == [
        "a.one"
    ]


def test_things_are_called_by_what_people_quote(client, cast):
    case_id = open_case(
        kind=CaseKind.QUESTION, subject="Pay", text="When?", about="", actor=cast.omar.actor
    )
    act(cast.omar, "case.looked_at", case_id)
    here = sign_in(client, cast.cora)
    act(cast.cora, "sign_in.looked_at", here)
    page = client.get("/audit").text
    assert "Case C-2026-00001" in page
    assert "Sign-in of Cora" in page


def test_the_system_and_a_visitor_are_told_apart(client, cast):
    with transaction() as session:
        audit.record(session, SYSTEM, "thing.made", THING)
        audit.record(session, VISITOR, "thing.tried", THING)
    sign_in(client, cast.cora)
    page = client.get(f"/audit?person={VISITOR.id}").text
    assert "A visitor" in page
    assert "thing.made" not in page


def test_roles_and_organisations_are_said_in_words(client, cast):
    act(cast.ada)
    with transaction() as session:
        audit.record(session, themselves(cast.omar.id), "thing.moved", THING)
    sign_in(client, cast.cora)
    page = client.get("/audit").text
    assert "Client owner, Northlab" in page
    assert "No role" in page
    assert ">nobody<" not in page


def test_details_are_said_in_words(client, cast):
    with transaction() as session:
        audit.record(session, SYSTEM, "thing.made", THING, second_factor=True, about={"on": None})
    sign_in(client, cast.cora)
    page = client.get("/audit").text
    assert "second factor: yes; about: (on: nothing)" in page
