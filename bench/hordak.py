"""The peer: django-hordak in a database of its own, set up as its documentation says."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from tests.databases.postgresql import USER


def hordak(socket: Path, database: str, accounts: int) -> Callable[[int], None]:
    """Keeps so many transactions of two legs, in one commit."""
    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "mptt", "hordak"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": database,
                "USER": USER,
                "HOST": str(socket),
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        HORDAK_DECIMAL_PLACES=2,
        DEFAULT_CURRENCY="EUR",
        CURRENCIES=["EUR"],
        HORDAK_CURRENCIES=["EUR"],
    )
    django.setup()
    call_command("migrate", verbosity=0)
    from hordak.models import Account, Leg, Transaction  # noqa: PLC0415 - not before setup
    from moneyed import Money  # noqa: PLC0415

    cash = Account.objects.create(name="cash", code="1", type="AS", currencies=["EUR"])
    orders = [
        Account.objects.create(name=f"order {n}", code=str(n + 2), type="LI", currencies=["EUR"])
        for n in range(accounts)
    ]
    amount = Money(1, "EUR")

    def keep(count: int) -> None:
        with transaction.atomic():
            kept = Transaction.objects.bulk_create(
                Transaction(description="bench", date=date(2026, 3, 2)) for _ in range(count)
            )
            Leg.objects.bulk_create(
                leg
                for number, each in enumerate(kept)
                for leg in (
                    Leg(transaction=each, account=cash, debit=amount),
                    Leg(transaction=each, account=orders[number % accounts], credit=amount),
                )
            )

    return keep
