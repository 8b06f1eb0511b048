"""A name in letters that no font of ours has keeps no delivery waiting."""

import pytest

from marketplace.deliveries.describing.bundle import Party
from marketplace.deliveries.describing.data_card import data_card
from tests.marketplace.deliveries.describing.made import delivery

NAMES = {
    "japanese": "\u6012\u308a\u304b\u3089\u5b89\u5835\u3078\u3001\u59c9\u59b9\u306e\u4f1a\u8a71"
    "\u96c6\u3002\u53ce\u9332\u306f\u4e8c\u5341\u6642\u9593\u3067\u3059",
    "georgian": "".join(map(chr, range(0x10D0, 0x10F1))),
    "faces": "".join(map(chr, range(0x1F600, 0x1F630))),
}


@pytest.mark.parametrize("letters", sorted(NAMES))
def test_a_data_card_is_printed_whatever_the_name_is(letters, tmp_path):
    bundle = delivery(
        tmp_path, dataset=Party(id=delivery(tmp_path).dataset.id, name=NAMES[letters])
    )
    page, document = data_card(bundle)
    assert NAMES[letters] in page.body.decode()
    assert document.body.startswith(b"%PDF")
