"""Who is signed in, as the shell shows them."""

from typing import cast

from flask_login import current_user

from foundation import notices
from foundation.database import db
from foundation.formats import Reader
from foundation.shell import Hat, Person, Shell
from marketplace.accounts import signed_in
from marketplace.accounts.roles import LABELS


def who_is_here() -> Person | None:
    if not current_user.is_authenticated:
        return None
    here = cast(signed_in.SignedIn, current_user)
    return Person(
        name=here.name,
        role=here.hat.role if here.hat else "nobody",
        waiting=notices.unread(db.session(), here.account_id),
        hats=tuple(
            Hat(LABELS[hat.role], Shell.url("acting.choose", grant_id=hat.id), hat == here.hat)
            for hat in here.hats
        ),
    )


def who_reads() -> Reader | None:
    if not current_user.is_authenticated:
        return None
    here = cast(signed_in.SignedIn, current_user)
    return Reader(zone=here.zone, locale=here.locale)
