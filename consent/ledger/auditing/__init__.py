"""Everything that the log claims, worked out again from its bytes."""

from consent.ledger.auditing.audit import audit
from consent.ledger.auditing.faults import Fault, Part, Report

__all__ = ["Fault", "Part", "Report", "audit"]
