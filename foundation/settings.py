"""Everything that differs between machines. Nothing else reads the environment."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

PREFIX = "FAIRTAKE_"
_OUTSIDE_NAMES = {"database_url": "DATABASE_URL"}


class BadSetting(Exception):
    """Stops the start; the sentence names the variable."""


def _text(value: str) -> str:
    return value


def _count(value: str) -> int:
    if not (value.isascii() and value.isdecimal()):
        raise ValueError("must be a whole number")
    return int(value)


def _choice(*allowed: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return value

    return parse


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("must look like https://fairtake.example.org")
    return value.rstrip("/")


def _database(value: str) -> str:
    if value.startswith("postgres://"):
        value = "postgresql://" + value.removeprefix("postgres://")
    if not value.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:")):
        raise ValueError("must be sqlite:///… or postgresql://…")
    return value


def setting(default: Any, means: str, parse: Callable[[str], Any] = _text) -> Any:
    """A field that knows how it is read and what the README says of it."""
    return field(default=default, metadata={"means": means, "parse": parse})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    mode: str = setting(
        "development",
        "`development` or `production`. Development serves loopback only and captures mail.",
        _choice("development", "production"),
    )
    url: str = setting(
        "http://127.0.0.1:5000",
        "Public address, scheme and host; links and passkeys use it.",
        _web_address,
    )
    var: Path = setting(Path("var"), "Folder for what the application keeps on this machine.", Path)
    database_url: str = setting(
        "", "Default: SQLite in the var folder. Or postgresql://…", _database
    )
    secret_key: str = setting(
        "", "Signs cookies and links; 32 characters or more. Development makes its own."
    )
    master_key: str = setting(
        "", "Wraps the keys of personal data; 64 hexadecimal digits. Development makes its own."
    )
    smtp_url: str = setting(
        "", "smtp://user:password@host:587 or smtps://… Empty: mail is captured."
    )
    mail_from: str = setting("Fairtake <no-reply@localhost>", "Sender of every mail.")
    storage: str = setting("local", "`local` (in the var folder) or s3://bucket/prefix.")
    s3_endpoint: str = setting("", "Address of an S3-compatible store; empty: the provider's own.")
    s3_region: str = setting("us-east-1", "Region of the bucket.")
    s3_key_id: str = setting("", "Access key id; empty: boto3's own search.")
    s3_secret: str = setting("", "Secret access key.")
    proxies: int = setting(
        0, "How many trusted proxies stand in front; their X-Forwarded-For is believed.", _count
    )
    upload_limit_mb: int = setting(4096, "Largest upload, in MiB.", _count)
    metrics_token: str = setting("", "Bearer token for /metrics; empty: loopback only.")
    log_level: str = setting(
        "info",
        "`debug`, `info`, `warning` or `error`.",
        _choice("debug", "info", "warning", "error"),
    )
    backup_dir: str = setting("", "Where backups are kept; the doctor looks for a fresh one here.")

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """An unknown FAIRTAKE_ name or a bad value stops the start, by name."""
        by_name = {variable(each): each for each in fields(cls)}
        for name in environment:
            if name.startswith(PREFIX) and name not in by_name:
                raise BadSetting(f"{name} is not a setting of Fairtake. Is it misspelt?")
        given = {
            each.name: _parsed(name, each, environment[name])
            for name, each in by_name.items()
            if environment.get(name)
        }
        return cls(**given).completed()

    def completed(self) -> "Settings":
        """Development fills what it may: a database, and keys that stay the same over restarts."""
        found: dict[str, Any] = {}
        if not self.database_url:
            found["database_url"] = f"sqlite:///{(self.var / 'fairtake.sqlite').absolute()}"
        if not self.production:
            for name in ("secret_key", "master_key"):
                if not getattr(self, name):
                    found[name] = _kept_key(self.var / name.replace("_", "-"))
        complete = replace(self, **found)
        complete.refuse_nonsense()
        return complete

    def refuse_nonsense(self) -> None:
        if len(self.secret_key) < 32:
            raise BadSetting(f"{PREFIX}SECRET_KEY must be set, with 32 characters or more.")
        try:
            long_enough = len(bytes.fromhex(self.master_key)) == 32
        except ValueError:
            long_enough = False
        if not long_enough:
            raise BadSetting(f"{PREFIX}MASTER_KEY must be set, with 64 hexadecimal digits.")

    @property
    def production(self) -> bool:
        return self.mode == "production"

    @property
    def https(self) -> bool:
        return self.url.startswith("https://")

    @property
    def hostname(self) -> str:
        return urlsplit(self.url).hostname or ""


def variable(each: "Field[Any]") -> str:
    return _OUTSIDE_NAMES.get(each.name, PREFIX + each.name.upper())


def _parsed(name: str, each: "Field[Any]", value: str) -> Any:
    try:
        return each.metadata["parse"](value)
    except ValueError as why:
        raise BadSetting(f"{name} {why}; it is {value!r}.") from None


def _kept_key(path: Path) -> str:
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
        return path.read_text()
