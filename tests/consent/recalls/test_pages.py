"""A client answers on its page or by its machines; a performer sees what became of every copy."""

from datetime import date, timedelta

import pytest

from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import RecallCause, Use
from consent.media.jobs import JOBS
from consent.recalls.queries import waiting_for
from foundation import clock
from foundation.database import db
from foundation.ids import new_id
from foundation.jobs import run_due
from tests.api.asking import Program
from tests.cast import NORTHLAB, sign_in
from tests.consent.grants.granted import narrowed
from tests.consent.holders.holding import FILE, held
from tests.consent.media.files import kept
from tests.consent.recalls.ending import end, recalls, withdraw
from tests.consent.recordings.performed import ENDS_ON, USES, recorded

LESS = Limits(ends_on=ENDS_ON, starts_on=date(2026, 3, 1), clients=(NORTHLAB,))
OTHER = f"sha256:{'0f' * 32}"


@pytest.fixture
def grant(cast):
    (grant,) = recorded(cast.omar.id)
    kept(grant.recording_id, client=NORTHLAB)
    held(grant, client=NORTHLAB, files=[FILE, OTHER])
    withdraw(grant)
    return grant


@pytest.fixture
def recall(grant):
    (recall,) = recalls()
    return recall


def due(person):
    (waits,) = waiting_for(db.session(), person.actor)
    return waits.due_at


def test_who_has_nothing_to_answer_is_told_so(client, cast):
    sign_in(client, cast.ada)
    assert "Nothing waits for you." in client.get("/recalls").text


def test_from_home_to_the_answer(client, cast, recall):
    sign_in(client, cast.ben)
    assert "1 recall to answer" in client.get("/home").text
    assert due(cast.ben) == recall.stop_due_at
    assert str(recall.recording_id) in client.get("/recalls").text
    address = f"/recalls/{recall.id}"
    page = client.get(address).text
    assert FILE in page
    assert "Its consent is withdrawn." in page
    assert "Handed over" in page
    assert ", for evaluation" in page
    assert "Omar" not in page
    stopped = client.post(f"{address}/stop", follow_redirects=True)
    assert "What became of the files can be answered later" in stopped.text
    assert due(cast.ben) == recall.attest_due_at
    form = {"answer": "destroyed", "files": [FILE, OTHER]}
    answer = client.post(f"{address}/answer", data=form, follow_redirects=True)
    assert "Your answer is kept." in answer.text
    assert "Nothing waits for you." in client.get("/recalls").text


def test_compliance_lists_them_by_holder_and_no_performer_is_named(client, cast, recall):
    sign_in(client, cast.cora)
    page = client.get("/recalls").text
    assert f'href="/recalls/{recall.id}"' in page
    assert "Northlab" in page
    assert "Omar" not in page


def test_a_mistake_is_said_at_its_field_and_what_was_ticked_stays(client, cast, recall):
    sign_in(client, cast.ada)
    address = f"/recalls/{recall.id}/answer"
    nothing = client.post(address, data={})
    assert nothing.status_code == 422
    assert "Choose one." in nothing.text
    assert "Tick the files that you mean." in nothing.text
    part = client.post(address, data={"answer": "destroyed", "files": [OTHER]})
    assert part.status_code == 422
    assert "Name every file of this recall" in part.text
    assert f'value="{OTHER}" checked' in part.text
    assert f'value="{FILE}" checked' not in part.text


def test_a_partial_answer_leads_to_what_is_left(client, cast, recall):
    sign_in(client, cast.ada)
    form = {"answer": "partly_destroyed", "files": [OTHER]}
    page = client.post(f"/recalls/{recall.id}/answer", data=form, follow_redirects=True).text
    assert FILE in page
    assert OTHER not in page
    assert "a recall of its own" in client.get(f"/recalls/{recall.id}").text


