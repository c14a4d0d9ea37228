"""Times as the tables of a library keep them."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Dialect, String, TypeDecorator

LENGTH = 27  # characters of a time in the tables


class Moment(TypeDecorator[datetime]):
    """An aware time, kept as ISO 8601 text in UTC with microseconds: it sorts as it reads."""

    impl = String(LENGTH)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """For SQLAlchemy: as it goes into the table."""
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """For SQLAlchemy: as it comes out of the table."""
        return None if value is None else datetime.fromisoformat(value)


def moment_text(at: datetime) -> str:
    """An aware time as the tables keep it."""
    # Of a year before 1000 some systems give fewer digits, which would sort behind all others.
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").zfill(LENGTH)
