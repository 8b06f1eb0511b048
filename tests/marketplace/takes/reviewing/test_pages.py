"""A take is judged on its page; what is missing is said at its field, and nothing is lost."""

import pytest

from marketplace.takes.appeals.actions import appeal_take, decide_appeal
from marketplace.takes.appeals.models import AppealOutcome
from marketplace.takes.checking.marks import NewSpan, mark_span
from marketplace.takes.checking.models import MarkKind
from marketplace.takes.reviewing.actions import decide_take
from tests.cast import sign_in
from tests.marketplace.takes.checking.checked import check, copy, sent_file, short_take
from tests.marketplace.takes.checking.recorded import voice, wav
from tests.marketplace.takes.played import take, to_judge, track_of
from tests.marketplace.takes.reviewing.opinions import again, bad

NONE = ("-1", "NaN", "1e3", "\u0663")


def test_a_judgement_that_is_not_whole_keeps_what_was_typed(cast, client):
    take_id = to_judge(cast)
    sign_in(client, cast.ben)
    assert f"/judging/{take_id}" in client.get("/judging").text
    answer = client.post(
        f"/judging/{take_id}", data={"verdict": "reject", "overall": "2", "note": "Too loud."}
    )
    assert answer.status_code == 422
    assert 'id="error-code"' in answer.text
    assert "Too loud." in answer.text
    rejection = {"verdict": "reject", "overall": "2", "note": "Too loud.", "code": "technical"}
    client.post(f"/judging/{take_id}", data={**rejection, "first": "0", "last": "2.5"})
    assert take(take_id).state.value == "rejected"
    sign_in(client, cast.omar)
    page = client.get(f"/takes/{take_id}/judgement").text
    assert "Too loud." in page
    assert "0:00.0 to 0:02.5" in page


@pytest.mark.parametrize("price", [*NONE, pytest.param("9" * 5000, id="digits")])
def test_a_price_that_is_none_is_no_price(cast, client, price):
    take_id = to_judge(cast)
    sign_in(client, cast.ben)
    asked = {"verdict": "retake", "overall": "3", "note": "Slower.", "price": price}
    assert client.post(f"/judging/{take_id}", data=asked).status_code in (302, 409)


def test_each_error_says_of_which_beat_and_line_it_is_in_the_order_of_the_page(cast, client):
    take_id = to_judge(cast)
    sign_in(client, cast.ben)
    page = client.post(f"/judging/{take_id}", data={"verdict": "?"}).text
    wanted = ["Beat 1: choose", "Beat 1, in character:", "Overall: choose", "Choose what follows"]
    places = [page.index(each) for each in wanted]
    assert places == sorted(places)


def test_a_take_is_taken_while_a_copy_without_what_was_cut_is_still_being_made(
    cast, client, tmp_path
):
    take_id = short_take(cast)
    for person in (cast.omar, cast.mira):
        sent_file(take_id, person, wav(tmp_path / f"{person.id}.wav", voice(4)))
    check()
    cut = NewSpan(MarkKind.CUT, 500, 900)
    mark_span(take_id, track_of(take_id, cast.omar).id, cut, actor=cast.omar.actor)
    sign_in(client, cast.ben)
    assert client.post(f"/judging/{take_id}/claim").status_code == 302
    page = client.get(f"/judging/{take_id}").text
    assert "is still being made" in page
    assert page.count("data-track ") == 1
    copy()
    client.post(f"/judging/{take_id}/claim")
    page = client.get(f"/judging/{take_id}").text
    assert page.count("data-track ") == 2
    assert "?of=mix" in page


def test_a_take_says_until_when_something_can_be_done_about_it_and_then_no_more(cast, client):
    take_id = to_judge(cast)
    sign_in(client, cast.omar)

    def page():
        return client.get(f"/takes/{take_id}").text

    assert f"/takes/{take_id}/last-look" in page()
    decide_take(take_id, bad(), actor=cast.ben.actor)
    assert "It can be appealed until" in page()
    appeal_take(take_id, "No.", actor=cast.omar.actor)
    assert "If nobody answers, it is accepted: " in page()
    decide_appeal(take_id, AppealOutcome.UPHELD, "So.", actor=cast.remy.actor)
    assert "It is rejected." in page()
    assert "can be appealed" not in page()


def test_a_take_to_be_played_again_says_by_when(cast, client):
    take_id = to_judge(cast)
    decide_take(take_id, again(), actor=cast.ben.actor)
    sign_in(client, cast.mira)
    assert "If that does not come, it is accepted: " in client.get(f"/takes/{take_id}").text
