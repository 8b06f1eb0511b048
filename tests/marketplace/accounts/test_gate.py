"""Who owes a second factor reaches the pages for setting one up, and no others."""

from uuid import UUID

import pytest

from assembly.public import PUBLIC_ENDPOINTS
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts import gate
from marketplace.accounts.models import RoleGrant, SignIn
from marketplace.accounts.roles import NEEDS_SECOND_FACTOR, Role
from tests.cast import sign_in
from tests.marketplace.accounts.phones import Phone, set_up_phone

NEEDING = ("ada", "cleo", "remy", "fay", "cora", "admin")


def sign_in_without_factor(client, person):
    sign_in_id = sign_in(client, person)
    with transaction() as session:
        session.get_one(SignIn, sign_in_id).second_factor_at = None
    return sign_in_id


@pytest.fixture
def half_in(client, cast):
    sign_in_without_factor(client, cast.ada)
    return client


def closed_gets(app):
    """Every page without an id in its path that is not open meanwhile."""
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not rule.arguments
        and not rule.rule.startswith("/api")
        and rule.endpoint not in PUBLIC_ENDPOINTS | gate.OPEN_MEANWHILE
    )


def closed_posts(app):
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and not rule.arguments
        and not rule.rule.startswith("/api")
        and rule.endpoint not in PUBLIC_ENDPOINTS | gate.OPEN_MEANWHILE
    )


def test_the_cast_covers_every_role_that_needs_one(cast):
    assert {getattr(cast, name).actor.role for name in NEEDING} == NEEDS_SECOND_FACTOR


@pytest.mark.parametrize("name", NEEDING)
def test_each_is_led_to_set_one_up(client, cast, name):
    sign_in_without_factor(client, getattr(cast, name))
    assert client.get("/preferences").location == "/security"


def test_no_other_page_answers(app, half_in):
    assert closed_gets(app)
    led = {path: half_in.get(path).location for path in closed_gets(app)}
    assert led == dict.fromkeys(led, "/security")


def test_no_other_form_is_taken(app, half_in):
    assert closed_posts(app)
    taken = {path: half_in.post(path).status_code for path in closed_posts(app)}
    assert taken == dict.fromkeys(taken, 403)


def test_without_the_gate_they_would_answer(app, half_in, monkeypatch):
    """The fault that the two tests above exist to catch."""
    monkeypatch.setattr(gate, "_lacks_second_factor", lambda: False)
    assert half_in.get("/preferences").status_code == 200


def test_the_pages_for_it_and_the_way_out_stay_open(half_in):
    assert half_in.get("/security").status_code == 200
    assert "Set up a second step first" in half_in.get("/security").text
    assert half_in.get("/").status_code == 200
    assert half_in.post("/sign-out").status_code == 302


def test_one_is_set_up_in_a_minute_and_everything_opens(half_in, cast):
    page = half_in.post("/security/apps/", data={"name": "Phone"}).location
    code = phone_at(page).code()
    shown = half_in.post(page, data={"code": code})
    assert "Your recovery codes" in shown.text
    assert half_in.get("/preferences").status_code == 200


def test_who_has_one_from_another_browser_shows_it(half_in, cast):
    set_up_phone(cast.ada)
    assert half_in.get("/preferences").location == "/confirm?next=/preferences"


def test_performers_are_not_asked(client, cast):
    sign_in(client, cast.omar)
    assert client.get("/preferences").status_code == 200


def test_one_who_also_performs_may_act_as_that_without(client, cast):
    with transaction() as session:
        grant = RoleGrant(account_id=cast.ada.id, role=Role.PERFORMER, granted_by=cast.ada.id)
        grant.granted_at = now()
        session.add(grant)
        session.flush()
        grant_id = grant.id
    sign_in_without_factor(client, cast.ada)
    client.post(f"/act-as/{grant_id}")
    assert client.get("/preferences").status_code == 200


def phone_at(page):
    return Phone.of(UUID(page.rsplit("/", 1)[-1]))
