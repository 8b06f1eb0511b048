"""Pages of campaigns: the grid, the slots by one's own clock, and what is wrong at its field."""

from dataclasses import replace

import pytest

from marketplace.campaigns import describing
from marketplace.campaigns.taking import take_slot
from tests.cast import sign_in
from tests.marketplace.campaigns.offered import CALL, CAMPAIGN, GROUP, campaign
from tests.marketplace.profiles.known import lives_in

pytestmark = pytest.mark.usefixtures("session")


def test_the_client_offers_slots_and_sees_who_took_them(client, cast):
    world = campaign(cast)
    sign_in(client, cast.ben)
    path = f"/campaigns/{world.gig_id}"
    assert "No slot is offered" in client.get(path).text
    form = {"cell": "en/fear/calm/", "zone": "Europe/Berlin", "seats": "1", "count": "2"}
    wrong = client.post(f"{path}/slots", data={**form, "wall": "soon", "room": "Stage 4"})
    assert wrong.status_code == 422
    for said in ("Write a day and a time.", "begins with https://", 'value="Stage 4"'):
        assert said in wrong.text
    past = client.post(f"{path}/slots", data={**form, "wall": "2026-03-20T10:00"})
    assert "within the days that were posted" in past.text
    assert (
        client.post(f"{path}/slots", data={**form, "wall": "2026-04-13T15:00"}).status_code == 302
    )
    (first, _) = world.slots()
    take_slot(first.id, CALL, actor=cast.omar.actor)
    page = client.get(path).text
    assert "Omar" in page
    assert "2 h" in page


def test_a_performer_sees_and_takes_slots_by_their_own_clock(client, cast):
    world = campaign(cast)
    slot_id = world.slot(seats=2)
    lives_in(cast.omar, "Asia/Tokyo")
    sign_in(client, cast.omar)
    page = client.get(f"/campaigns/{world.gig_id}/slots").text
    assert "22:00" in page
    answer = client.post(f"/campaigns/slots/{slot_id}/take", data={"seen": CALL.isoformat()})
    assert answer.status_code == 302
    assert "Waits for a partner" in client.get(f"/campaigns/{world.gig_id}/slots").text


def test_what_one_is_is_asked_for_and_never_shown_to_the_client(client, cast):
    world = campaign(cast)
    world.slot(GROUP)
    sign_in(client, cast.omar)
    path = f"/campaigns/{world.gig_id}"
    assert "Say so for this campaign" in client.get(f"{path}/slots").text
    refused = client.post(f"{path}/description", data={"group": "over sixty"})
    assert refused.status_code == 422
    assert "Tick this if you agree." in refused.text
    said = {"group": "over sixty", "agreed": "yes"}
    assert client.post(f"{path}/description", data=said).status_code == 302
    assert "You said: <strong>over sixty" in client.get(f"{path}/slots").text
    sign_in(client, cast.ben)
    assert "Omar" not in client.get(path).text


def test_staff_who_read_who_plays_are_on_record(client, cast):
    world = campaign(cast)
    take_slot(world.slot(), CALL, actor=cast.omar.actor)
    sign_in(client, cast.cleo)
    assert client.get(f"/campaigns/{world.gig_id}").status_code == 200
    assert world.read_by(cast.cleo) == [cast.omar.id]


def test_who_describes_themselves_so_is_named_to_no_other_performer(client, cast):
    world = campaign(cast, replace(CAMPAIGN, quotas=(replace(GROUP, minutes=480),)))
    slot_id = world.slot(GROUP, seats=2)
    describing.describe_yourself(world.gig_id, GROUP.group, actor=cast.omar.actor)
    take_slot(slot_id, CALL, actor=cast.omar.actor)
    path = f"/campaigns/{world.gig_id}/slots"
    sign_in(client, cast.mira)
    page = client.get(path).text
    assert "A partner waits" in page
    assert "With somebody who describes themselves so." in page
    assert "Omar" not in page
