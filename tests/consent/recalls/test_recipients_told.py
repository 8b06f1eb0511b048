"""End recipients hear of a recall with their client, where it gave an address."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.ledger.explaining.words import Attestation
from consent.licences import queries as licences
from consent.licences.recipients import actions, queries
from consent.licences.recipients.actions import NewRecipient
from consent.licences.templates import queries as templates
from consent.licences.templates import saying
from consent.recalls.answering import attest_recall
from consent.recalls.jobs import JOBS
from foundation import clock
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.formats import when
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.mail.models import MailBody
from foundation.webhooks.models import Endpoint, EventBody
from tests.api.asking import Program
from tests.cast import NORTHLAB, sign_in
from tests.consent.holders.holding import FILE, held
from tests.consent.licences.licensed import licensed
from tests.consent.recalls.ending import recalls, withdraw
from tests.consent.recordings.performed import recorded

MAIL = "rights@partner.example"
OTHER = f"sha256:{'0f' * 32}"
PARTNER = NewRecipient(name="Partner", country="DE", purpose="Fine-tunes for support.", mail=MAIL)


@pytest.fixture
def recipient(cast):
    return actions.name_recipient(licensed(cast.ada), PARTNER, actor=cast.ada.actor)


def run():
    run_due(JOBS, new_id(), even_if_not_due=True)
    db.session.rollback()


def letters():
    return list(db.session().scalars(select(MailBody).where(MailBody.recipient == MAIL)))


@pytest.fixture
def recalled(cast, recipient):
    """One copy with Northlab, another with its partner."""
    (grant,) = recorded(cast.omar.id)
    deliveries = [held(grant, client=NORTHLAB), held(grant, client=NORTHLAB, recipient=recipient)]
    withdraw(grant)
    return grant, deliveries


def test_the_recipient_is_mailed_its_hashes_and_who_answers_for_it(recalled):
    grant, _ = recalled
    run()
    [letter] = letters()
    assert letter.subject == "1 recording from Northlab may no longer be used"
    for each in (FILE, str(grant.recording_id), "it answers for you"):
        assert each in letter.text
        assert each in letter.html
    assert "Omar" not in letter.text


def test_the_recipient_stops_when_its_clients_licence_says(recalled):
    """What the client signed binds whom it supplies; 72 hours are for saying that it is so."""
    asked_at = clock.now()
    run()
    clock.move(timedelta(days=15))
    run()
    first, again = letters()
    shown = when(asked_at + timedelta(days=1))
    for letter in (first, again):
        for each in (letter.text, letter.html):
            assert "within 1 day" in each
            assert "as the licence of Northlab says" in " ".join(each.split())
            assert shown in each
    assert "stop now" in again.text
    licence = licences.licence_for(db.session(), NORTHLAB, asked_at.date())
    summary = saying.summary(templates.planned(templates.version(db.session(), licence.version_id)))
    assert any("you stop using it within 1 day, say within 72 hours" in each for each in summary)


def test_it_is_told_once_and_again_with_each_reminder(recalled):
    run()
    run()
    for days, count in ((14, 1), (1, 2), (10, 3), (5, 4), (1, 4)):
        clock.move(timedelta(days=days))
        run()
        assert len(letters()) == count
    assert letters()[-1].subject.startswith("Again: 1 recording")


def test_the_rest_of_an_answer_that_came_before_the_letter_is_written_of(cast, recipient):
    """The client saw it on its page first, and answered for a part."""
    (grant,) = recorded(cast.omar.id)
    held(grant, client=NORTHLAB, recipient=recipient, files=[FILE, OTHER])
    withdraw(grant)
    (recall,) = recalls()
    attest_recall(recall.id, Attestation.PARTLY_DESTROYED, [FILE], actor=cast.ada.actor)
    run()
    run()
    [letter] = letters()
    assert OTHER in letter.text
    assert FILE not in letter.text


def test_a_recipient_without_an_address_is_told_by_its_client_alone(cast, recalled, recipient):
    actions.change_mail(recipient, None, actor=cast.ada.actor)
    run()
    assert letters() == []
    assert len(recalls()) == 2


def test_only_who_signs_for_the_client_changes_the_address(cast, recipient):
    with pytest.raises(NotPermitted):
        actions.change_mail(recipient, "else@partner.example", actor=cast.ben.actor)
    assert queries.mails_of(db.session(), [recipient]) == {recipient: MAIL}


def test_the_address_is_changed_on_its_page(client, cast, recipient):
    sign_in(client, cast.ada)
    address = f"/licences/recipients/{recipient}"
    assert f'value="{MAIL}"' in client.get(address).text
    wrong = client.post(f"{address}/mail", data={"mail": "nowhere"})
    assert wrong.status_code == 422
    assert "Write an address such as" in wrong.text
    client.post(f"{address}/mail", data={"mail": "new@partner.example"})
    assert queries.mails_of(db.session(), [recipient]) == {recipient: "new@partner.example"}
    client.post(f"{address}/mail", data={"mail": " "})
    db.session.rollback()
    assert queries.mails_of(db.session(), [recipient]) == {}


def test_a_performer_does_not_see_the_address(client, cast, recalled, recipient):
    sign_in(client, cast.omar)
    page = client.get(f"/licences/recipients/{recipient}")
    assert MAIL not in page.text


def test_machines_are_told_which_deliveries_it_is_about(app, cast, recalled):
    with transaction() as session:
        session.add(
            Endpoint(owner_id=NORTHLAB, url="https://lab.example", note="", created_by=cast.ada.id)
        )
    run()
    _, deliveries = recalled
    bodies = [json.loads(text) for text in db.session().scalars(select(EventBody.text))]
    assert {tuple(each["data"]["deliveries"]) for each in bodies} == {
        (str(each),) for each in deliveries
    }
    answer = Program(app, cast.ben).get("/api/v1/recalls").json
    assert {tuple(each["deliveries"]) for each in answer["items"]} == {
        (str(each),) for each in deliveries
    }
