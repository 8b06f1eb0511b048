"""Performers by the thousand: they exist, can be listed, and are the same by seed."""

import pytest
from sqlalchemy import func, select

from foundation.hooks import DemoSize
from marketplace.accounts import demo_crowd
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.people.queries import search
from marketplace.accounts.roles import Role
from tests.cast import sign_in
from tests.marketplace.accounts.door import is_in, type_password

FIRST = (
    "3fc57a61-a2f9-5cea-a544-939744a25793",
    "performer-1-1@demo.example",
    "Bela Silva",
    "Europe/Berlin",
)


def make(performers, seed=1):
    return list(demo_crowd.make(DemoSize(performers=performers, recordings=0, seed=seed)))


def everybody(session) -> list[tuple[str, ...]]:
    session.rollback()
    rows = select(Account.id, Account.email, Account.name, Account.zone).order_by(Account.email)
    return [tuple(map(str, row)) for row in session.execute(rows)]


@pytest.mark.usefixtures("each_database")
def test_so_many_perform_and_are_listed(app, cast, session, monkeypatch):
    monkeypatch.setattr(demo_crowd, "AT_ONCE", 70)
    make(200)
    performing = select(func.count()).where(RoleGrant.role == Role.PERFORMER)
    assert session.scalar(performing) == 200 + 2
    found = search(session, "performer-1-7@demo.example", actor=cast.admin.actor)
    assert [[held.label for held in each.roles] for each in found] == [["Performer"]]


@pytest.mark.usefixtures("each_database")
def test_again_changes_nothing_and_more_adds_only_more(app, session):
    make(20)
    before = everybody(session)
    make(20)
    assert everybody(session) == before
    make(30)
    assert set(before) < set(everybody(session))
    assert len(everybody(session)) == 30


def test_another_seed_is_another_crowd(app, session):
    make(20, seed=1)
    one = everybody(session)
    make(20, seed=2)
    both = everybody(session)
    assert len(both) == 40
    assert [row[2] for row in both if row not in one] != [row[2] for row in one]


def test_they_are_the_same_on_every_machine(app, session):
    make(3)
    assert everybody(session)[0] == FIRST


def test_the_one_that_is_named_can_sign_in(app, client):
    [named] = make(5)
    assert type_password(client, named.email, named.password).status_code == 302
    assert is_in(client)


def test_without_a_number_there_is_no_crowd(app, session):
    assert make(0) == []
    assert everybody(session) == []


def test_the_page_of_people_shows_them(client, cast):
    make(60)
    sign_in(client, cast.admin)
    assert "performer-1-1@demo.example" in client.get("/people?q=performer-1").text
