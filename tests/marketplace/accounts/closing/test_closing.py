"""Closing an account: nobody can use it, nothing personal is left, what others rely on stays."""

from datetime import timedelta

import pytest
from sqlalchemy import String, inspect, select
from sqlalchemy import cast as as_type

from foundation import clock, hooks
from foundation.audit import AuditEvent
from foundation.cases.desk import actions as desk
from foundation.clock import now
from foundation.database import db, transaction
from foundation.full_text import is_of_an_index
from foundation.notices.models import Notice
from foundation.tables import Base
from foundation.uploads.models import Upload
from marketplace.accounts.closing import actions
from marketplace.accounts.closing.errors import AlreadyClosed, ClosingBlocked, WordsMissing
from marketplace.accounts.factor_reset.models import FactorReset
from marketplace.accounts.factors.models import AuthenticatorApp, Passkey
from marketplace.accounts.invitations.models import Invitation
from marketplace.accounts.links.models import MailedLink
from marketplace.accounts.mail_change.models import MailChange
from marketplace.accounts.models import Account, RoleGrant, SignIn
from marketplace.accounts.roles import Role
from marketplace.accounts.tokens.models import ApiToken
from tests.cast import Person, sign_in
from tests.foundation.cases.asking import ask, version_of

NAME, EMAIL = "Zebulon Quagmire", "zebulon.quagmire@example.org"
NEW_EMAIL = "zq.new@example.org"
KEPT_FOR_A_STATED_TIME = {
    "foundation_case",  # 3 years after it was closed.
    "foundation_case_message",
    "foundation_mail_body",  # The last mail, which says that it is closed: 30 days.
}


@pytest.fixture
def zebulon(cast) -> Person:
    with transaction() as session:
        account = session.get_one(Account, cast.omar.id)
        account.name, account.email, account.password_hash = NAME, EMAIL, "$argon2id$secret"
    return Person(cast.omar.id, EMAIL, cast.omar.grant_id, cast.omar.actor)


def close(person, words="close my account"):
    actions.close_account(words, actor=person.actor)


def tables_that_mention(text: str) -> set[str]:
    """Every column of every table, whatever its type."""
    db.session.rollback()
    connection = db.session().connection()
    return {
        table.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if connection.scalar(
            select(column).where(as_type(column, String).icontains(text, autoescape=True)).limit(1)
        )
        is not None
    }


def live_a_little(client, person, cast):
    """Leave traces wherever this application leaves them."""
    sign_in(client, person)
    for path in ("/home", "/notices", "/cases"):
        assert client.get(path).status_code == 200
    case_id = ask(person, f"I am {NAME}", f"Write to {EMAIL}")
    desk.answer_case(case_id, version_of(case_id), "We do.", actor=cast.remy.actor)


PERSONAL = (NAME, EMAIL, NEW_EMAIL, "$argon2id$secret")
PLANTED_IN = {
    "foundation_notice",
    "foundation_upload",
    "marketplace_account",
    "marketplace_api_token",
    "marketplace_authenticator_app",
    "marketplace_factor_reset",
    "marketplace_invitation",
    "marketplace_mail_change",
    "marketplace_mailed_link",
    "marketplace_passkey",
    "marketplace_role_grant",
    "marketplace_sign_in",
}


def plant(person):
    """A row of every table that may hold something personal."""
    soon, who = now() + timedelta(days=1), {"account_id": person.id}
    upload = {"owner_id": person.id, "media_type": "text/plain", "expires_at": soon}
    invited = {"role": Role.OBSERVER, "on_behalf_of": None, "invited_by": person.id}
    with transaction() as session:
        session.get_one(RoleGrant, person.grant_id).granted_because = f"{NAME} asked"
        session.add_all(
            (
                ApiToken(
                    **who,
                    acting_as=person.grant_id,
                    name=f"Robot of {NAME}",
                    secret_hash="x",
                    scopes=[],
                    expires_at=soon,
                ),
                AuthenticatorApp(**who, name=f"Phone of {NAME}", sealed_secret=b"x"),
                FactorReset(**who, reset_by=person.id, because=f"{NAME} lost it"),
                Invitation(email=EMAIL, ends_at=soon, **invited),
                MailChange(**who, old_email=EMAIL, new_email=NEW_EMAIL),
                MailedLink(**who, purpose="reset", token_hash="x", email=EMAIL, ends_at=soon),
                Notice(**who, kind="x", subject_id=None, url="/", text=f"Hello {NAME}"),
                Passkey(
                    **who,
                    name=f"Key of {NAME}",
                    credential_id=b"x",
                    public_key=b"x",
                    sign_count=0,
                ),
                SignIn(**who, agent=f"Browser of {NAME}", address="192.0.2.1"),
                Upload(**upload, length_bytes=1, metadata_header="", filename=f"{NAME}.txt"),
            )
        )


def test_the_planted_name_is_found_before_closing(client, cast, zebulon):
    live_a_little(client, zebulon, cast)
    plant(zebulon)
    found = set().union(*(tables_that_mention(personal) for personal in PERSONAL))
    assert found - KEPT_FOR_A_STATED_TIME == PLANTED_IN
    assert "foundation_mail_body" in tables_that_mention(EMAIL)


