"""Names of models as somebody types them who would rather not be read."""

import pytest

from consent.licences.reports.errors import ModelNotNamed
from consent.licences.reports.models import UseReport
from foundation.database import db
from tests.marketplace.deliveries.reporting.reported import report, training

pytestmark = pytest.mark.usefixtures("session")


@pytest.mark.parametrize("name", ["\u200b", "…", "\u202e"], ids=["unseen", "dots", "turned"])
def test_a_model_without_a_letter_is_not_named(cast, over, delivery, name):
    with pytest.raises(ModelNotNamed):
        report(over, training(delivery.id, name), actor=cast.ada.actor)


def test_other_models_are_kept_as_the_ledger_says_them(cast, over, delivery):
    names = ("\u202eJudge\n1", "\u200b", "Judge 2")
    made = report(over, training(delivery.id), actor=cast.ada.actor, models=names)
    db.session.rollback()
    assert db.session().get_one(UseReport, made).models == ["Judge 1", "Judge 2"]
