"""Who finds out who somebody is: compliance by hand, or a provider on pages of its own."""

import json
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

import urllib3

from foundation.actors import Actor
from foundation.database import refuse_inside_transaction
from foundation.errors import DomainError
from foundation.settings import Settings
from marketplace.profiles.identity import actions, visits

_PATIENCE = urllib3.Timeout(connect=5, read=10)
_LONGEST_ANSWER = 10_000


class ProviderSilent(DomainError):
    message = "The provider of identity checks does not answer. Try again in a while."


class IdentityProvider(Protocol):
    def begin(self, return_to: str, *, actor: Actor) -> str | None:
        """Where somebody goes on: an address elsewhere, or None where they wait here."""


class ByHand:
    """Compliance meets them in a call."""

    def begin(self, return_to: str, *, actor: Actor) -> str | None:
        actions.ask_for_check(actor=actor)
        return None


@dataclass(frozen=True, slots=True)
class Hosted:
    """Told a number for the visit and where to send people back to; never who they are."""

    address: str
    secret: str

    def begin(self, return_to: str, *, actor: Actor) -> str | None:
        visit_id = visits.begin_visit(self.address, actor=actor)
        asked = {"state": visit_id.hex, "return_to": return_to}
        reference, goes_on = self._call(json.dumps(asked).encode())
        visits.name_visit(visit_id, reference)
        return goes_on

    def _call(self, body: bytes) -> tuple[str, str]:
        refuse_inside_transaction()
        headers = {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json"}
        try:
            answer = urllib3.request(
                "POST",
                f"{self.address}/visits",
                body=body,
                headers=headers,
                timeout=_PATIENCE,
                retries=False,
                redirect=False,
                preload_content=False,
            )
            said = json.loads(answer.read(_LONGEST_ANSWER))
            reference, goes_on = str(said["reference"]), str(said["address"])
        except (urllib3.exceptions.HTTPError, ValueError, KeyError, TypeError):
            raise ProviderSilent from None
        if answer.status != 201 or not self._is_theirs(goes_on):
            raise ProviderSilent
        return reference, goes_on

    def _is_theirs(self, address: str) -> bool:
        """Nobody is sent on to an address of somebody else's."""
        ours, given = urlsplit(self.address), urlsplit(address)
        return (ours.scheme, ours.netloc) == (given.scheme, given.netloc)


def provider_of(settings: Settings, *, by_hand: bool = False) -> IdentityProvider:
    """Nobody has to show their face to a machine: a person of ours can be asked for instead."""
    if settings.identity_url and not by_hand:
        return Hosted(settings.identity_url, settings.identity_secret)
    return ByHand()
