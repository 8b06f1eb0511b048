"""The contract that is kept is what the installed SDK says."""

import copy
import json
import re

import pytest

from payouts.stripe_contract.deriving import NotInTheSdk, derived
from payouts.stripe_contract.differences import differences
from payouts.stripe_contract.document import KEPT, contract, spelled
from payouts.stripe_contract.sdk_source import SdkSource


@pytest.fixture(scope="module")
def sdk():
    return SdkSource.installed()


@pytest.fixture(scope="module")
def made(sdk):
    return derived(sdk)


def test_the_kept_contract_is_what_the_installed_sdk_says(made):
    changed = differences(contract(), made)
    assert not changed, "\n".join(["python -m payouts.stripe_contract writes it again", *changed])


def test_it_is_written_in_one_spelling(made):
    assert spelled(made) == KEPT.read_text()
    assert json.loads(spelled(made)) == made


def test_it_names_the_version_that_the_sdk_asks_for(made, sdk):
    assert made["info"]["version"] == sdk.api_version


def test_every_reference_leads_to_an_object(made):
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(made)))
    assert named <= made["components"]["schemas"].keys()
    assert "transfer_reversal" in named


def test_a_parameter_that_got_another_name_is_told_by_its_way():
    old, new = contract(), copy.deepcopy(contract())
    body = new["paths"]["/v1/transfers"]["post"]["requestBody"]["content"]
    sent = body["application/x-www-form-urlencoded"]["schema"]["properties"]
    sent["to"] = sent.pop("destination")
    way = "/v1/transfers post requestBody content application/x-www-form-urlencoded schema"
    assert differences(old, new) == [
        f"{way} properties destination: gone",
        f"{way} properties to: new",
    ]


def test_an_operation_that_is_gone_from_the_sdk_stops_the_making(sdk, monkeypatch):
    wanted = frozenset({("post", "/v1/teleports")})
    monkeypatch.setattr("payouts.stripe_contract.deriving.OPERATIONS", wanted)
    with pytest.raises(NotInTheSdk, match="teleports"):
        derived(sdk)
