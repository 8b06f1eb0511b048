"""What the contract lets through, and what it does not."""

import json

import pytest

from payouts.stripe_contract.checking import Wrong, answer_faults, object_faults, request_faults
from payouts.stripe_contract.operations import match, parameters

FORM = "application/x-www-form-urlencoded"
TRANSFER = b"amount=4200&currency=usd&destination=acct_1&metadata[payout_id]=p"


def sent(path, body, content_type=FORM):
    return [
        (each.wrong, each.where)
        for each in request_faults("POST", path, body=body, content_type=content_type)
    ]


def test_a_transfer_as_we_send_it_is_right():
    assert sent("/v1/transfers", TRANSFER) == []


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (b"&destinations=acct_1", (Wrong.UNKNOWN, "destinations")),
        (b"&amount=4.5", (Wrong.VALUE, "amount")),
        (b"&expand=balance_transaction", (Wrong.VALUE, "expand")),
    ],
)
def test_what_is_wrong_with_a_transfer_is_named(more, fault):
    assert sent("/v1/transfers", TRANSFER + more) == [fault]


def test_what_is_missing_is_named():
    assert sent("/v1/transfers", b"amount=1&currency=usd") == [(Wrong.MISSING, "destination")]


def test_a_fault_inside_a_list_is_found():
    body = (
        b"mode=payment&line_items[0][quantity]=1&line_items[0][price_data][currency]=usd"
        b"&line_items[0][price_data][product_data][name]=Scenes"
        b"&line_items[0][price_data][unit_amounts]=5"
    )
    fault = (Wrong.UNKNOWN, "line_items[0][price_data][unit_amounts]")
    assert sent("/v1/checkout/sessions", body) == [fault]
    assert sent("/v1/checkout/sessions", body.replace(b"amounts", b"amount")) == []


def test_a_member_that_older_pages_show_is_refused():
    link = {
        "account": "acct_1",
        "use_case": {
            "type": "account_onboarding",
            "account_onboarding": {"refresh_url": "https://a.test/", "configurations": []},
        },
    }
    [(wrong, where)] = sent("/v2/core/account_links", json.dumps(link).encode(), "application/json")
    assert (wrong, where) == (Wrong.UNKNOWN, "use_case[account_onboarding][configurations]")


def test_a_body_of_another_kind_is_refused():
    assert sent("/v1/transfers", b"{}", "application/json") == [(Wrong.CONTENT_TYPE, "")]
    assert sent("/v2/core/accounts", b"{", "application/json") == [(Wrong.VALUE, "")]


def test_an_unknown_address_is_refused():
    assert [each.wrong for each in request_faults("GET", "/v1/teleports")] == [Wrong.ADDRESS]


def test_a_query_is_held_to_it_too():
    assert request_faults("GET", "/v1/transfers", query="limit=3&created[gte]=17") == []
    [fault] = request_faults("GET", "/v1/transfers", query="transfer_groups=a")
    assert str(fault) == "transfer_groups: unknown parameter"


def test_the_plainer_address_wins():
    assert match("GET", "/v1/transfers/tr_1/reversals").operation.path == (
        "/v1/transfers/{id}/reversals"
    )
    assert match("GET", "/v1/balance").operation.path == "/v1/balance"
    assert match("GET", "/v1/transfers/tr_1").named == {"transfer": "tr_1"}


def test_parameters_come_back_as_what_they_are():
    operation = match("POST", "/v1/checkout/sessions").operation
    body = b"mode=payment&line_items[0][quantity]=2&payment_method_types[]=card&metadata[n]=1"
    assert parameters(operation, body=body) == {
        "mode": "payment",
        "line_items": [{"quantity": 2}],
        "payment_method_types": ["card"],
        "metadata": {"n": "1"},
    }


def test_an_answer_that_lost_a_member_is_found():
    listing = {"object": "list", "data": [], "has_more": False, "url": "/v1/transfers"}
    assert answer_faults("GET", "/v1/transfers", 200, listing) == []
    [fault] = answer_faults("GET", "/v1/transfers", 200, {**listing, "has_more": "no"})
    assert fault.where == "has_more"


def test_a_refusal_has_its_own_shape_in_each_generation():
    v1 = {"error": {"type": "invalid_request_error", "message": "No."}}
    assert answer_faults("POST", "/v1/transfers", 400, v1) == []
    [missing] = answer_faults("POST", "/v2/core/accounts", 400, v1)
    assert (missing.wrong, missing.where) == (Wrong.MISSING, "error[code]")
    assert answer_faults("GET", "/v1/teleports", 404, v1) == []


def test_an_object_that_came_by_itself_can_be_judged():
    [first, *_] = object_faults("transfer", {"object": "transfer"})
    assert first.wrong is Wrong.MISSING


def in_parts(*parts):
    line = b"--deadbeef\r\n"
    body = b"".join(line + each + b"\r\n" for each in parts) + b"--deadbeef--\r\n"
    return body, "multipart/form-data; boundary=deadbeef"


PURPOSE = b'Content-Disposition: form-data; name="purpose"\r\n\r\ndispute_evidence'
PAPER = b'Content-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-\r\n-\x00'


def test_a_file_is_sent_in_parts_and_known_by_its_hash():
    body, kind = in_parts(PURPOSE, PAPER)
    assert sent("/v1/files", body, kind) == []
    found = match("POST", "/v1/files")
    read = parameters(found.operation, body=body)
    assert read["purpose"] == "dispute_evidence"
    assert (read["file"]["filename"], read["file"]["size"]) == ("a.pdf", 9)


def test_what_is_wrong_with_a_file_is_named():
    assert sent("/v1/files", *in_parts(PURPOSE)) == [(Wrong.MISSING, "file")]
    assert sent("/v1/files", b"purpose=dispute_evidence") == [(Wrong.CONTENT_TYPE, "")]
    assert sent("/v1/files", b"torn", "multipart/form-data; boundary=x") == [(Wrong.VALUE, "")]
