"""Asking for a bundle, and taking the file away. Both are put on record."""

from datetime import date
from uuid import UUID

from consent.console.bundles import choosing
from consent.console.bundles.errors import BundleNotFound, NothingInIt, NotMade, NotOver, TooLarge
from consent.console.bundles.models import Bundle, BundleState, Scope
from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction

MOST_ENTRIES = 20_000
"""What is packed is held in memory, some kilobytes for each."""


def ask_for_bundle(
    scope: Scope,
    subject_id: UUID | None = None,
    *,
    period: tuple[date, date] | None = None,
    opened: bool = True,
    actor: Actor,
) -> UUID:
    """Refused at once where there is nothing to pack, or too much."""
    with transaction() as session:
        actor.require_power(Power.READ_RIGHTS)
        bundle = Bundle(
            scope=scope,
            subject_id=subject_id,
            from_on=period[0] if period else None,
            to_on=period[1] if period else None,
            opened=opened,
            asked_by=actor.id,
            asked_as=actor.role,
        )
        threads = choosing.threads_of(session, bundle)
        entries = choosing.entries_in(session, threads)
        if not entries:
            raise NothingInIt
        if entries > MOST_ENTRIES:
            raise TooLarge(entries, MOST_ENTRIES)
        bundle.threads, bundle.entries = len(threads), entries
        session.add(bundle)
        session.flush()
        audit.record(session, actor, "bundle.asked", bundle.id, scope=scope.value, opened=opened)
        return bundle.id


def ask_again(bundle_id: UUID, *, actor: Actor) -> None:
    """Of one that could not be made, or whose file was deleted: it is made of what there is now."""
    with transaction() as session:
        actor.require_power(Power.READ_RIGHTS)
        bundle = session.get(Bundle, bundle_id, with_for_update=True)
        if bundle is None:
            raise BundleNotFound
        if bundle.state not in (BundleState.FAILED, BundleState.GONE):
            raise NotOver
        bundle.state, bundle.said, bundle.asked_at = BundleState.ASKED, "", now()
        bundle.packed = bundle.try_after = None
        bundle.asked_by, bundle.asked_as = actor.id, actor.role
        audit.record(session, actor, "bundle.asked", bundle.id, again=True)


def take_bundle(bundle_id: UUID, *, actor: Actor) -> str:
    """The key under which its file is kept."""
    with transaction() as session:
        actor.require_power(Power.READ_RIGHTS)
        bundle = session.get(Bundle, bundle_id)
        if bundle is None:
            raise BundleNotFound
        if bundle.state is not BundleState.MADE:
            raise NotMade
        audit.record(session, actor, "bundle.taken", bundle.id, sha256=bundle.sha256)
        return bundle.storage_key
