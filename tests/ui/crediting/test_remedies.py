"""What puts right what does not agree: each in the story alone, as one edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desk.checks.check import looked
from desk.checks.consistency import CREDIT_RULES
from desk.checks.finding import Finding
from desk.checks.situation import Case, Situation, Stranger
from desk.checks.sources import Source
from desk.story.body import Body, Paragraph, spans
from desk.story.credits import contribution_in_print
from desk.story.house import House
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Dateline, Story
from desk.ui.crediting.remedies import Remedy, Wish, remedies, with_credit

BY = Credit("Ilse Brandt", role=Role.BY)
NOW = Situation(datetime(2026, 11, 22, 12, tzinfo=UTC))


def found(story: Story, house: House, situation: Situation) -> list[Finding]:
    return list(looked(Case(story, house, situation), CREDIT_RULES))


def ways(story: Story, house: House, rule: str, situation: Situation) -> Sequence[Remedy]:
    (finding,) = (each for each in found(story, house, situation) if each.rule == rule)
    return remedies(finding, story, house)


def mended(story: Story, remedy: Remedy) -> Story:
    assert remedy.mend is not None
    return remedy.mend(story)


def test_a_line_by_hand_is_written_from_the_credits_or_the_credits_from_it(house: House) -> None:
    wei = replace(BY, name="Wei Sung")
    story = Story(credits=(BY, Credit("AFP")), byline_text="By Wei Sung", contribution_text="AFP contributed.")
    write, read = ways(story, house, "byline-differs", NOW)
    assert (write.title, read.title) == ("Write the line from the credits", "Credit Wei Sung")
    assert mended(story, write) == replace(story, byline_text="")
    assert mended(story, read) == replace(story, credits=(wei, Credit("AFP")), byline_text="")
    (read,) = ways(replace(story, credits=()), house, "byline-differs", NOW)
    assert mended(Story(byline_text="By Wei Sung"), read) == Story(credits=(wei,))


def test_whose_copy_stands_there_is_credited(house: House) -> None:
    words = "Eleven ships were at anchor in the roads by Sunday evening, and their masters had been told to wait."
    story = Story(credits=(BY,), body=Body((Paragraph(spans(words)),)))
    (credit,) = ways(story, house, "copy-not-credited", replace(NOW, sources=(Source("Reuters", "", words),)))
    assert credit.title == "Credit Reuters"
    assert mended(story, credit).credits == (BY, Credit("Reuters", PersonKind.ORGANISATION))


def test_who_has_the_byline_is_credited_once(house: House) -> None:
    photo = Credit("Ilse Brandt", role=Role.PHOTOGRAPHY)
    story = Story(credits=(BY, Credit("Ilse Brandt"), photo))
    (keep,) = ways(story, house, "credited-twice", NOW)
    assert mended(story, keep).credits == (BY, photo)


def test_whom_nobody_knows_is_listed_or_is_somebody_else(house: House) -> None:
    story = Story(credits=(BY, Credit("Tomas Aroyo", place="Lindal")))
    known = replace(NOW, strangers=(Stranger("Tomas Aroyo", "Tomás Arroyo"),))
    instead, listed = ways(story, house, "credit-unknown", known)
    assert instead.title == "Credit Tomás Arroyo instead"
    assert mended(story, instead).credits == (BY, Credit("Tomás Arroyo", place="Lindal"))
    assert listed.wish is Wish.LIST
    alone = replace(NOW, strangers=(Stranger("Tomas Aroyo"),))
    assert [way.wish for way in ways(story, house, "credit-unknown", alone)] == [Wish.LIST]


def test_somebody_was_where_the_dateline_says(house: House) -> None:
    second = Credit("Wei Sung", role=Role.BY, place="Kessel")
    story = Story(credits=(BY, second), dateline=Dateline("VESTRAND"))
    based = replace(NOW, based=(("Ilse Brandt", "Lindal"),))
    (there,) = ways(story, house, "nobody-there", based)
    assert there.title == "Ilse Brandt was there"
    after = mended(story, there)
    assert after.credits == (replace(BY, place="Vestrand"), second)
    assert not found(after, house, based)
    several = replace(story, dateline=Dateline("VESTRAND/LINDAL"))
    assert [way.wish for way in ways(several, house, "nobody-there", based)] == [Wish.CREDITS]


def test_a_line_by_hand_is_kept_where_it_said_something_else(house: House) -> None:
    afp, reuters = Credit("AFP", PersonKind.ORGANISATION), Credit("Reuters", PersonKind.ORGANISATION)
    agreed = Story(credits=(BY, afp), contribution_text="AFP contributed to this report.")
    assert contribution_in_print(with_credit(agreed, reuters, house), house).text == "AFP and Reuters contributed."
    differs = replace(agreed, contribution_text="With AFP.")
    assert with_credit(differs, reuters, house).contribution_text == "With AFP."
    assert with_credit(agreed, Credit("Wei Sung", role=Role.BY), house).contribution_text == agreed.contribution_text
