"""Changing how one is called and how times are shown."""

from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction
from marketplace.accounts.models import Account


def change_preferences(name: str, zone: str, locale: str, *, actor: Actor) -> None:
    """The audit keeps what was changed, not to what: a name is personal."""
    wanted = {"name": name.strip(), "zone": zone, "locale": locale}
    with transaction() as session:
        account = session.get_one(Account, actor.id)
        differs = {field for field, value in wanted.items() if getattr(account, field) != value}
        for field in differs:
            setattr(account, field, wanted[field])
        if differs:
            audit.record(session, actor, "account.changed", actor.id, fields=sorted(differs))
