"""The record of an article, as far as it tells who may be credited for it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from sqlalchemy import Connection

from desk.checks.check import looked
from desk.checks.consistency import CREDIT_RULES
from desk.checks.copied import Words, plain_story
from desk.checks.proposals import Proposals
from desk.checks.proposing import Trail, proposed
from desk.checks.situation import Case, Situation
from desk.library import commenting, directing
from desk.library.acquaintance import about_credits
from desk.library.authoring import Authors
from desk.library.last_credit import last_credit
from desk.library.proposing import read_declined, read_sources
from desk.library.reading import current, row_of
from desk.story.credits import byline_in_print, contribution_in_print
from desk.story.directory import Directory, house_with, usual
from desk.story.house import House
from desk.story.people import Credit


def proposals_of(connection: Connection, authors: Authors, article: str, house: House) -> Proposals:
    """What is proposed for an article. Raises NotFound, Unreadable."""
    now = current(connection, article)
    story, directory = now.text.story(), directing.read_directory(connection)
    house = house_with(house, directory)
    plain = plain_story(story)
    written = authors.written(connection, article, plain, now.who, row_of(connection, article).updated)
    threads = tuple((each.thread, each.anchor) for each in commenting.read_threads(connection, article).threads)
    trail = Trail(
        story,
        written,
        threads,
        read_sources(connection, [article])[article],
        read_declined(connection, [article], house, directory)[article],
        directory,
        partial(_usual, connection, house, directory),
    )
    offered, declined = proposed(trail, house, Words(plain))
    known = about_credits(connection, [article], house, directory, closely=True)
    situation = Situation(datetime.now(UTC), **known[article])
    findings = looked(Case(story, house, situation), CREDIT_RULES)
    return Proposals(
        offered, declined, tuple(findings), byline_in_print(story, house), contribution_in_print(story, house)
    )


def _usual(connection: Connection, house: House, directory: Directory, name: str) -> Credit | None:
    """How somebody is mostly credited."""
    found = directory.named(name)
    contact = found[0] if len(found) == 1 else None
    also = (other for other, canonical in house.aliases.items() if canonical == name)
    return usual(contact, last_credit(connection, (*(contact.names if contact else (name,)), *also)))
