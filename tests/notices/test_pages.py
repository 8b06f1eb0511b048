"""The page of notices: one's own, unread, read, chosen."""

import re
from datetime import timedelta

import pytest

from foundation import clock, cursors
from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.mail.queries import latest
from foundation.notices import links
from foundation.notices.kinds import Delivery
from foundation.notices.queries import PAGE, chosen_by
from marketplace.accounts import grants
from marketplace.accounts.roles import Role
from tests.cast import START, sign_in
from tests.notices.test_telling import tell, told


def test_without_notices_the_page_says_so(client, cast):
    sign_in(client, cast.omar)
    assert "No notices yet" in client.get("/notices").text
    assert "Nothing unread" in client.get("/notices?unread").text


def test_the_page_shows_ones_own_notices_and_how_many_are_unread(client, cast):
    tell("test.casting", cast.omar, who="Northlab", at=START)
    tell("test.casting", cast.mira, who="Rivallab", at=START)
    sign_in(client, cast.omar)
    page = client.get("/notices").text
    assert "Northlab" in page
    assert "Rivallab" not in page
    assert "Unread (1)" in page


def test_the_shell_says_how_much_waits(client, cast):
    tell("test.paid", cast.omar)
    sign_in(client, cast.omar)
    assert '<span class="count" aria-hidden="true">1</span>' in client.get("/notices").text


def test_opening_a_notice_reads_it_and_leads_where_it_points(client, cast):
    tell("test.paid", cast.omar, url="/cases/7")
    sign_in(client, cast.omar)
    answer = client.post(f"/notices/{told()[0].id}/read", data={"open": "yes"})
    assert answer.location == "/cases/7"
    assert told()[0].read_at == START


def test_a_stranger_cannot_read_it(client, cast):
    tell("test.paid", cast.omar)
    sign_in(client, cast.mira)
    assert client.post(f"/notices/{told()[0].id}/read").status_code == 404
    assert told()[0].read_at is None


def test_all_can_be_marked_as_read(client, cast):
    tell("test.paid", cast.omar)
    sign_in(client, cast.omar)
    client.post("/notices/read")
    assert told()[0].read_at == START


def test_older_notices_are_on_the_next_page(client, cast):
    for number in range(PAGE + 1):
        tell("test.casting", cast.omar, who=f"Lab-{number:02}", at=START)
        clock.move(timedelta(seconds=1))
    sign_in(client, cast.omar)
    first = client.get("/notices").text
    assert "Lab-00" not in first
    older = re.search(r'href="(/notices\?after=[^"]+)"', first)[1]
    assert "Lab-00" in client.get(older).text


def test_the_place_in_somebody_elses_list_opens_nothing_of_theirs(client, cast):
    tell("test.casting", cast.omar, who="Lab-secret", at=START)
    clock.move(timedelta(seconds=1))
    sign_in(client, cast.mira)
    place = cursors.write(clock.now(), told()[0].id)
    assert "Lab-secret" not in client.get(f"/notices?after={place}").text


def test_a_place_that_is_none_is_not_found(client, cast):
    sign_in(client, cast.omar)
    assert client.get("/notices?after=made-up").status_code == 404


def test_choices_are_kept_and_shown(client, cast):
    sign_in(client, cast.omar)
    assert client.post("/notices/choices", data={"test.gigs": "weekly"}).status_code == 302
    assert '<option value="weekly" selected>' in client.get("/notices/choices").text


def test_a_choice_that_is_not_offered_is_an_error_at_its_field(client, cast):
    sign_in(client, cast.omar)
    answer = client.post("/notices/choices", data={"test.paid": "off", "test.gigs": "weekly"})
    assert answer.status_code == 422
    assert '<option value="weekly" selected>' in answer.text
    assert chosen_by(db.session(), cast.omar.id)["test.gigs"] is Delivery.DAILY


def turn_off_path(cast) -> str:
    tell("test.casting", cast.omar, who="Northlab", at=START)
    return latest(db.session())[0].body.unsubscribe_url.removeprefix("http://127.0.0.1")


def test_a_link_in_mail_turns_that_mail_off_without_signing_in(client, cast):
    path = turn_off_path(cast)
    assert "A casting answer" in client.get(path).text
    assert chosen_by(db.session(), cast.omar.id)["test.casting"] is Delivery.AT_ONCE
    answer = client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert chosen_by(db.session(), cast.omar.id)["test.casting"] is Delivery.PAGE
    assert client.post(path).status_code == 200


def test_a_link_that_was_changed_turns_nothing_off(client, cast):
    path = turn_off_path(cast)
    # Not the last character: some of its bits are padding, which says nothing.
    other = "A" if path[-2] != "A" else "B"
    assert client.post(path[:-2] + other + path[-1]).status_code == 404
    assert client.get("/notices/turn-off/x").status_code == 404


def test_a_digests_link_ends_digests_only(client, cast):
    client.post(links.turn_off_path(cast.omar.id, "digest"))
    chosen = chosen_by(db.session(), cast.omar.id)
    assert chosen["test.gigs"] is Delivery.PAGE
    assert chosen["test.casting"] is Delivery.AT_ONCE
    assert chosen["test.paid"] is Delivery.AT_ONCE


def test_no_link_turns_off_what_may_not_be_turned_off(client, cast):
    client.post(links.turn_off_path(cast.omar.id, "test.paid"))
    assert chosen_by(db.session(), cast.omar.id)["test.paid"] is Delivery.AT_ONCE


@pytest.mark.parametrize(
    ("who", "sees", "not_shown"),
    [
        ("omar", "We answered your case", ("An answer is late", "A case was handed to you")),
        ("remy", "A case was handed to you", ("An invitation of yours was accepted",)),
        ("ada", "A webhook endpoint was switched off", ("An answer is late",)),
        ("ben", "We answered your case", ("A webhook endpoint was switched off",)),
        ("admin", "An invitation of yours was accepted", ()),
    ],
)
def test_only_what_may_ever_reach_somebody_is_theirs_to_choose(client, cast, who, sees, not_shown):
    sign_in(client, getattr(cast, who))
    page = client.get("/notices/choices").text
    assert sees in page
    assert [label for label in not_shown if label in page] == []


def test_all_roles_count_whichever_one_acts_in(client, cast):
    with transaction() as session:
        grants.give(session, SYSTEM, cast.omar.id, Role.CASTING)
    sign_in(client, cast.omar)  # As a performer.
    assert "A case was handed to you" in client.get("/notices/choices").text
