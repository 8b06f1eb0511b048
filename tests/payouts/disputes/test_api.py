"""Programs of finance read disputes and have them answered; the bank hears of it once."""

import pytest
from sqlalchemy import select

from foundation.database import db
from foundation.webhooks.models import Event
from payouts.disputes.models import AnswerState
from tests.access.things import an_endpoint
from tests.api.asking import Program
from tests.marketplace.accounts.phones import set_up_phone
from tests.payouts.disputes.test_answering import answer, at_bank, disputed, row
from tests.payouts.standing_in_for_stripe import hear, run

__all__ = ["disputed"]
WORDS = {"product": "Takes.", "happened": "They were approved.", "service_on": "2026-03-01"}


@pytest.fixture
def fay(app, cast):
    set_up_phone(cast.fay)
    return Program(app, cast.fay)


@pytest.fixture
def path(disputed):
    return f"/api/v1/disputes/{disputed}"


def heard() -> list[str]:
    db.session.rollback()
    found = db.session().scalars(select(Event).order_by(Event.announced_at, Event.id))
    return [each.type for each in found]


def test_an_answer_is_written_sent_once_and_heard_of(at_stripe, cast, fay, path):
    an_endpoint(cast.admin)
    assert [each["waits_for_us"] for each in fay.get("/api/v1/disputes").json["items"]] == [True]
    kept = fay.post(f"{path}/answer", WORDS)
    assert (kept.status_code, kept.json["answer"]["state"]) == (201, "written")
    assert at_bank(at_stripe).evidence_details.submission_count == 0
    version = {"version": kept.json["answer"]["version"]}
    sent = [fay.post(f"{path}/answer/sending", version, key="the-same-key") for _ in range(2)]
    assert [each.json["answer"]["state"] for each in sent] == ["asked", "asked"]
    assert fay.post(f"{path}/answer/sending", version).status_code == 409
    for _ in range(2):
        run("disputes.finish")
    assert at_bank(at_stripe).evidence_details.submission_count == 1
    assert fay.get(path).json["answer"]["state"] == "sent"
    hear()
    assert {"dispute.answered", "dispute.changed"} <= set(heard())


def test_another_version_than_was_read_is_not_sent(at_stripe, fay, path):
    version = fay.post(f"{path}/answer", WORDS).json["answer"]["version"]
    fay.post(f"{path}/answer", {**WORDS, "product": "Other takes."})
    refused = fay.post(f"{path}/answer/sending", {"version": version})
    assert (refused.status_code, answer().state) == (409, AnswerState.WRITTEN)


def test_it_can_be_accepted(at_stripe, cast, fay, path):
    an_endpoint(cast.admin)
    taken = fay.post(f"{path}/acceptance", {"because": "The bank is right."})
    assert taken.json["answer"]["way"] == "acceptance"
    run("disputes.finish")
    assert (row().status, row().is_over) == ("lost", True)
    assert "dispute.accepted" in heard()


@pytest.mark.parametrize("wrong", [{"product": " "}, {"tax_number": "1"}, {"service_on": "soon"}])
def test_what_cannot_be_is_refused(at_stripe, fay, path, wrong):
    assert fay.post(f"{path}/answer", {**WORDS, **wrong}).status_code == 422
