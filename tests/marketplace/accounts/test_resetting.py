"""A new password by mail."""

import pytest
from sqlalchemy import select, true

from foundation import clock
from foundation.database import transaction
from foundation.notices.models import Notice
from marketplace.accounts.links import steps as links
from marketplace.accounts.models import Account
from marketplace.accounts.reset import actions
from tests.api.asking import Program
from tests.cast import sign_in
from tests.databases.crowd import at_once
from tests.marketplace.accounts.door import (
    WRONG,
    give_password,
    is_in,
    link_mailed,
    mails_to,
    open_sign_ins,
    type_password,
)

NEW = "quite another sentence"


@pytest.fixture(autouse=True)
def _omar_has_a_password(cast):
    give_password(cast.omar)


def ask(client, email):
    return client.post("/reset", data={"email": email})


def test_a_mailed_link_sets_a_new_password(client, cast):
    ask(client, cast.omar.email)
    path = link_mailed(cast.omar.email, "reset")
    assert client.get(path).status_code == 200
    assert client.post(path, data={"password": NEW}).location == "/sign-in"
    assert not is_in(client), "the password, and the second step, are still asked for"
    assert type_password(client, cast.omar.email).status_code == 422
    assert type_password(client, cast.omar.email, NEW).status_code == 302


def test_every_other_browser_is_signed_out_and_the_person_told(app, client, cast, session):
    for _ in range(3):
        sign_in(app.test_client(), cast.omar)
    sign_in(app.test_client(), cast.mira)
    ask(client, cast.omar.email)
    client.post(link_mailed(cast.omar.email, "reset"), data={"password": NEW})
    assert open_sign_ins(cast.omar.id) == 0
    assert open_sign_ins(cast.mira.id) == 1
    kinds = session.scalars(select(Notice.kind).where(Notice.account_id == cast.omar.id)).all()
    assert kinds == ["account.password_changed"]


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, cast):
    known, unknown = ask(client, cast.omar.email), ask(client, "nobody@example.org")
    assert unknown.text == known.text.replace(cast.omar.email, "nobody@example.org")
    assert mails_to("nobody@example.org") == []


def test_the_link_works_once(client, cast):
    ask(client, cast.omar.email)
    path = link_mailed(cast.omar.email, "reset")
    client.post(path, data={"password": NEW})
    assert client.post(path, data={"password": WRONG}).status_code == 404
    assert type_password(client, cast.omar.email, NEW).status_code == 302


def test_the_link_ends_after_an_hour(client, cast):
    ask(client, cast.omar.email)
    path = link_mailed(cast.omar.email, "reset")
    clock.move(actions.LINK_LIVES)
    assert client.post(path, data={"password": NEW}).status_code == 404


def test_a_weak_password_is_refused_and_the_link_still_works(client, cast):
    ask(client, cast.omar.email)
    path = link_mailed(cast.omar.email, "reset")
    assert client.post(path, data={"password": "passwordpassword"}).status_code == 422
    assert client.post(path, data={"password": NEW}).status_code == 302


def test_an_unconfirmed_address_is_confirmed_by_it(client, cast, session):
    with transaction() as writing:
        writing.get_one(Account, cast.omar.id).email_verified_at = None
    ask(client, cast.omar.email)
    client.post(link_mailed(cast.omar.email, "reset"), data={"password": NEW})
    assert session.get_one(Account, cast.omar.id).email_verified_at


@pytest.mark.parametrize("fault", [False, True])
def test_of_many_who_use_one_link_at_once_one_gets_it(
    app, client, cast, each_database, monkeypatch, fault
):
    """Planted: without the condition in its UPDATE the link counts more than once."""
    ask(client, cast.omar.email)
    token = link_mailed(cast.omar.email, "reset").rpartition("/")[2]
    if fault:
        monkeypatch.setattr(links, "_is_good", true)
    used = at_once(app, 6, lambda _: _use(token))
    assert (used.count(None) == 1) is not fault


def _use(token: str) -> None:
    with transaction() as session:
        links.use(session, actions.PURPOSE, token)


def test_every_token_ends_with_the_old_password_and_page_and_mail_say_so(
    app, client, cast, session
):
    program, other = Program(app, cast.omar), Program(app, cast.mira)
    ask(client, cast.omar.email)
    path = link_mailed(cast.omar.email, "reset")
    assert "API tokens are revoked" in client.get(path).text
    client.post(path, data={"password": NEW})
    assert program.get("/api/v1/me").status_code == 401
    assert other.get("/api/v1/me").status_code == 200
    [told] = session.scalars(select(Notice.text).where(Notice.kind == "account.password_changed"))
    assert "Your API tokens were revoked." in told
