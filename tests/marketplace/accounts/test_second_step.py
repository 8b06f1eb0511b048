"""After the right password comes the second step; nothing leads around it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from foundation import clock
from foundation.audit import AuditEvent
from foundation.cases.models import Case
from foundation.database import transaction
from foundation.mail.models import Mail
from marketplace.accounts.factors import halfway, proving, totp
from marketplace.accounts.models import SignIn
from marketplace.accounts.sign_in.steps import end_all
from tests.cast import sign_in
from tests.marketplace.accounts.door import (
    PASSWORD,
    WRONG,
    give_password,
    link_mailed,
    open_sign_ins,
    type_password,
)
from tests.marketplace.accounts.phones import Phone, set_up_phone

STEP = timedelta(seconds=totp.STEP_SECONDS)


@pytest.fixture
def phone(cast) -> Phone:
    give_password(cast.fay)
    phone = set_up_phone(cast.fay)
    clock.move(STEP)
    return phone


def type_code(client, code):
    return client.post("/sign-in/factor", data={"code": code})


def sign_ins(session):
    return session.scalar(select(func.count()).select_from(SignIn))


def test_the_password_alone_leads_to_the_second_step_and_signs_nobody_in(
    client, cast, phone, session
):
    answer = type_password(client, cast.fay.email)
    assert answer.location == "/sign-in/factor"
    assert sign_ins(session) == 0
    assert client.get("/security").location.startswith("/sign-in?")


def test_the_code_signs_in_with_a_second_factor(client, cast, phone, session):
    type_password(client, cast.fay.email)
    assert type_code(client, phone.code()).status_code == 302
    [row] = session.scalars(select(SignIn))
    assert row.second_factor_at == clock.now()
    assert client.get("/security").status_code == 200


def test_the_way_one_wanted_to_go_is_kept(client, cast, phone):
    type_password(client, cast.fay.email, next="/security")
    assert type_code(client, phone.code()).location == "/security"


def test_the_same_code_does_not_sign_in_twice(app, cast, phone):
    code = phone.code()
    browsers = app.test_client(), app.test_client()
    for browser in browsers:
        type_password(browser, cast.fay.email)
    assert [type_code(each, code).status_code for each in browsers] == [302, 422]


def test_a_wrong_code_says_so_at_the_field(client, cast, phone):
    type_password(client, cast.fay.email)
    answer = type_code(client, "000000")
    assert answer.status_code == 422
    assert 'id="error-code"' in answer.text


def test_a_recovery_code_lets_in_and_its_owner_is_told(client, cast, phone, session):
    type_password(client, cast.fay.email)
    assert type_code(client, phone.recovery_codes[0]).status_code == 302
    told = session.scalars(select(Mail.template).where(Mail.account_id == cast.fay.id)).all()
    assert "notice" in told


def test_without_the_password_there_is_no_second_step(client, phone):
    assert client.get("/sign-in/factor").location == "/sign-in"
    assert type_code(client, phone.code()).location == "/sign-in"


def test_the_half_way_in_ends_after_ten_minutes(client, cast, phone):
    type_password(client, cast.fay.email)
    clock.move(halfway.LASTS)
    assert type_code(client, phone.code()).location == "/sign-in"


def test_somebody_elses_code_does_not_do(client, cast, phone):
    give_password(cast.cora)
    theirs = set_up_phone(cast.cora)
    clock.move(STEP)
    type_password(client, cast.fay.email)
    assert type_code(client, theirs.code()).status_code == 422


def test_guessing_is_stopped_even_if_the_next_guess_were_right(client, cast, phone):
    type_password(client, cast.fay.email)
    for _ in range(10):
        type_code(client, "000000")
    assert type_code(client, phone.code()).status_code == 429


def test_strangers_who_guess_do_not_keep_the_owners_browser_out(app, cast, phone):
    owner, stranger = app.test_client(), app.test_client()
    type_password(owner, cast.fay.email)
    type_code(owner, phone.code())
    owner.post("/sign-out")
    type_password(stranger, cast.fay.email)
    for _ in range(11):
        refused = type_code(stranger, "000000")
    assert refused.status_code == 429

    clock.move(STEP)
    type_password(owner, cast.fay.email)
    assert type_code(owner, phone.code()).status_code == 302


def test_a_person_without_a_factor_needs_no_second_step(client, cast, session):
    give_password(cast.omar)
    type_password(client, cast.omar.email)
    assert sign_ins(session) == 1


def test_how_it_was_proved_is_in_the_audit_log(client, cast, phone, session):
    type_password(client, cast.fay.email)
    type_code(client, phone.code())
    [event] = session.scalars(select(AuditEvent).where(AuditEvent.action == "factor.shown"))
    assert (event.subject_id, event.details["kind"]) == (phone.app_id, "app")


def test_a_new_password_by_mail_still_meets_the_second_step(client, cast, phone):
    with transaction() as session:
        end_all(session, cast.fay.id, "password reset")
    assert type_password(client, cast.fay.email).location == "/sign-in/factor"


def test_were_codes_not_spent_the_same_one_would_sign_in_twice(app, cast, phone, monkeypatch):
    """The fault that the tests above exist to catch."""
    monkeypatch.setattr(proving, "changed", lambda *_: 1)
    code = phone.code()
    browsers = app.test_client(), app.test_client()
    for browser in browsers:
        type_password(browser, cast.fay.email)
    assert [type_code(each, code).status_code for each in browsers] == [302, 302]


LOST = {"text": "My phone fell into the harbour, and the codes were in its case."}


def test_who_lost_everything_writes_to_the_staff(client, cast, phone, session):
    type_password(client, cast.fay.email)
    assert client.get("/sign-in/lost").status_code == 200
    assert client.post("/sign-in/lost", data=LOST).location == "/sign-in"
    [case] = session.scalars(select(Case))
    assert (case.opened_by, case.about) == (cast.fay.id, f"/people/{cast.fay.id}")


def test_writing_to_the_staff_opens_nothing(client, cast, phone):
    type_password(client, cast.fay.email)
    client.post("/sign-in/lost", data=LOST)
    assert client.get("/security").location.startswith("/sign-in?")


def test_without_the_password_nobody_writes_in_anothers_name(client, session):
    assert client.post("/sign-in/lost", data=LOST).location == "/sign-in"
    assert session.scalars(select(Case)).all() == []


def test_the_staff_is_not_flooded(client, cast, phone):
    for status in (303, 303, 429):
        type_password(client, cast.fay.email)
        assert client.post("/sign-in/lost", data=LOST).status_code == status


def test_a_wrong_code_is_in_the_audit_without_the_code(client, cast, phone, session):
    type_password(client, cast.fay.email)
    type_code(client, "004711")
    [event] = session.scalars(select(AuditEvent).where(AuditEvent.action == "factor.failed"))
    assert (event.actor_id, event.subject_id, event.details) == (cast.fay.id, cast.fay.id, {})
    assert "004711" not in str(vars(event))


def test_a_half_finished_sign_in_does_not_outlive_the_password(app, cast, phone):
    thief, owner = app.test_client(), app.test_client()
    type_password(thief, cast.fay.email)
    sign_in(owner, cast.fay)
    owner.post("/security/password", data={"old": PASSWORD, "new": WRONG})
    assert type_code(thief, phone.code()).location == "/sign-in"
    assert thief.get("/sign-in/lost").location == "/sign-in"


def test_nor_a_password_set_by_mail(app, cast, phone, session):
    thief, owner = app.test_client(), app.test_client()
    type_password(thief, cast.fay.email)
    owner.post("/reset", data={"email": cast.fay.email})
    owner.post(link_mailed(cast.fay.email, "reset"), data={"password": WRONG})
    assert type_code(thief, phone.code()).location == "/sign-in"
    assert open_sign_ins(cast.fay.id) == 0


def test_were_the_password_not_marked_the_half_finished_one_would_go_on(
    app, cast, phone, monkeypatch
):
    """The fault that the two tests above exist to catch."""
    monkeypatch.setattr(halfway, "_mark", lambda _: "")
    thief, owner = app.test_client(), app.test_client()
    type_password(thief, cast.fay.email)
    sign_in(owner, cast.fay)
    owner.post("/security/password", data={"old": PASSWORD, "new": WRONG})
    assert type_code(thief, phone.code()).location == "/home"


def test_signing_in_anew_closes_what_the_browser_was_signed_in_with(client, cast, phone, session):
    earlier = sign_in(client, cast.fay)
    type_password(client, cast.fay.email)
    assert session.get_one(SignIn, earlier).ended_because == "signed in anew"
    type_code(client, phone.code())
    assert open_sign_ins(cast.fay.id) == 1