def test_nothing_personal_is_left_but_what_the_page_says(client, cast, zebulon):
    live_a_little(client, zebulon, cast)
    plant(zebulon)
    close(zebulon)
    for personal in PERSONAL:
        assert tables_that_mention(personal) - KEPT_FOR_A_STATED_TIME == set(), personal


def test_no_token_opens_the_api_afterwards(zebulon, session):
    plant(zebulon)
    close(zebulon)
    assert session.scalars(select(ApiToken.revoked_at)).one() is not None


def test_a_provider_that_forgets_nothing_would_be_found(client, cast, zebulon, monkeypatch):
    live_a_little(client, zebulon, cast)
    monkeypatch.setattr(actions.forgetting, "erase_account", lambda *_: None)
    close(zebulon)
    assert tables_that_mention(NAME) - KEPT_FOR_A_STATED_TIME == {"marketplace_account"}


def test_who_is_closed_is_signed_out_everywhere(app, client, cast, session):
    elsewhere = app.test_client()
    for browser in (client, elsewhere):
        sign_in(browser, cast.omar)
    answer = client.post("/account/close", data={"words": "Close my  account"})
    assert answer.status_code == 302
    for browser in (client, elsewhere):
        assert browser.get("/home").status_code == 302
    rows = session.scalars(select(SignIn).where(SignIn.account_id == cast.omar.id))
    assert {(row.ended_because, row.address, row.agent) for row in rows} == {
        ("account closed", "", "")
    }


def test_a_sign_in_that_should_have_ended_opens_nothing(client, cast):
    close(cast.omar)
    sign_in(client, cast.omar)
    assert client.get("/home").status_code == 302


def test_the_row_stays_as_an_id_and_is_called_closed(session, cast):
    close(cast.omar)
    account = session.get_one(Account, cast.omar.id)
    assert (account.email, account.name, account.password_hash) == (None, "", None)
    assert hooks.names(session, [cast.omar.id]) == {cast.omar.id: "Closed account"}
    assert hooks.addresses(session, [cast.omar.id]) == {}


def test_roles_end(session, cast):
    close(cast.omar)
    assert session.get_one(RoleGrant, cast.omar.grant_id).ended_at is not None


def test_the_audit_stays(session, cast):
    case_id = ask(cast.omar)
    close(cast.omar)
    acts = session.scalars(select(AuditEvent.action).where(AuditEvent.actor_id == cast.omar.id))
    assert set(acts) == {"case.opened", "account.closed"}
    assert version_of(case_id) > 0


def test_the_address_can_register_again(cast):
    close(cast.omar)
    with transaction() as session:
        session.add(Account(email=cast.omar.email, name="Omar again"))


def test_twice_is_refused(cast):
    close(cast.omar)
    with pytest.raises(AlreadyClosed):
        close(cast.omar)


@pytest.mark.parametrize("words", ["", "close", "close my accounts"])
def test_other_words_close_nothing(client, cast, session, words):
    with pytest.raises(WordsMissing):
        close(cast.omar, words)
    sign_in(client, cast.omar)
    answer = client.post("/account/close", data={"words": words})
    assert answer.status_code == 422
    assert 'id="error-words"' in answer.text
    assert session.get_one(Account, cast.omar.id).closed_at is None


def test_the_only_administrator_stays(client, cast, session):
    with pytest.raises(ClosingBlocked):
        close(cast.admin)
    sign_in(client, cast.admin)
    assert "only administrator" in client.get("/account/close").text
    assert client.post("/account/close", data={"words": actions.WORDS}).status_code == 422
    with transaction() as writing:
        writing.add(RoleGrant(account_id=cast.cora.id, role="admin", granted_by=cast.admin.id))
    close(cast.admin)
    assert session.get_one(Account, cast.admin.id, populate_existing=True).closed_at is not None


def test_what_failed_halfway_closed_nothing(session, cast, monkeypatch):
    monkeypatch.setattr(hooks, "erase_of", (*hooks.erase_of, lambda *_: 1 / 0))
    with pytest.raises(ZeroDivisionError):
        close(cast.omar)
    assert session.get_one(Account, cast.omar.id).name == "Omar"


def test_an_old_sign_in_must_prove_itself_first(client, cast, session):
    sign_in(client, cast.omar)
    clock.move(timedelta(minutes=11))
    client.post("/account/close", data={"words": actions.WORDS})
    assert session.get_one(Account, cast.omar.id).closed_at is None


def test_the_page_says_what_goes_and_what_stays(client, cast):
    sign_in(client, cast.omar)
    page = client.get("/account/close").text
    for words in ("cannot be undone", "180 days", "3 years", "register again"):
        assert words in page


def test_every_table_is_looked_through(app):
    there = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    known = {name for name in there if not is_of_an_index(name)}
    assert known == {table.name for table in Base.metadata.sorted_tables}
