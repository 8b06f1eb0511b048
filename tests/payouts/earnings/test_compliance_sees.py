"""Compliance decides about holds and reductions: it reads what these are about, and no more."""

from datetime import timedelta

import pytest

from foundation.clock import now
from payouts.earnings.hold_models import HoldReason
from payouts.earnings.holding import Why, object_to_hold, place_hold
from tests.cast import sign_in
from tests.payouts.earnings.earned import earned

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def held(cast):
    earning = earned(cast.omar.id, 3_108)[0]
    why = Why(now().date() + timedelta(days=3), "Counted again.")
    return earning, place_hold(earning, HoldReason.POSSIBLE_ERROR, why, actor=cast.fay.actor)


def test_the_case_of_an_objection_leads_to_what_it_is_about(client, cast, held):
    earning, hold = held
    case = object_to_hold(hold, "It was right.", actor=cast.omar.actor)
    sign_in(client, cast.cora)
    assert f'href="/earnings/{earning}"' in client.get(f"/cases/{case}").text
    shown = client.get(f"/earnings/{earning}", follow_redirects=True)
    assert shown.request.path == f"/finance/earnings/{earning}"
    assert "not taken from the performer&#39;s" in shown.text
    assert f"/cases/{case}" in shown.text


def test_what_clients_owe_is_for_those_who_deal_with_their_money(client, cast, held):
    sign_in(client, cast.cora)
    text = client.get("/finance/earnings").text
    assert "Counted again" not in text
    assert "Clients owe us" not in text
    sign_in(client, cast.fay)
    assert "Clients owe us" in client.get("/finance/earnings").text
