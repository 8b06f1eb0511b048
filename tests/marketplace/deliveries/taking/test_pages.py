"""The page on which a client fetches, and where a performer sees that it did."""

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import select

from consent.ledger.explaining.words import Ending
from consent.licences import ending
from consent.recalls.models import Recall
from foundation import api, hooks
from foundation.database import db, transaction
from marketplace.deliveries.building.models import Delivery, DeliveryState
from marketplace.deliveries.fetching import fairtake_fetch
from marketplace.deliveries.taking import actions, asking, own_data
from marketplace.deliveries.taking.errors import DeltaThere, NothingEnded
from tests.cast import sign_in
from tests.consent.licences.licensed import WRITER
from tests.consent.recalls.ending import recalls, withdraw
from tests.marketplace.deliveries.fetching.served import hash_of
from tests.marketplace.deliveries.taking.delivered import SHARD, delivered, name_of


@pytest.fixture
def address(delivery):
    return f"/deliveries/{delivery.id}"


def test_the_page_lists_each_file_with_its_hash(client, cast, delivery, address):
    sign_in(client, cast.ben)
    page = client.get(f"{address}/files").text
    assert all(path in page for path in delivery.files)
    assert hash_of(delivery.manifest) in page
    assert "Nobody has fetched anything yet." in page
    assert "Ask for a delivery without it" not in page


def test_what_tells_of_it_stands_before_the_other_files(client, cast, delivery, address):
    sign_in(client, cast.ben)
    first = client.get(f"{address}/files").text.partition("Read it first")[2]
    link = f'href="{address}/files/{delivery.ids["README.md"]}">README.md</a>: For engineers'
    assert link in first
    assert "data-card.pdf" not in first


def test_a_recall_names_the_delivery_with_which_the_copy_came(client, cast, delivery, grants):
    withdraw(grants[0])
    sign_in(client, cast.ben)
    session = db.session()
    reference = session.get_one(Delivery, delivery.id).reference
    [recall] = session.scalars(select(Recall.id))
    session.rollback()
    link = f'href="/deliveries/{delivery.id}">{reference}</a>'
    assert link in client.get("/recalls").text
    assert link in client.get(f"/recalls/{recall}").text


def test_the_page_names_what_the_token_of_the_program_must_be_allowed(client, cast, app, address):
    sign_in(client, cast.ben)
    page = client.get(f"{address}/files").text
    named = set(re.findall(r"<code>([a-z_]+:[a-z_]+)</code>", page))
    assert named == {"deliveries:take", "recalls:read", "recalls:write"}
    assert named <= {scope.name for scope in api.scopes()}


def test_a_file_is_fetched_by_one_click(client, cast, delivery, address):
    sign_in(client, cast.ben)
    file = f"{address}/files/{delivery.ids['README.md']}"
    with client.get(file, follow_redirects=True) as answer:
        assert answer.data == delivery.files["README.md"]
        assert "README.md" in answer.headers["Content-Disposition"]
    assert "Ben" in client.get(f"{address}/files").text


def test_the_manifest_is_a_file_to_keep(client, cast, delivery, address):
    sign_in(client, cast.ada)
    answer = client.get(f"{address}/manifest.json")
    assert answer.data == delivery.manifest
    assert answer.headers["Content-Disposition"] == 'attachment; filename="manifest.json"'


def test_the_program_knows_where_it_came_from(client, cast, app):
    sign_in(client, cast.ben)
    source = client.get("/deliveries/client").text
    assert '\nSERVER = "http://127.0.0.1"\n' in source
    shipped = Path(fairtake_fetch.__file__).read_text()
    assert source.replace('SERVER = "http://127.0.0.1"', 'SERVER = ""') == shipped


def test_what_has_ended_is_said_and_a_delta_is_offered(client, cast, delivery, grants, address):
    withdraw(grants[0])
    sign_in(client, cast.ben)
    page = client.get(f"{address}/files").text
    assert "The consent to 1 recording has ended or is paused, so 2 files cannot be fetched" in page
    assert f"/files/{delivery.ids[name_of(grants[0])]}" not in page
    assert client.get(f"{address}/files/{delivery.ids[SHARD]}").status_code == 409
    answer = client.post(f"{address}/delta")
    [delta] = deltas()
    assert answer.location == f"/deliveries/{delta.id}"
    assert f"{delta.reference} follows this delivery" in client.get(f"{address}/files").text
    shown = client.get(address).text
    assert "1 recording of it was recalled since." in shown
    assert f'href="/deliveries/{delta.id}">{delta.reference}</a>' in shown
    assert f'href="{address}"' in client.get(answer.location).text


def deltas():
    db.session.rollback()
    return db.session().scalars(select(Delivery).where(Delivery.follows_id.is_not(None))).all()


def test_a_delta_is_the_same_version_for_the_same(cast, delivery, grants):
    withdraw(grants[0])
    asking.ask_for_delta(delivery.id, actor=cast.ben.actor)
    [delta] = deltas()
    before = db.session().get_one(Delivery, delivery.id)
    assert delta.state is DeliveryState.ASKED
    for each in ("client_id", "dataset_version_id", "recipient_id", "form"):
        assert getattr(delta, each) == getattr(before, each)
    assert delta.secret != before.secret


