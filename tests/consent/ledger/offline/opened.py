"""The Python verifier as a module, so that a test may ask it many things quickly."""

import importlib.util
from types import ModuleType

from consent.ledger import offline


def verifier(source: str | None = None) -> ModuleType:
    """As it ships, or with other source."""
    spec = importlib.util.spec_from_loader("verify_bundle", loader=None)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    exec(compile(source or offline.script().decode(), "verify.py", "exec"), module.__dict__)
    return module


def said_about(module: ModuleType, data: bytes, policy: bytes | None = None) -> list[str]:
    """What it prints, as a list of lines."""
    try:
        found = module.verify(data, policy)
    except module.Wrong as why:
        return [f"WRONG. {module.plain(str(why))}"]
    return list(module.report(found))
