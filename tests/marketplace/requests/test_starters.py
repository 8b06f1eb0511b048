"""Common kinds of scenes to begin from: only the days and the papers are left to say."""

import pytest

from foundation.database import db
from marketplace.requests import drafts, queries
from marketplace.requests.checking import against
from marketplace.requests.models import RequestKind
from marketplace.requests.sections import Section
from marketplace.requests.starters import STARTERS
from tests.cast import sign_in
from tests.marketplace.requests.written import request_of

pytestmark = pytest.mark.usefixtures("session")


@pytest.mark.parametrize("name", [each.name for each in STARTERS])
def test_a_starter_leaves_open_only_days_and_what_is_agreed(cast, name):
    request = request_of(drafts.begin_request(RequestKind.SCENES, like=name, actor=cast.ben.actor))
    typed = queries.draft_of(db.session(), request).typed
    missing = against(db.session(), request.client_id, typed, request.kind)[1]
    assert {each.partition(".")[0] for each in missing} <= {Section.WINDOW, Section.USAGE}
    assert "window.first_day" in missing


def test_the_list_offers_them_and_begins_with_one(cast, client):
    sign_in(client, cast.ben)
    assert "Begin from a common scene" in client.get("/requests").text
    answer = client.post("/requests", data={"kind": "scenes", "like": "quarrel"})
    assert "A quarrel and what comes after" in client.get(answer.location).text


def test_an_unknown_one_begins_blank(cast, client):
    sign_in(client, cast.ben)
    answer = client.post("/requests", data={"kind": "scenes", "like": "opera"})
    assert "A quarrel" not in client.get(answer.location).text
