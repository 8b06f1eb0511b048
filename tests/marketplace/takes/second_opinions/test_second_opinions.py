"""A sample is judged twice: blind, by somebody else, and nothing of it changes pay."""

from datetime import timedelta
from uuid import uuid4

import pytest

from foundation.clock import move
from foundation.database import db
from marketplace.takes.appeals.actions import appeal_take, decide_appeal
from marketplace.takes.appeals.models import AppealOutcome
from marketplace.takes.errors import TakeNotFound
from marketplace.takes.models import TakeState
from marketplace.takes.reviewing import queries as reviewing
from marketplace.takes.reviewing import sampling
from marketplace.takes.reviewing.actions import decide_take
from marketplace.takes.reviewing.delegating import delegate
from marketplace.takes.reviewing.errors import ScoresMissing
from marketplace.takes.second_opinions import queries
from marketplace.takes.second_opinions.actions import give_second_opinion, set_share
from marketplace.takes.second_opinions.agreement import agreement
from tests.cast import sign_in
from tests.marketplace.takes.played import earned, take, to_judge
from tests.marketplace.takes.reviewing.opinions import bad, good
from tests.marketplace.takes.reviewing.test_judging import request_of

pytestmark = pytest.mark.usefixtures("session")


def judged(cast, opinion=None, share=100):
    """By the client; our reviewer is let judge too."""
    take_id = to_judge(cast)
    set_share(request_of(take_id), share, actor=cast.ben.actor)
    delegate(request_of(take_id), cast.remy.id, actor=cast.ben.actor)
    decide_take(take_id, opinion or good(take_id), actor=cast.ben.actor)
    return take_id


def wanted(cast):
    found = queries.wanted_page(db.session(), cast.remy.actor, after=None, limit=50)
    return [each.take_id for each in found.items]


def test_a_second_opinion_decides_and_pays_nothing(cast):
    take_id = judged(cast, bad())
    assert wanted(cast) == [take_id]
    give_second_opinion(take_id, good(take_id), actor=cast.remy.actor)
    assert (take(take_id).state, earned("take")) == (TakeState.REJECTED, [])
    assert [each.review.reviewer_id for each in reviewing.said_of(db.session(), take_id)] == [
        cast.ben.id
    ]
    assert wanted(cast) == []


def test_until_it_is_given_the_first_is_nowhere_to_be_read(cast, client):
    take_id = judged(cast, bad())
    sign_in(client, cast.remy)
    for path in (f"/judging/{take_id}", f"/takes/{take_id}/judgement", f"/takes/{take_id}"):
        assert client.get(path).status_code == 404
    assert "rejected" not in client.get(f"/takes/{take_id}/check").text
    page = client.get(f"/judging/second/{take_id}").text
    assert "hum" not in page
    assert "rejected" not in page
    give_second_opinion(take_id, good(take_id), actor=cast.remy.actor)
    assert "Only hum is heard." in client.get(f"/takes/{take_id}/judgement").text


def test_a_way_to_the_first_would_be_found(cast, client, monkeypatch):
    """The planted fault."""
    monkeypatch.setattr(sampling, "wanted_of", lambda *_: None)
    take_id = judged(cast, bad())
    sign_in(client, cast.remy)
    assert client.get(f"/takes/{take_id}/judgement").status_code == 200


@pytest.mark.parametrize("name", ["ben", "ada", "omar", "rolf", "cora", "cleo"])
def test_nobody_else_is_asked(cast, name):
    take_id = judged(cast)
    with pytest.raises(TakeNotFound):
        give_second_opinion(take_id, good(take_id), actor=getattr(cast, name).actor)


def test_who_gave_the_first_does_not_give_the_second(cast):
    take_id = to_judge(cast)
    set_share(request_of(take_id), 100, actor=cast.ben.actor)
    delegate(request_of(take_id), cast.remy.id, actor=cast.ben.actor)
    decide_take(take_id, good(take_id), actor=cast.remy.actor)
    assert wanted(cast) == []
    with pytest.raises(TakeNotFound):
        give_second_opinion(take_id, good(take_id), actor=cast.remy.actor)


def test_after_an_appeal_nobody_is_blind(cast):
    """Whoever answered it has read the first."""
    take_id = judged(cast, bad())
    appeal_take(take_id, "It belongs there.", actor=cast.omar.actor)
    decide_appeal(take_id, AppealOutcome.UPHELD, "It hides the words.", actor=cast.remy.actor)
    assert wanted(cast) == []
    with pytest.raises(TakeNotFound):
        give_second_opinion(take_id, good(take_id), actor=cast.remy.actor)


def test_it_is_given_once_and_in_time_and_whole(cast):
    take_id = judged(cast)
    with pytest.raises(ScoresMissing):
        give_second_opinion(take_id, good(take_id, beats=()), actor=cast.remy.actor)
    move(timedelta(days=7))
    assert wanted(cast) == []
    with pytest.raises(TakeNotFound):
        give_second_opinion(take_id, good(take_id), actor=cast.remy.actor)


def test_where_no_share_is_wanted_nobody_is_asked(cast):
    judged(cast, share=0)
    assert wanted(cast) == []


@pytest.mark.parametrize("said", ["101", "-1", "ten", ""])
def test_a_share_that_is_none_is_said_at_its_field(cast, client, said):
    request_id = request_of(to_judge(cast))
    sign_in(client, cast.ben)
    answer = client.post(f"/requests/{request_id}/judges/share", data={"hundredths": said})
    assert answer.status_code == 422
    assert 'id="error-hundredths"' in answer.text
    assert f'value="{said}"' in answer.text
    assert sampling.share_of(db.session(), request_id) == sampling.USUAL_HUNDREDTHS


def test_the_sample_follows_from_the_take_and_grows_with_the_share():
    ids = [uuid4() for _ in range(4000)]
    tenth = {each for each in ids if sampling.is_sampled(each, 10)}
    assert 280 < len(tenth) < 520
    assert tenth == {each for each in ids if sampling.is_sampled(each, 10)}
    assert tenth < {each for each in ids if sampling.is_sampled(each, 40)}
    assert sampling.is_sampled(ids[0], 100)
    assert not sampling.is_sampled(ids[0], 0)


def test_each_sees_their_own_agreement_owner_and_compliance_everybodys(cast):
    take_id = judged(cast)
    give_second_opinion(take_id, good(take_id), actor=cast.remy.actor)
    seen = {
        name: {each.reviewer_id for each in agreement(db.session(), getattr(cast, name).actor)}
        for name in ("remy", "ben", "ada", "cora", "otto")
    }
    both = {cast.ben.id, cast.remy.id}
    assert seen == {
        "remy": {cast.remy.id},
        "ben": {cast.ben.id},
        "ada": both,
        "cora": both,
        "otto": set(),
    }
