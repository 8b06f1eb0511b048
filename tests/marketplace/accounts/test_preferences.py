"""How one is called, and how times and amounts are written."""

import pytest
from sqlalchemy import select

from foundation.audit import AuditEvent
from foundation.formats import Reader, money, when
from marketplace.accounts.models import Account
from marketplace.accounts.preferences import languages
from tests.cast import START, sign_in

FORM = {"name": "Omar Haddad", "zone": "Asia/Tokyo", "locale": "de"}


@pytest.fixture
def here(client, cast):
    sign_in(client, cast.omar)
    return client


def test_what_is_saved_is_kept(here, cast, session):
    assert here.post("/preferences", data=FORM).status_code == 303
    account = session.get_one(Account, cast.omar.id)
    assert (account.name, account.zone, account.locale) == tuple(FORM.values())


def test_the_form_shows_what_holds_now(here, cast):
    here.post("/preferences", data=FORM)
    page = here.get("/preferences").text
    assert 'value="Omar Haddad"' in page
    assert '<option value="Asia/Tokyo" selected>' in page
    assert '<option value="de" selected>' in page


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"name": "x" * 121}, {"zone": "Mars/Olympus"}, {"locale": "tlh"}]
)
def test_what_cannot_be_is_refused_at_its_field(here, cast, session, wrong):
    answer = here.post("/preferences", data=FORM | wrong)
    assert answer.status_code == 422
    assert f'id="error-{next(iter(wrong))}"' in answer.text
    assert session.get_one(Account, cast.omar.id).name == "Omar"


def test_the_audit_says_what_was_changed_and_not_to_what(here, session):
    here.post("/preferences", data=FORM)
    [event] = session.scalars(select(AuditEvent).where(AuditEvent.action == "account.changed"))
    assert event.details == {"fields": ["locale", "name", "zone"]}


def test_saving_the_same_again_is_no_change(here, session):
    for _ in range(2):
        here.post("/preferences", data=FORM)
    found = session.scalars(select(AuditEvent).where(AuditEvent.action == "account.changed")).all()
    assert len(found) == 1


@pytest.mark.parametrize("locale", languages.NAMES)
def test_every_language_can_be_written(locale):
    reader = Reader("Europe/Berlin", locale)
    assert when(START, reader)
    assert money(123456, "EUR", reader)
