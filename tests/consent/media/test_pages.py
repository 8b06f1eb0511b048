"""Opening a recording in a browser: a reason, a player, ranges, and the list of who looked."""

from uuid import UUID

import pytest

from consent.ledger.explaining.words import Media
from tests.api.asking import Program
from tests.cast import NORTHLAB, sign_in
from tests.consent.grants.granted import tell, withdrawn
from tests.consent.media.files import SOUND, kept
from tests.consent.recordings.performed import recorded


@pytest.fixture
def grant(cast):
    (grant,) = recorded(cast.omar.id)
    kept(grant.recording_id, client=NORTHLAB)
    return grant


def opened(client, recording: UUID, **form: str) -> str:
    answer = client.post(f"/recordings/{recording}/open", data=form)
    assert answer.status_code == 302
    return answer.location


def test_a_performer_opens_their_own_with_one_click_and_takes_it_home(client, cast, grant):
    sign_in(client, cast.omar)
    assert (
        "This is a recording of yours" in client.get(f"/recordings/{grant.recording_id}/open").text
    )
    player = opened(client, grant.recording_id)
    page = client.get(player).text
    assert f'src="{player}/bytes"' in page
    answer = client.get(f"{player}/bytes?download=1")
    assert answer.data.startswith(SOUND)
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_reviewer_says_why_or_is_asked_again_at_the_field(client, cast, grant):
    sign_in(client, cast.remy)
    address = f"/recordings/{grant.recording_id}/open"
    answer = client.post(address, data={})
    assert answer.status_code == 422
    assert "Choose why you open it." in answer.text
    assert (
        "to judge the take" in client.get(opened(client, grant.recording_id, reason="judge")).text
    )


def test_ranges_are_answered_one_at_a_time(client, cast, grant):
    sign_in(client, cast.remy)
    address = opened(client, grant.recording_id, reason="judge") + "/bytes"
    part = client.get(address, headers={"Range": "bytes=4-7"})
    assert part.status_code == 206
    assert part.data == SOUND[4:8]
    assert part.headers["Content-Range"].startswith("bytes 4-7/")
    assert part.headers["Cache-Control"] == "private, no-store"
    for refused in ("bytes=0-1,4-5", "bytes=99999999-"):
        answer = client.get(address, headers={"Range": refused})
        assert answer.status_code == 416
        assert answer.headers["Content-Range"].startswith("bytes */")


def test_withdrawn_meanwhile_the_next_range_is_refused(client, cast, grant):
    sign_in(client, cast.remy)
    address = opened(client, grant.recording_id, reason="judge") + "/bytes"
    assert client.get(address, headers={"Range": "bytes=0-3"}).status_code == 206
    tell(grant, withdrawn(grant))
    answer = client.get(address, headers={"Range": "bytes=4-7"})
    assert answer.status_code == 422
    assert "this consent is withdrawn" in answer.text


def test_without_its_preview_a_reviewer_is_told_to_wait(client, cast):
    (grant,) = recorded(cast.omar.id, accepted=False)
    kept(grant.recording_id, client=NORTHLAB)
    sign_in(client, cast.remy)
    answer = client.get(f"/recordings/{grant.recording_id}/open")
    assert answer.status_code == 409
    assert "watermarked preview is still being made" in answer.text


def test_a_performer_reads_who_opened_it_by_name(app, client, cast, grant):
    reviewer = app.test_client()
    sign_in(reviewer, cast.ben)
    reviewer.get(opened(reviewer, grant.recording_id, reason="quality") + "/bytes")
    sign_in(client, cast.omar)
    page = client.get(f"/recordings/{grant.recording_id}/viewings").text
    assert "Ben (client producer)" in page
    assert "to check sound and picture" in page


def test_compliance_holds_and_lifts_on_the_page_and_is_on_record(client, cast, grant):
    kept(grant.recording_id, Media.BACKUP, client=NORTHLAB)
    sign_in(client, cast.cora)
    address = f"/recordings/{grant.recording_id}/keeping"
    answer = client.post(
        f"/recordings/{grant.recording_id}/holds",
        data={"name": "3 O 12/26", "reason": "A claim.", "until": "2026-05-01"},
        follow_redirects=True,
    )
    assert "The hold is placed" in answer.text
    assert "3 O 12/26" in answer.text
    wrong = client.post(f"/recordings/{grant.recording_id}/holds", data={"name": " "})
    assert wrong.status_code == 422
    assert "Say it in a few words." in wrong.text
    lift = client.get(address).text.partition("/holds/")[2].partition('/lift"')[0]
    _, _, hold = lift.rpartition("/holds/")
    assert "That cannot be undone" in client.get(f"/holds/{hold}/lift").text
    assert "The hold is lifted" in client.post(f"/holds/{hold}/lift", follow_redirects=True).text
    sign_in(client, cast.omar)
    assert "compliance" in client.get("/threads").text.lower()


def test_programs_open_it_by_the_same_gate(app, cast, grant):
    ben = Program(app, cast.ben, ["recordings:open"])
    address = f"/api/v1/recordings/{grant.recording_id}/viewings"
    answer = ben.post(address, {"reason": "judge"})
    assert answer.status_code == 201
    assert ben.get(answer.json["bytes_at"]).data.startswith(SOUND)
    tell(grant, withdrawn(grant))
    refused = ben.get(answer.json["bytes_at"])
    assert refused.status_code == 422
    assert "withdrawn" in refused.json["detail"]
    assert Program(app, cast.mira).post(address, {"reason": "own"}).status_code == 404
