"""A role that was given until a day: it works on that day and opens nothing on the next."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock, hooks
from foundation.actors import Power
from foundation.database import db, transaction
from marketplace.accounts.models import RoleGrant, SignIn
from marketplace.accounts.people.jobs import JOBS
from marketplace.accounts.queries import actor_of
from marketplace.accounts.roles import Role
from marketplace.accounts.signed_in import load
from tests.api.asking import Program
from tests.cast import START, sign_in

pytestmark = pytest.mark.usefixtures("each_database")
DAY = timedelta(days=1)


@pytest.fixture
def until_tomorrow(cast):
    """Both hold no other role."""
    with transaction() as session:
        for person in (cast.admin, cast.otto):
            session.get_one(RoleGrant, person.grant_id).last_day = START.date() + DAY


def hat_of(sign_in_id):
    return load(db.session(), str(sign_in_id)).hat


@pytest.mark.usefixtures("until_tomorrow")
def test_it_works_on_its_last_day_and_not_on_the_next(client, cast):
    sign_in_id = sign_in(client, cast.admin)
    clock.move(DAY)
    assert hat_of(sign_in_id).role == "admin"
    assert client.get("/people").status_code == 200
    clock.move(DAY)
    with_seen(sign_in_id)
    assert hat_of(sign_in_id) is None
    assert client.get("/people").status_code in (403, 404)


def with_seen(sign_in_id):
    """Somebody who comes by often enough is not signed out by idling."""
    with transaction() as session:
        session.get_one(SignIn, sign_in_id).seen_at = clock.now()


@pytest.mark.usefixtures("until_tomorrow")
def test_its_tokens_end_with_it(app, cast):
    program = Program(app, cast.otto)
    assert program.get("/api/v1/cases").status_code == 200
    clock.move(2 * DAY)
    assert program.get("/api/v1/cases").status_code == 401


@pytest.mark.usefixtures("until_tomorrow")
def test_the_end_is_put_on_record_once_and_told(session):
    (job,) = JOBS
    clock.move(2 * DAY)
    assert [job.run(None), job.run(None)] == ["2 roles ended", "0 roles ended"]
    given = select(RoleGrant.ended_because).where(RoleGrant.last_day.is_not(None))
    assert session.scalars(given).all() == ["its last day has passed"] * 2


def test_an_administrator_gives_a_role_until_a_day(client, cast, session):
    sign_in(client, cast.admin)
    last_day = (START + DAY).date()
    form = {"role": "observer", "because": "audit", "last_day": last_day.isoformat()}
    client.post(f"/people/{cast.omar.id}/roles", data=form)
    given = select(RoleGrant.last_day).where(RoleGrant.account_id == cast.omar.id)
    assert last_day in session.scalars(given).all()
    assert "Until" in client.get(f"/people/{cast.omar.id}").text


@pytest.mark.parametrize("typed", ["yesterday", "2001-01-01"])
def test_a_day_that_is_none_or_over_is_said_at_the_field(client, cast, typed):
    sign_in(client, cast.admin)
    form = {"role": "observer", "because": "audit", "last_day": typed}
    answer = client.post(f"/people/{cast.omar.id}/roles", data=form)
    assert answer.status_code == 422
    assert 'id="error-last_day"' in answer.text


@pytest.mark.usefixtures("until_tomorrow")
def test_nothing_takes_it_for_held_before_the_job_has_come_by(session, cast):
    asked = session, cast.admin.email, Role.ADMIN
    assert actor_of(*asked) is not None
    assert cast.admin.id in hooks.holders(session, Power.MANAGE_PEOPLE)
    clock.move(2 * DAY)
    assert actor_of(*asked) is None
    assert cast.admin.id not in hooks.holders(session, Power.MANAGE_PEOPLE)


def test_administrators_stay_until_they_are_ended(client, cast):
    sign_in(client, cast.admin)
    form = {"role": "admin", "because": "holidays", "last_day": "2026-12-31"}
    answer = client.post(f"/people/{cast.fay.id}/roles", data=form)
    assert answer.status_code == 422
    assert "stays until the role is ended" in answer.text
