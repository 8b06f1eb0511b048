"""How often a code may be tried after a right password. A passkey cannot be guessed."""

from datetime import timedelta
from uuid import UUID

from foundation import throttle
from marketplace.accounts.sign_in.known_browsers import KnownBrowser
from marketplace.accounts.sign_in.pace import network

_QUARTER_HOUR = timedelta(minutes=15)


def count_code(account_id: UUID, browser: KnownBrowser) -> None:
    """Strangers who know the password use up their own allowance, never that of a browser
    that signed in to this account before."""
    if browser.knows(account_id):
        throttle.spend(
            bucket=f"factor:browser:{browser.id}:{account_id}", limit=10, per=_QUARTER_HOUR
        )
        return
    throttle.spend(bucket=f"factor:strangers:{account_id}", limit=10, per=timedelta(hours=1))


def count_question() -> None:
    """Each question to a passkey is a row until it is answered or five minutes old."""
    throttle.spend(bucket=f"passkey:address:{network()}", limit=100, per=_QUARTER_HOUR)
