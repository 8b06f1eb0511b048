"""Performers' own pages, as a browser gets them."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from consent.grants.models import Right, State
from consent.keeping.actions import create_key
from consent.keeping.jobs import keep
from consent.ledger.explaining.words import SuspensionCause, Use
from consent.recordings.models import Recording
from consent.rights import standing
from consent.rights.jobs import offer_renewals
from consent.rights.pausing import suspend_recording
from consent.rights.withdrawing import withdraw_recording
from foundation import clock, hooks
from foundation.hooks import Earned
from foundation.web import settings
from tests.cast import NORTHLAB, RIVALLAB, sign_in
from tests.consent.holders.holding import held
from tests.consent.recordings.performed import a_recording, recorded, signed
from tests.consent.recordings.test_registering import register
from tests.consent.rights.test_ends import run
from tests.consent.signing.asked import ask_all


@pytest.fixture
def omar(client, cast):
    sign_in(client, cast.omar)
    return client


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


def links(answer):
    return re.findall(r'href="([^"]+)"', answer.get_data(as_text=True))


def state(session):
    session.rollback()
    return session.scalars(select(Right.state)).one()


def test_without_recordings_the_page_says_what_will_stand_there(omar):
    assert "No recordings yet" in text(omar.get("/rights"))


def test_a_card_says_what_is_allowed_until_when_and_who_has_it(omar, cast):
    recorded(cast.omar.id)
    said = text(omar.get("/rights"))
    assert "Recording of 2 March 2026 for Northlab" in said
    assert "review, generative training, evaluation" in said
    assert "The end of 1 Mar 2029" in said
    assert "Nobody yet" in said


def test_who_was_handed_a_copy_twice_is_named_once(omar, cast):
    (grant,) = recorded(cast.omar.id)
    held(grant, client=NORTHLAB)
    assert "handed over" not in text(omar.get("/rights"))
    held(grant, client=NORTHLAB)
    held(grant, client=NORTHLAB, uses=(Use.GENERATIVE_TRAINING,))
    for path in ("/rights", f"/rights/{grant.recording_id}/withdraw"):
        page = text(omar.get(path))
        assert page.count("Northlab, for evaluation (since") == 1
        assert ", handed over 2 times); Northlab, for generative training (since" in page


def test_before_it_is_judged_a_card_promises_review_and_no_more(omar, cast):
    recorded(cast.omar.id, accepted=False)
    said = text(omar.get("/rights"))
    assert "Being reviewed" in said
    assert "generative training," not in said


def test_what_was_earned_is_shown_where_somebody_knows_it(omar, cast, monkeypatch):
    (grant,) = recorded(cast.omar.id)
    assert "You earned" not in text(omar.get("/rights"))

    def earned(_session, person, recordings):
        return {each: [Earned(12345, "EUR")] for each in recordings if person == cast.omar.id}

    monkeypatch.setattr(hooks, "earned_by_recording", (earned,))
    assert "€123.45" in text(omar.get(f"/rights/{grant.recording_id}"))


def test_from_the_list_to_a_withdrawal_are_two_steps(omar, session, cast):
    """As many as giving: look at what it means, and say so."""
    (grant,) = recorded(cast.omar.id)
    listed = omar.get("/rights")
    (ask,) = [link for link in links(listed) if link.endswith(f"{grant.recording_id}/withdraw")]
    asked = text(omar.get(ask))
    for told in ("stops at once", "cannot be taken back", "stays yours", "Nobody has a copy"):
        assert told in asked
    done = omar.post(ask, data={"reason": "Not told all."}, follow_redirects=True)
    assert "Withdrawn. It may not be used from now on." in text(done)
    assert state(session) is State.WITHDRAWN


def test_from_sign_in_to_stopping_it_are_four_requests(client, session, cast):
    (grant,) = recorded(cast.omar.id)
    sign_in(client, cast.omar)
    clicks = ["/home", "/rights", f"/rights/{grant.recording_id}/withdraw"]
    for here, there in pairwise(clicks):
        assert there in links(client.get(here))
    client.post(clicks[-1])
    assert state(session) is State.WITHDRAWN


def test_what_is_withdrawn_offers_nothing_more_to_press(omar, cast):
    (grant,) = recorded(cast.omar.id)
    withdraw_recording(grant.recording_id, actor=cast.omar.actor)
    page = omar.get(f"/rights/{grant.recording_id}")
    assert not [link for link in links(page) if link.endswith(("/withdraw", "/narrow", "/pause"))]
    assert "nothing to withdraw" in text(omar.get(f"/rights/{grant.recording_id}/withdraw"))
    assert omar.post(f"/rights/{grant.recording_id}/withdraw").status_code == 409


def test_one_paper_of_two_can_be_withdrawn_alone(omar, session, cast):
    papers, recording = [signed(cast.omar.id), signed(cast.omar.id)], a_recording()
    register(recording, *papers)
    ask = f"/rights/{recording.id}/withdraw?agreement={papers[0].agreement}"
    assert ask in links(omar.get(f"/rights/{recording.id}"))
    assert "other papers goes on" in text(omar.get(ask))
    form = {"agreement": papers[0].agreement}
    omar.post(f"/rights/{recording.id}/withdraw", data=form)
    session.rollback()
    assert sorted(session.scalars(select(Right.state))) == [State.GIVEN, State.WITHDRAWN]


def test_what_others_in_it_answered_is_not_shown(omar, cast):
    (grant, miras) = recorded(cast.omar.id, cast.mira.id)
    withdraw_recording(grant.recording_id, reason="Mine alone.", actor=cast.mira.actor)
    for path in ("/rights", f"/rights/{grant.recording_id}"):
        page = omar.get(path).get_data(as_text=True)
        assert "You allow it" in page
        for hers in ("Mira", "Withdrawn", "Mine alone", str(cast.mira.id), miras.thread):
            assert hers not in page


def test_every_line_of_the_timeline_has_its_proof(omar, cast):
    create_key(settings=settings())
    (grant,) = recorded(cast.omar.id)
    before = omar.get(f"/rights/{grant.recording_id}")
    assert "its proof follows" in text(before)
    keep()
    page = omar.get(f"/rights/{grant.recording_id}")
    assert len([link for link in links(page) if "proof" in link]) == 3
    said = text(page)
    assert "gave consent for this recording" in said
    assert said.index("was accepted") < said.index("was registered") < said.index("gave consent")
    assert "was registered for this recording" in said
    assert "sha256:" not in said


def test_less_is_allowed_by_the_form(omar, session, cast):
    (grant,) = recorded(cast.omar.id)
    path = f"/rights/{grant.recording_id}/narrow"
    assert "Evaluation" in text(omar.get(path))
    form = {"stop": ["evaluation"], "ends_on": "2027-01-31", "excluded": "politics, self_harm"}
    assert "Narrowed" in text(omar.post(path, data=form, follow_redirects=True))
    page = text(omar.get(f"/rights/{grant.recording_id}"))
    assert "review, generative training" in page
    assert "The end of 31 Jan 2027" in page
    assert "Not with subjects: politics, self harm" in page


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Nothing would change"),
        ({"ends_on": "soon"}, "Write a day"),
        ({"ends_on": "2026-03-01"}, "The earliest last day is 2 Mar 2026"),
        ({"excluded": "Politics!"}, "Write words with commas"),
        ({"stop": ["dancing"]}, "Must be one of"),
    ],
)
def test_a_form_that_cannot_be_read_says_why_at_the_field(omar, session, cast, form, said):
    (grant,) = recorded(cast.omar.id)
    answer = omar.post(f"/rights/{grant.recording_id}/narrow", data=form)
    assert (answer.status_code, said in text(answer)) == (422, True)
    assert state(session) is State.GIVEN


def test_a_pause_and_its_end(omar, cast):
    (grant,) = recorded(cast.omar.id)
    path = f"/rights/{grant.recording_id}"
    omar.post(f"{path}/pause", data={"until": "2026-04-01"})
    assert "The pause ends on 1 Apr 2026" in text(omar.get(path))
    again = omar.post(f"{path}/pause", data={"until": "2026-04-01"})
    assert (again.status_code, "on already" in text(again)) == (422, True)
    assert "Resumed" in text(omar.post(f"{path}/resume", follow_redirects=True))
    assert "You allow it" in text(omar.get(path))


def test_the_strike_switch_is_one_button(omar, cast):
    (grant,) = recorded(cast.omar.id)
    on = omar.post("/rights/pauses", data={"cause": "strike"}, follow_redirects=True)
    assert "Turn it off" in text(on)
    assert "Your strike switch is on" in text(omar.get("/rights"))
    assert "Paused" in text(omar.get(f"/rights/{grant.recording_id}"))
    (lift,) = re.findall(r'action="(/rights/pauses/[^"]+/lift)"', on.get_data(as_text=True))
    omar.post(lift)
    assert "You allow it" in text(omar.get(f"/rights/{grant.recording_id}"))


def test_a_pause_for_one_client(omar, cast):
    recorded(cast.omar.id)
    recorded(cast.omar.id, client=RIVALLAB)
    form = {"cause": "own_choice", "client": str(NORTHLAB), "until": "2026-03-09"}
    assert "Northlab" in text(omar.post("/rights/pauses", data=form, follow_redirects=True))
    assert "Paused" in text(omar.get(f"/rights?client={NORTHLAB}&state=paused"))
    assert "No recording of yours is like that" in text(
        omar.get(f"/rights?client={RIVALLAB}&state=paused")
    )
    past = omar.post("/rights/pauses", data={"cause": "own_choice", "until": "2026-03-01"})
    assert past.status_code == 422


def test_a_performer_cannot_pause_for_somebody_elses_cause(omar):
    assert omar.post("/rights/pauses", data={"cause": "dispute"}).status_code == 422


def test_everything_is_withdrawn_after_one_page_that_counts_it(omar, session, cast):
    recorded(cast.omar.id, count=3)
    assert "/rights/withdraw" in links(omar.get("/rights"))
    asked = text(omar.get("/rights/withdraw"))
    assert "3 recordings" in asked
    assert "pause it" in asked
    assert "Withdrawn" in text(omar.post("/rights/withdraw", follow_redirects=True))
    session.rollback()
    assert set(session.scalars(select(Right.state))) == {State.WITHDRAWN}
    assert "nothing to withdraw" in text(omar.get("/rights/withdraw"))


def test_all_for_one_client_can_be_withdrawn(omar, session, cast):
    recorded(cast.omar.id)
    recorded(cast.omar.id, client=RIVALLAB)
    ask = f"/rights/withdraw?client={RIVALLAB}"
    assert ask in links(omar.get(f"/rights?client={RIVALLAB}"))
    assert "One recording" in text(omar.get(ask))
    omar.post("/rights/withdraw", data={"client": str(RIVALLAB)})
    session.rollback()
    living = select(Recording.client_id).join(Right, Right.recording_id == Recording.id)
    left = session.scalars(living.where(Right.state == State.GIVEN)).all()
    assert left == [NORTHLAB]


def test_a_list_of_many_has_pages(omar, cast):
    recorded(cast.omar.id, count=23)
    first = omar.get("/rights")
    assert first.get_data(as_text=True).count('<section class="card stack compact"') == 20
    (older,) = [link for link in links(first) if "after=" in link]
    assert (
        omar.get(older.replace("&amp;", "&")).get_data(as_text=True).count("card stack compact")
        == 3
    )
    assert omar.get("/rights?after=nonsense").status_code == 404


def test_states_sort_the_list(omar, cast):
    allowed, paused, ended = (recorded(cast.omar.id)[0].recording_id for _ in range(3))
    suspend_recording(paused, actor=cast.omar.actor)
    withdraw_recording(ended, actor=cast.omar.actor)
    for shown, wanted in (("allowed", allowed), ("paused", paused), ("ended", ended)):
        page = links(omar.get(f"/rights?state={shown}"))
        found = {each for each in (allowed, paused, ended) if f"/rights/{each}" in page}
        assert found == {wanted}


def test_a_renewal_is_answered_on_the_list(omar, session, cast):
    recorded(cast.omar.id)
    clock.hold(datetime(2029, 2, 1, tzinfo=UTC))
    sign_in(omar, cast.omar)
    run(offer_renewals)
    page = omar.get("/rights")
    assert "€50.00 as you agreed" in text(page)
    (accept,) = re.findall(r'action="(/rights/offers/[^"]+/accept)"', page.get_data(as_text=True))
    assert "Renewed" in text(omar.post(accept, follow_redirects=True))
    assert "ends on 1 Mar 2029" not in text(omar.get("/rights"))
    session.rollback()
    assert session.scalars(select(Right.ends_on)).one() == date(2032, 3, 1)


def test_a_reason_that_is_too_long_comes_back_with_what_was_typed(omar, session, cast):
    (grant,) = recorded(cast.omar.id)
    for path in (f"/rights/{grant.recording_id}/withdraw", "/rights/withdraw"):
        answer = omar.post(path, data={"reason": "x" * 501})
        assert (answer.status_code, "x" * 501 in text(answer)) == (422, True)
    assert state(session) is State.GIVEN


def test_an_ended_recording_says_when_it_was_and_nothing_is_next(omar, cast):
    recorded(cast.omar.id)
    clock.hold(datetime(2029, 3, 2, tzinfo=UTC) + timedelta(days=1))
    sign_in(omar, cast.omar)
    said = text(omar.get("/rights"))
    assert "Expired" in said
    assert "Nothing now" in said


def test_a_pause_of_some_uses_leaves_the_others_on_the_card(omar, cast):
    (grant,) = recorded(cast.omar.id)
    uses = frozenset((Use.GENERATIVE_TRAINING,))
    suspend_recording(grant.recording_id, uses=uses, actor=cast.omar.actor)
    assert "review, evaluation" in text(omar.get("/rights"))
    standing.begin_own_pause(SuspensionCause.STRIKE, actor=cast.omar.actor)
    assert "Nothing now" in text(omar.get("/rights"))


def test_one_use_is_paused_and_resumed_by_page_and_says_what_stops(omar, cast, session):
    (grant,) = recorded(cast.omar.id)
    path = f"/rights/{grant.recording_id}"
    assert f"{path}/pause?use=evaluation" in links(omar.get(path))
    asked = text(omar.get(f"{path}/pause?use=evaluation"))
    assert "Evaluation stops at once, for everybody." in asked
    assert "Everything else goes on: review, generative training." in asked
    paused = text(omar.post(f"{path}/pause", data={"use": "evaluation"}, follow_redirects=True))
    assert "Paused: evaluation." in paused
    assert "review, generative training" in paused
    resumed = omar.post(f"{path}/resume", data={"uses": "evaluation"}, follow_redirects=True)
    assert "review, generative training, evaluation" in text(resumed)


def test_a_use_that_nobody_knows_pauses_nothing(omar, cast, session):
    (grant,) = recorded(cast.omar.id)
    answer = omar.post(f"/rights/{grant.recording_id}/pause", data={"use": "anything"})
    assert answer.status_code == 422
    assert not session.scalars(select(Right.suspended)).one()


def test_before_it_is_accepted_other_uses_are_said_to_wait(omar, cast):
    (grant,) = recorded(cast.omar.id, accepted=False)
    assert "Once the take is accepted" in text(omar.get(f"/rights/{grant.recording_id}"))


def test_rights_and_papers_to_sign_lead_to_each_other_with_their_number(omar, cast):
    assert "Papers to sign:" not in text(omar.get("/rights"))
    papers = ask_all(cast.omar)
    assert f"Papers to sign: {len(papers)} " in text(omar.get("/rights"))
    assert "/sign" in links(omar.get("/rights"))
    assert "/rights" in links(omar.get("/sign"))
    clock.move(timedelta(days=400))
    sign_in(omar, cast.omar)
    assert "Papers to sign:" not in text(omar.get("/rights"))


def test_the_timeline_says_prices_as_amounts_of_money(omar, cast):
    (grant,) = recorded(cast.omar.id, royalty_basis_points=150)
    said = text(omar.get(f"/rights/{grant.recording_id}"))
    assert "Prices of optional uses: generative training 15.00 EUR." in said
    assert "Royalty: 1.50 %." in said
    assert "Renewal costs 50.00 EUR." in said
    assert "minor units" not in said


def test_an_offer_of_renewal_says_which_recordings_it_is_about(omar, cast):
    recorded(cast.omar.id, count=4)
    clock.hold(datetime(2029, 2, 1, tzinfo=UTC))
    sign_in(omar, cast.omar)
    run(offer_renewals)
    said = text(omar.get("/rights"))
    assert "It is about Recording of 2 March 2026 for Northlab" in said
    assert "and one more." in said


def test_files_for_programs_are_folded_away(omar, cast):
    (grant,) = recorded(cast.omar.id)
    page = omar.get(f"/rights/{grant.recording_id}").text
    assert page.index("<summary>For other people") < page.index("ODRL")
