"""Rules: a story and a house style in, findings with their positions out."""

from desk.checks.check import check
from desk.checks.finding import Finding, Severity

__all__ = ["Finding", "Severity", "check"]
