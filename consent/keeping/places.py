"""Where the settings say that keys and the newest checkpoint are."""

from functools import lru_cache
from pathlib import Path

from consent.ledger import key_ring
from consent.ledger.keys import SigningKey
from consent.ledger.policies import BadPolicy, Policy
from consent.ledger.second_place import SecondPlace, open_place
from foundation.settings import Settings


def origin(settings: Settings) -> str:
    """The name that the log starts under; later ones are on record with their keys."""
    return settings.ledger_origin or f"{settings.hostname}/ledger/1"


def key_file(settings: Settings) -> Path:
    return settings.var / "ledger-key"


def keys(settings: Settings) -> tuple[SigningKey, ...]:
    return key_ring.read(settings.ledger_key, key_file(settings))


def second_place(settings: Settings) -> SecondPlace:
    return _opened(settings.ledger_second_place, settings.var / "ledger-checkpoint")


def policy(settings: Settings) -> Policy | None:
    """Which witnesses are asked, and how many must have signed. Read again when it changes."""
    if not settings.ledger_policy:
        return None
    path = Path(settings.ledger_policy)
    return _policy(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _policy(path: Path, _changed_ns: int) -> Policy:
    try:
        return Policy.parse(path.read_text("utf-8"))
    except UnicodeDecodeError as why:
        raise BadPolicy(f"{path} is no text: {why.reason}") from why


@lru_cache(maxsize=8)
def _opened(where: str, default: Path) -> SecondPlace:
    return open_place(where, default)
