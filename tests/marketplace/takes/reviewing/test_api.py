"""Judging and appealing by token: the same as on the pages, by the same rules."""

from marketplace.takes.models import TakeState
from marketplace.takes.reviewing.rubric import Line
from tests.api.asking import Program
from tests.marketplace.accounts.phones import set_up_phone
from tests.marketplace.takes.played import earned, take, to_judge

PATH = "/api/v1/judging"
BEAT = {"perceived": "anger"} | {line.value: 4 for line in Line}
REJECTED = {"verdict": "reject", "overall": 1, "code": "technical", "note": "Only hum is heard."}


def test_a_take_is_claimed_and_accepted_with_every_beat_scored(app, cast):
    take_id = to_judge(cast)
    ben = Program(app, cast.ben)
    assert [each["take_id"] for each in ben.get(PATH).json["items"]] == [str(take_id)]
    claimed = ben.post(f"{PATH}/{take_id}/claim", {}).json
    assert claimed["claimed_by"] == str(cast.ben.id)
    opinion = {"verdict": "accept", "overall": 4, "beats": [BEAT] * len(claimed["beats"])}
    assert ben.post(f"{PATH}/{take_id}", {**opinion, "beats": [BEAT]}).status_code == 422
    assert ben.post(f"{PATH}/{take_id}", opinion).json["state"] == "accepted"
    assert len(earned("take")) == 2
    assert ben.get(PATH).json["items"] == []


def test_a_rejection_is_appealed_answered_and_counted(app, cast):
    take_id = to_judge(cast)
    set_up_phone(cast.remy)
    ben, omar, remy = (Program(app, each) for each in (cast.ben, cast.omar, cast.remy))
    assert ben.post(f"{PATH}/{take_id}", REJECTED).status_code == 422
    ben.post(f"{PATH}/{take_id}", {**REJECTED, "first_ms": 0, "last_ms": 900})
    appealed = omar.post(f"/api/v1/takes/{take_id}/appeal", {"note": "It belongs there."})
    assert appealed.json["appeal"]["outcome"] is None
    assert [each["take_id"] for each in remy.get(f"{PATH}/appeals").json["items"]] == [str(take_id)]
    answer = {"outcome": "overturned", "note": "It does."}
    assert remy.post(f"/api/v1/takes/{take_id}/appeal/answer", answer).status_code == 201
    assert take(take_id).state is TakeState.ACCEPTED
    path = f"/api/v1/clients/{cast.ben.actor.on_behalf_of}/overturns"
    assert omar.get(path).json == {"decided": 1, "overturned": 1, "hundredths": 100}
    said = omar.get(f"/api/v1/takes/{take_id}/judgement").json
    assert [each["note"] for each in said["reviews"]] == ["Only hum is heard."]
