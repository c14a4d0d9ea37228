"""Rules: a story and a house style in, findings with their positions out."""

from desk.checks.check import check
from desk.checks.finding import Finding, Severity
from desk.checks.gate import Gate, Override, gate, gate_of_all
from desk.checks.situation import Situation

__all__ = ["Finding", "Gate", "Override", "Severity", "Situation", "check", "gate", "gate_of_all"]