def test_a_second_delta_is_not_asked_for_until_the_first_came_to_nothing(cast, delivery, grants):
    withdraw(grants[0])
    first = asking.ask_for_delta(delivery.id, actor=cast.ben.actor)
    with pytest.raises(DeltaThere):
        asking.ask_for_delta(delivery.id, actor=cast.ben.actor)
    with transaction() as session:
        session.get_one(Delivery, first).state = DeliveryState.FAILED
    asking.ask_for_delta(delivery.id, actor=cast.ben.actor)
    assert len(deltas()) == 2


def test_where_all_of_it_may_be_used_no_delta_is_asked_for(cast, delivery):
    with pytest.raises(NothingEnded):
        asking.ask_for_delta(delivery.id, actor=cast.ben.actor)


def test_the_delta_is_named_where_a_file_is_shut(program, cast, delivery, grants):
    withdraw(grants[0])
    asked = program.post(f"/api/v1/deliveries/{delivery.id}/delta", None)
    assert (asked.status_code, asked.json["follows_id"]) == (201, str(delivery.id))
    link = f"/api/v1/deliveries/{delivery.id}/files/{delivery.ids[SHARD]}/link"
    assert program.get(link).json["delta"]["delivery"] == asked.json["id"]
    standing = program.get(f"/api/v1/deliveries/{delivery.id}/standing").json
    assert (standing["followed_by_id"], standing["unavailable"]) == (asked.json["id"], 2)


def take(delivery, cast, path):
    actions.take_file(
        delivery.id, delivery.ids[path], through=cast.ben.grant_id, actor=cast.ben.actor
    )


def test_a_performer_sees_who_fetched_what_they_play_in(client, cast, delivery, grants):
    for path in (name_of(grants[0]), SHARD, SHARD):
        take(delivery, cast, path)
    sign_in(client, cast.omar)
    viewings = f"/recordings/{grants[0].recording_id}/viewings"
    assert f'href="{viewings}"' in client.get("/rights").text
    page = client.get(viewings).text
    fetched = page.partition("Who fetched a copy")[2]
    assert "Northlab" in fetched
    assert "Ben" in fetched
    assert "<div>3</div>" in fetched


def test_from_the_card_of_a_recording_to_who_fetched_it_and_back(client, cast, delivery, grants):
    sign_in(client, cast.omar)
    card, seen = (f"/{at}/{grants[0].recording_id}" for at in ("rights", "recordings"))
    assert f'href="{seen}/viewings"' in client.get(card).text
    assert f'href="{card}"' in client.get(f"{seen}/viewings").text


def test_from_a_recall_to_the_delivery_that_it_is_about(client, cast, delivery, grants, address):
    withdraw(grants[0])
    [recall] = recalls()
    for reader in (cast.ben, cast.cora):
        sign_in(client, reader)
        page = client.get(f"/recalls/{recall.id}").text
        assert f'<a href="{address}/files">Files of D-' in page
        assert client.get(f"{address}/files").status_code == 200


def test_a_delta_says_how_the_copy_at_home_becomes_it(client, cast, delivery, grants, address):
    withdraw(grants[0])
    later = delivered([grants[1]], follows=delivery)
    before = db.session().get_one(Delivery, delivery.id).reference
    sign_in(client, cast.ben)
    line = f"fairtake_fetch.py apply {before} --delta {later.id}"
    assert line in client.get(f"/deliveries/{later.id}/files").text
    assert "--delta" not in client.get(f"{address}/files").text


def test_the_file_of_another_is_not_in_it(client, cast, delivery, grants):
    take(delivery, cast, name_of(grants[1]))
    sign_in(client, cast.omar)
    page = client.get(f"/recordings/{grants[0].recording_id}/viewings").text
    assert "Nobody has fetched a copy." in page


def test_it_is_in_ones_own_copy_of_all_data(session, cast, delivery, grants):
    take(delivery, cast, SHARD)
    omars = own_data.exports_of(session, cast.omar.id)
    [row] = omars["recordings_taken_home"]
    assert (row["recording"], row["client"], row["times"]) == (
        str(grants[0].recording_id),
        "Northlab",
        1,
    )
    assert omars["deliveries_taken"] == []
    bens = own_data.exports_of(session, cast.ben.id)
    assert [each["file"] for each in bens["deliveries_taken"]] == [SHARD]
    exported = {}
    for each in hooks.exports_of:
        exported |= each(session, cast.omar.id)
    assert json.dumps(exported["recordings_taken_home"])


def test_after_a_delta_the_first_delivery_still_shuts(cast, client, delivery, grants):
    withdraw(grants[0])
    later = delivered([grants[1]], follows=delivery)
    sign_in(client, cast.ben)
    page = client.get(f"/deliveries/{later.id}/files").text
    assert "Some of it may not be used" not in page


def test_auditors_see_what_holds_now_and_what_does_not(client, cast, delivery, grants, address):
    sign_in(client, cast.vera)
    whole = client.get(f"{address}/proof").text
    assert "All of it may be used as was stated." in whole
    assert hash_of(delivery.manifest) in whole
    withdraw(grants[0])
    after = client.get(f"{address}/proof").text
    assert "1 of 2 recordings may not be used as was stated any more. 1 recall is not" in after
    assert "This consent is withdrawn" in after
    assert str(grants[0].recording_id) in after
    assert "Omar" not in after
    assert f"{address}/manifest.json" not in after  # She only looks.


def test_a_licence_that_ended_is_said_to_auditors(client, cast, licence, address):
    ending.terminate_licence(licence, Ending.CLIENT_REQUEST, "They asked for it.", actor=WRITER)
    sign_in(client, cast.cora)
    assert "The licence does not hold any more" in client.get(f"{address}/proof").text
