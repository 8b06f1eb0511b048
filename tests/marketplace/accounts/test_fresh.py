"""What an intruder at an open browser would do first asks again who is there."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock, fresh
from foundation.audit import AuditEvent
from foundation.database import transaction
from marketplace.accounts.factors import totp
from marketplace.accounts.models import SignIn
from tests.cast import sign_in
from tests.marketplace.accounts.door import PASSWORD, give_password
from tests.marketplace.accounts.phones import Phone, set_up_phone

STEP = timedelta(seconds=totp.STEP_SECONDS)
GUARDED = (
    "/security/password",
    "/security/mail",
    "/security/recovery-codes/",
)
GUARDED_FORMS = (
    "/security/apps/",
    "/security/mail",
    "/security/passkeys/",
    "/security/passkeys/question",
    "/security/password",
    "/security/recovery-codes/",
)


@pytest.fixture
def phone(cast) -> Phone:
    give_password(cast.fay)
    return set_up_phone(cast.fay)


@pytest.fixture
def stale(client, cast, phone):
    """Fay has been signed in for a while."""
    sign_in(client, cast.fay)
    clock.move(fresh.LASTS + timedelta(seconds=1))
    return client


def confirm(client, code, password=PASSWORD, **more):
    return client.post("/confirm", data={"password": password, "code": code, **more})


@pytest.mark.parametrize("path", GUARDED)
def test_a_page_asks_and_knows_the_way_back(stale, path):
    assert stale.get(path).location == f"/confirm?next={path}"


@pytest.mark.parametrize("path", GUARDED_FORMS)
def test_a_form_asks_and_does_nothing(stale, path):
    assert stale.post(path).location.startswith("/confirm?next=")


def test_a_form_leads_back_to_the_page_it_stands_on(stale):
    came_from = {"Referer": "http://localhost/security"}
    assert stale.post("/security/apps/", headers=came_from).location == "/confirm?next=/security"


def test_a_script_is_told_in_its_own_language(stale):
    answer = stale.post(
        "/security/passkeys/question", json={}, headers={"Accept": "application/problem+json"}
    )
    assert answer.status_code == 403
    assert answer.json["confirm"].startswith("/confirm?next=")


def test_a_clock_set_back_makes_nobody_fresh_for_a_day(client, cast, phone):
    sign_in(client, cast.fay)
    clock.move(-timedelta(days=1))
    assert client.get("/security/mail").location == "/confirm?next=/security/mail"


@pytest.mark.parametrize("path", GUARDED)
def test_ten_minutes_are_fresh(client, cast, phone, path):
    sign_in(client, cast.fay)
    clock.move(fresh.LASTS)
    assert client.get(path).status_code == 200


def test_password_and_code_make_it_fresh_and_lead_back(stale, phone):
    answer = confirm(stale, phone.code(), next="/security/password")
    assert answer.location == "/security/password"
    assert stale.get("/security/password").status_code == 200


@pytest.mark.parametrize("next_path", ["//evil.example", "https://evil.example/", "/\\evil", "x"])
def test_the_way_back_stays_here(stale, phone, next_path):
    assert confirm(stale, phone.code(), next=next_path).location == "/security"


def test_the_password_alone_does_not_do_for_one_with_a_factor(stale):
    assert confirm(stale, "").status_code == 422
    assert stale.get("/security/password").status_code == 303


def test_the_code_alone_does_not_do(stale, phone):
    answer = confirm(stale, phone.code(), password="wrong words here")
    assert answer.status_code == 422
    assert 'id="error-password"' in answer.text


def test_a_wrong_code_here_is_in_the_audit(stale, cast, session):
    confirm(stale, "000000")
    [event] = session.scalars(select(AuditEvent).where(AuditEvent.action == "factor.failed"))
    assert (event.actor_id, event.details) == (cast.fay.id, {})


def test_a_code_used_here_is_spent(stale, phone):
    code = phone.code()
    confirm(stale, code)
    assert confirm(stale, code).status_code == 422


def test_for_one_without_a_factor_the_password_does(client, cast):
    give_password(cast.omar)
    sign_in(client, cast.omar)
    clock.move(timedelta(hours=1))
    assert confirm(client, "").status_code == 303


def test_guessing_the_password_here_is_stopped(stale, phone):
    for _ in range(10):
        confirm(stale, "", password="wrong words here")
    assert confirm(stale, phone.code()).status_code == 429


def test_it_makes_this_browser_fresh_and_no_other(app, stale, phone, cast, session):
    other = sign_in(app.test_client(), cast.fay)
    before = session.get_one(SignIn, other).authenticated_at
    with transaction() as writing:
        writing.get_one(SignIn, other).authenticated_at = before - timedelta(hours=1)
    confirm(stale, phone.code())
    session.expire_all()
    assert session.get_one(SignIn, other).authenticated_at == before - timedelta(hours=1)


def test_were_the_check_gone_the_stale_browser_would_get_through(stale, monkeypatch):
    """The fault that the tests above exist to catch."""
    monkeypatch.setattr(fresh, "is_fresh", lambda _: True)
    assert stale.get("/security/password").status_code == 200


def test_with_a_first_factor_other_sign_ins_are_asked_again_before_they_add_their_own(
    app, client, cast
):
    give_password(cast.omar)
    other = app.test_client()
    sign_in(other, cast.omar)
    here = sign_in(client, cast.omar)
    set_up_phone(cast.omar, here)
    assert "/confirm" in other.post("/security/apps/", data={"name": "Mine"}).location
    assert client.post("/security/apps/", data={"name": "Second"}).location.startswith("/security")


def test_a_token_is_made_only_by_whoever_proved_who_they_are_a_moment_ago(stale):
    typed = {"name": "ci", "scopes": ["account:read"], "days": "9"}
    assert "/confirm" in stale.post("/tokens", data=typed).location


def test_what_was_typed_for_a_token_is_there_after_the_question(stale, phone):
    typed = {"name": "Night build", "scopes": ["account:read"], "days": "7"}
    came_from = {"Referer": "http://localhost/tokens"}
    asked = stale.post("/tokens", data=typed, headers=came_from)
    back = confirm(stale, phone.code(), next=asked.location.partition("next=")[2])
    page = stale.get(back.location).text
    assert 'value="Night build"' in page
    assert '<option value="7" selected>' in page
    assert "checked" in page
    assert "Night build" not in stale.get("/tokens").text, "once"
