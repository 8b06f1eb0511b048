"""Demo evidence and an audit sample: made, failed and gone, so that their pages show each state."""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select

from consent.console.bundles.models import Bundle, BundleState, Scope
from consent.console.samples.models import Sample
from consent.ledger.signing import newest_row
from consent.recordings.models import Recording
from foundation import hooks
from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize

_FAILED = "What is private in it could not be unsealed. Ask for it without what is private."


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start made stays as it is."""
    session = db.session()
    known = session.scalar(select(Bundle.id).limit(1))
    people = sorted(hooks.people_called(session, "cora@demo.example"))
    client = session.scalar(select(Recording.client_id).order_by(Recording.id).limit(1))
    session.rollback()
    if known is None and people and client:
        with transaction() as writing:
            for state, said, days in (
                (BundleState.ASKED, "", 0),
                (BundleState.FAILED, _FAILED, 1),
                (BundleState.GONE, "", 9),
            ):
                writing.add(
                    Bundle(
                        scope=Scope.CLIENT,
                        subject_id=client,
                        from_on=None,
                        to_on=None,
                        opened=state is not BundleState.ASKED,
                        asked_by=people[0],
                        asked_as="compliance",
                        asked_at=now() - timedelta(days=days),
                        state=state,
                        said=said,
                    )
                )
            newest = newest_row(writing)
            writing.add(
                Sample(
                    purpose="A first look at random",
                    wanted=5,
                    asked_by=people[0],
                    after_checkpoint=newest.number if newest else 0,
                )
            )
    return ()
