"""Why money came back, said to whom it belongs."""

import pytest

from payouts.stripe_gateway.bank_payouts import read
from payouts.transfers.wording import why


def failed(code, sentence):
    return read(
        {
            "id": "po_1",
            "object": "payout",
            "amount": 100,
            "currency": "eur",
            "status": "failed",
            "arrival_date": 0,
            "created": 0,
            "destination": "ba_1",
            "failure_code": code,
            "failure_message": sentence,
            "metadata": {},
        }
    )


@pytest.mark.parametrize(
    ("code", "sentence", "said"),
    [
        ("account_closed", "The bank account has been closed", "The bank account is closed."),
        ("no_account", None, "Your bank knows no account with the number that Stripe has."),
        ("of_next_year", "Stripe's own sentence.", "Stripe's own sentence."),
        ("of_next_year", None, "Your bank did not take it, and did not say why."),
        (None, None, "Your bank did not take it, and did not say why."),
    ],
)
def test_a_code_is_plain_words_and_an_unknown_one_is_stripes_sentence(code, sentence, said):
    assert why(failed(code, sentence)) == said
