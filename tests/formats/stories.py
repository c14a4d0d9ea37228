"""Stories to test with: hypothesis strategies over every field, and one whole story of our own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from desk.story.body import Figure, Heading, ListItem, Quote, clean_line, spans
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Correction, CorrectionKind, Dateline, Furniture, Slot, Story
from tests.formats.bodies import bodies, body, em, figures, lines, links, strong, texts

HOUSE = House(date_format="%B %-d, %Y", time_format="%-I:%M %p", agencies=("Reuters",))

some_lines = lines.filter(bool)
paragraphs = st.one_of(st.just(""), texts.map(lambda text: "\n".join(filter(None, map(clean_line, text.split("\n"))))))
times = st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0)
)
offsets = st.sampled_from([UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=5, minutes=30))])
local_times = st.builds(lambda at, zone: at.astimezone(zone), times, offsets)
maybe_time = st.one_of(st.none(), local_times)

credit = st.builds(
    Credit, some_lines, st.sampled_from(PersonKind), st.sampled_from(Role), place=lines, title=lines, note=lines
)
datelines = st.builds(Dateline, lines, st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1))), lines)
furniture = st.builds(Furniture, lines, paragraphs, st.sampled_from(Slot))
# Some notes are about one another.
note_times = st.one_of(st.sampled_from([datetime(2026, 5, day, 8, tzinfo=UTC) for day in (4, 5)]), local_times)
corrections = st.builds(
    Correction,
    some_lines,
    note_times,
    st.sampled_from(CorrectionKind),
    st.sampled_from(Slot),
    st.none() | note_times,
    st.none() | local_times,
)


def _tuples(element: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(element, max_size=2).map(tuple)


stories: st.SearchStrategy[Story] = st.builds(
    Story,
    kicker=lines,
    headline=lines,
    deck=lines,
    slug=st.sampled_from(["", "harbour-pilots"]),
    section=lines,
    keywords=_tuples(some_lines),
    language=st.sampled_from(["en-US", "en-GB", "pt-PT", "ar", "he"]),
    credits=_tuples(credit),
    byline_text=lines,
    contribution_text=lines,
    dateline=datelines,
    body=bodies,
    corrections=_tuples(corrections),
    editors_note=paragraphs,
    first_published=maybe_time,
    updated=maybe_time,
    updated_mark=lines,
    embargo=maybe_time,
    furniture=_tuples(furniture),
    lead=st.one_of(st.none(), figures),
    usage_terms=lines,
    canonical=st.one_of(st.just(""), links),
    target_words=st.integers(0, 100_000),
)


def harbour_story() -> Story:
    """A story as a newspaper would print it, with something in every field."""
    return Story(
        kicker="Harbour",
        headline="Pilots refuse night landings after third near miss",
        deck="The guild wants new lights on the east mole before its members bring another ship in after dark.",
        slug="harbour-pilots",
        section="World",
        keywords=("harbour", "pilots"),
        language="en-GB",
        credits=(
            Credit("Ilse Brandt", role=Role.BY),
            Credit("Reuters", PersonKind.ORGANISATION),
            Credit("Jonas Field"),
        ),
        dateline=Dateline("PORT MERROW", date(2026, 5, 3), "Reuters"),
        body=body(
            "The pilots who guide ships into the harbour stopped working at night on Sunday.",
            Heading(spans("Four lamps")),
            Quote(spans("“We are ", em("not"), " asking for the moon,” said the guild’s chair, Petra Holm.")),
            ListItem(spans("a lamp on the east mole")),
            ListItem(spans("another on the ", strong("west"), " mole")),
            Figure("media:" + "ab" * 32, "A mole at dusk", spans("The east mole."), "Ana Reis"),
            "The insurer put the cost of a closed night at more than a million.",
        ),
        corrections=(
            Correction("The carrier passed within forty metres, not fourteen.", datetime(2026, 5, 4, 8, tzinfo=UTC)),
        ),
        editors_note="Some names were changed.",
        first_published=datetime(2026, 5, 3, 9, 40, tzinfo=UTC),
        updated=datetime(2026, 5, 3, 11, 5, tzinfo=UTC),
        embargo=datetime(2026, 5, 3, 9, 30, tzinfo=UTC),
        furniture=(Furniture("Morning Tide", "The harbour’s news, every weekday."),),
        usage_terms="Not for use in Port Merrow.",
        canonical="https://news.example/harbour-pilots",
    )
