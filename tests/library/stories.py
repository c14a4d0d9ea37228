"""Stories to test with."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from desk.story.body import Figure, clean_text
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Correction, CorrectionKind, Dateline, Furniture, Slot, Story
from tests.formats.bodies import bodies, body

texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=12).map(clean_text)
times = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
maybe_times = st.none() | times
people = st.builds(Credit, texts, st.sampled_from(PersonKind), st.sampled_from(Role), texts, texts, texts)

stories: st.SearchStrategy[Story] = st.builds(
    Story,
    kicker=texts,
    headline=texts,
    deck=texts,
    slug=texts,
    section=texts,
    keywords=st.lists(texts, max_size=3).map(tuple),
    language=st.sampled_from(["en-US", "pt", ""]),
    credits=st.lists(people, max_size=3).map(tuple),
    byline_text=texts,
    contribution_text=texts,
    dateline=st.builds(Dateline, texts, st.none() | st.dates(), texts),
    body=bodies,
    corrections=st.lists(
        st.builds(Correction, texts, times, st.sampled_from(CorrectionKind), st.sampled_from(Slot)), max_size=2
    ).map(tuple),
    editors_note=texts,
    first_published=maybe_times,
    updated=maybe_times,
    updated_mark=texts,
    embargo=maybe_times,
    furniture=st.lists(st.builds(Furniture, texts, texts, st.sampled_from(Slot)), max_size=2).map(tuple),
    lead=st.none() | st.builds(Figure, st.just("media:" + "ab" * 32), texts, credit=texts),
    usage_terms=texts,
    canonical=texts,
    target_words=st.integers(0, 1 << 40),
)


def ferry(**fields: object) -> Story:
    """A short story of ours, with other fields where they are given."""
    fields = {
        "headline": "Night ferry to return in May",
        "credits": (
            Credit("Inês Duarte", role=Role.BY, place="Lisbon"),
            Credit("Harbour Wire", PersonKind.ORGANISATION),
        ),
        "dateline": Dateline("LISBON", date(2026, 3, 2)),
        "body": body("The night ferry will cross the estuary again from May.", "Tickets go on sale on Monday."),
    } | fields
    return Story(**fields)  # type: ignore[arg-type]
