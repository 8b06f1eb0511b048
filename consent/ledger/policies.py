"""C2SP tlog-policy: which log and witnesses somebody trusts, and how many must have seen."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from consent.ledger.keys import BadKey, Kind, VerifierKey

_NONE = "none"


class BadPolicy(ValueError):
    """A policy that cannot be read; the message names the line."""


@dataclass(frozen=True, slots=True)
class Group:
    needed: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    logs: tuple[VerifierKey, ...]
    witnesses: dict[str, VerifierKey]
    groups: dict[str, Group]
    quorum: str = _NONE
    addresses: dict[str, str] = field(default_factory=dict)
    """Where a witness is asked for its signature, by name: its submission prefix."""

    @classmethod
    def parse(cls, text: str) -> "Policy":
        reader = _Reader()
        for number, line in enumerate(text.split("\n"), 1):
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            try:
                reader.read(words)
            except (BadKey, BadPolicy, ValueError) as why:
                raise BadPolicy(f"line {number}: {why}") from None
        return reader.policy()

    def is_met_by(self, signers: Collection[VerifierKey]) -> bool:
        """Whether enough witnesses are among those who signed."""
        return self._counts(self.quorum, signers)

    def _counts(self, name: str, signers: Collection[VerifierKey]) -> bool:
        if name == _NONE:
            return True
        if name in self.witnesses:
            return self.witnesses[name] in signers
        group = self.groups[name]
        return sum(self._counts(member, signers) for member in group.members) >= group.needed

    def __str__(self) -> str:
        lines = [f"log {key}" for key in self.logs]
        lines += [
            " ".join(("witness", name, str(key), *filter(None, [self.addresses.get(name)])))
            for name, key in self.witnesses.items()
        ]
        lines += [
            f"group {name} {group.needed} {' '.join(group.members)}"
            for name, group in self.groups.items()
        ]
        return "\n".join((*lines, f"quorum {self.quorum}")) + "\n"


class _Reader:
    def __init__(self) -> None:
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, VerifierKey] = {}
        self.groups: dict[str, Group] = {}
        self.addresses: dict[str, str] = {}
        self.quorum: str | None = None
        self._grouped: set[str] = set()

    def read(self, words: list[str]) -> None:
        match words:
            case ["log", key] | ["log", key, _]:
                self.logs.append(self._new(_key(key, Kind.LOG), self.logs))
            case ["witness", name, key, *address] if len(address) <= 1:
                self._refuse_known(name)
                witness = _key(key, Kind.WITNESS)
                self.witnesses[name] = self._new(witness, self.witnesses.values())
                if address:
                    self.addresses[name] = address[0]
            case ["group", name, needed, *members] if members:
                self._refuse_known(name)
                self.groups[name] = Group(_needed(needed, len(members)), self._members(members))
            case ["quorum", name]:
                if self.quorum is not None:
                    raise BadPolicy("there is a quorum already")
                self.quorum = _NONE if name == _NONE else self._known([name])[0]
            case _:
                raise BadPolicy("that is no line of a policy")

    def policy(self) -> Policy:
        if not self.logs:
            raise BadPolicy("a policy names at least one log")
        if self.quorum is None:
            raise BadPolicy("a policy names its quorum, be it none")
        return Policy(tuple(self.logs), self.witnesses, self.groups, self.quorum, self.addresses)

    def _refuse_known(self, name: str) -> None:
        if name == _NONE or name in self.witnesses or name in self.groups:
            raise BadPolicy(f"{name} is taken")

    def _new(self, key: VerifierKey, others: Iterable[VerifierKey]) -> VerifierKey:
        """One key under two names would count twice."""
        if any(other.public == key.public for other in others):
            raise BadPolicy(f"the key of {key.name} stands there already")
        return key

    def _known(self, names: list[str]) -> tuple[str, ...]:
        for name in names:
            if name not in self.witnesses and name not in self.groups:
                raise BadPolicy(f"{name} has not been named before")
        return tuple(names)

    def _members(self, names: list[str]) -> tuple[str, ...]:
        """Nobody stands in two groups, or twice in one: each counts towards a quorum once."""
        for name in self._known(names):
            if name in self._grouped:
                raise BadPolicy(f"{name} is in a group already")
            self._grouped.add(name)
        return tuple(names)


def _key(text: str, kind: Kind) -> VerifierKey:
    key = VerifierKey.parse(text)
    if key.kind is not kind:
        raise BadPolicy(f"{key.name} is not the key of a {kind.name.lower()}")
    return key


def _needed(word: str, members: int) -> int:
    needed = {"any": 1, "all": members}.get(word)
    if needed is None:
        if not (word.isascii() and word.isdecimal()):
            raise BadPolicy("a group needs any, all or a number of its members")
        needed = int(word)
    if not 1 <= needed <= members:
        raise BadPolicy(f"a group of {members} cannot need {needed}")
    return needed