def test_staff_who_look_are_on_record_and_cannot_answer(client, cast, recall):
    sign_in(client, cast.cora)
    page = client.get(f"/recalls/{recall.id}").text
    assert "Your answer" not in page
    sign_in(client, cast.omar)
    assert "compliance" in client.get("/threads").text.lower()


def test_machines_read_what_waits_and_answer(app, cast, recall):
    ben = Program(app, cast.ben, ["recalls:read", "recalls:write"])
    (found,) = ben.get("/api/v1/recalls", unanswered="true").json["items"]
    assert (found["id"], found["files"]) == (str(recall.id), [FILE, OTHER])
    address = f"/api/v1/recalls/{recall.id}"
    assert ben.post(f"{address}/stop", {}).json["stopped_at"]
    rest = ben.post(f"{address}/answer", {"answer": "partly_destroyed", "files": [FILE]}).json
    assert (rest["files"], rest["follows_id"]) == ([OTHER], str(recall.id))
    again = ben.post(f"{address}/answer", {"answer": "destroyed", "files": [FILE, OTHER]})
    assert again.status_code == 409
    waiting = ben.get("/api/v1/recalls", unanswered="true").json["items"]
    assert [each["id"] for each in waiting] == [rest["id"]]
    assert len(ben.get("/api/v1/recalls").json["items"]) == 2


def test_a_performer_follows_every_copy_to_the_certificate(app, client, cast, grant, recall):
    address = f"/recordings/{grant.recording_id}/certificate"
    sign_in(client, cast.omar)
    page = client.get(address).text
    assert "2 things are not done yet" in page
    assert "Recording of 2 March 2026 for Northlab" in page
    assert "Northlab" in page
    assert client.get(f"{address}.json").status_code == 409
    lab = app.test_client()
    sign_in(lab, cast.ada)
    form = {"answer": "destroyed", "files": [FILE, OTHER]}
    lab.post(f"/recalls/{recall.id}/answer", data=form)
    clock.move(timedelta(days=30))
    run_due(JOBS, new_id(), even_if_not_due=True)
    db.session.rollback()
    sign_in(client, cast.omar)
    assert "Certificate: nothing of this recording is left" in client.get(address).text
    said = client.get(f"{address}.json").json
    assert said["holders"][0]["answer"] == "destroyed"
    assert said["ours"][0]["destroyed_at"]
    types = [each["type"] for each in said["entries"]]
    assert types == ["consent.withdrawn", "recall.opened", "recall.attested", "media.destroyed"]


def test_a_partner_sees_nothing_of_it(client, cast):
    omars, _ = recorded(cast.omar.id, cast.mira.id)
    held(omars, client=NORTHLAB)
    withdraw(omars)
    sign_in(client, cast.mira)
    page = client.get(f"/recordings/{omars.recording_id}/certificate").text
    assert "Nobody was asked for a copy." in page
    (other,) = recorded(cast.omar.id)
    assert client.get(f"/recordings/{other.recording_id}/certificate").status_code == 404


def test_who_never_withdrew_is_told_that_nothing_is_under_way(client, cast):
    (grant,) = recorded(cast.omar.id)
    sign_in(client, cast.omar)
    page = client.get(f"/recordings/{grant.recording_id}/certificate").text
    assert "Nothing of this recording is being destroyed or recalled." in page
    assert client.get(f"/recordings/{grant.recording_id}/certificate.json").status_code == 409


def test_where_consent_goes_on_narrower_nothing_is_called_finished(client, cast):
    (grant,) = recorded(cast.omar.id)
    kept(grant.recording_id, client=NORTHLAB)
    held(grant, client=NORTHLAB)
    review = {use: answer for use, answer in USES.items() if use is Use.REVIEW}
    end(grant, narrowed(grant, uses=review, limits=LESS), RecallCause.NARROWED)
    sign_in(client, cast.omar)
    page = client.get(f"/recordings/{grant.recording_id}/certificate").text
    assert "Your consent goes on, and allows less than before." in page
