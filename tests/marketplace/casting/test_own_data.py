"""A person's own copy holds their applications and engagements, and nobody else's."""

import pytest

from foundation import hooks
from foundation.database import db
from tests.marketplace.market import engaged, posted

pytestmark = pytest.mark.usefixtures("session")


def test_an_engagement_is_in_the_copy_of_whom_it_is_with_its_frozen_terms(cast):
    engaged(posted(cast.ben, cast.cora), "rosa", cast.omar)
    copy = hooks.exports(db.session(), cast.omar.id)
    assert copy["applications"][0]["state"] == "engaged"
    assert copy["engagements"][0]["terms"]["pay"]["hourly_minor"] == 6000
    assert hooks.exports(db.session(), cast.mira.id)["engagements"] == []
