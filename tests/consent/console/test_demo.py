"""The demo shows evidence in each state and a sample; a second start adds nothing."""

from sqlalchemy import func, select

from consent.console.bundles.models import Bundle, BundleState
from consent.console.samples.models import Sample
from foundation import demo
from foundation.database import db
from foundation.hooks import DemoSize
from foundation.web import settings

SMALL = DemoSize(performers=0, recordings=0, seed=1)


def states():
    db.session.rollback()
    session = db.session()
    samples = session.scalar(select(func.count()).select_from(Sample))
    return sorted(session.scalars(select(Bundle.state))), samples


def test_evidence_waits_failed_and_is_gone_and_a_second_start_adds_none(app):
    demo.load(settings(), SMALL)
    first = [BundleState.ASKED, BundleState.FAILED, BundleState.GONE], 1
    assert states() == first
    demo.load(settings(), SMALL)
    assert states() == first
