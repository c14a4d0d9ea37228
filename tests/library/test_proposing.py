"""What the library proposes for an article, and what it remembers of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk.checks.proposals import How
from desk.errors import NotFound
from desk.houses import default_house
from desk.library.library import Library
from desk.library.values import Change, State, Why
from desk.story.body import Body, Paragraph, spans
from desk.story.comments import Said
from desk.story.directory import Contact
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Dateline, Story

HOUSE = default_house()
MAREN, ILSE, BO = "Maren Holt", "Ilse Brandt", "Bo Lind"
QUAY = "The ferry left at noon and nobody on the quay saw it go."
BRIDGE = "A bridge would cost more than the council has in ten years."
WIRE = "Forty people were taken off the ferry by two tugs, and none of them was hurt, the harbour master said."
STORY = Story(
    headline="Ferry",
    credits=(Credit(ILSE, role=Role.BY), Credit("Reuters", PersonKind.ORGANISATION)),
    body=Body((Paragraph(spans(QUAY)), Paragraph(spans("A man told Reuters so, and told the AP more.")))),
)


def with_words(*more: str, story: Story = STORY) -> Story:
    return replace(story, body=Body((*story.body.blocks, *(Paragraph(spans(text)) for text in more))))


def names(library: Library, article: str) -> list[str]:
    return [each.name for each in library.proposals(article, HOUSE).offered]


def test_the_lines_who_wrote_who_answered_and_who_is_quoted(library: Library) -> None:
    row = library.create(STORY, Why.IMPORTED).result()
    assert names(library, row.id) == ["Associated Press"], "whoever brought it in wrote nothing"
    library.checkpoint(row.id, with_words(BRIDGE)).result()
    asked = library.comment(row.id, "Which council?", question=True).result()
    library.who = BO
    library.answer(asked.thread, Said.REPLIED, "That of the county.").result()
    found = library.proposals(row.id, HOUSE)
    assert (found.byline.text, found.contribution.text) == ("By Ilse Brandt", "Reuters contributed.")
    assert [(each.name, each.evidence[0].how) for each in found.offered] == [
        (MAREN, How.WROTE), (BO, How.ANSWERED), ("Associated Press", How.ATTRIBUTED),
    ]  # fmt: skip
    assert (found.offered[0].evidence[0].block, found.offered[1].evidence[0].words) == (2, "Which council?")


def test_a_draft_counts_and_what_is_taken_out_of_it_again_does_not(library: Library) -> None:
    library.who = ILSE
    row = library.create(STORY).result()
    library.who = MAREN
    saved = library.save_draft(row.id, with_words(BRIDGE), 0, row.version).result()
    assert names(library, row.id) == [MAREN, "Associated Press"]
    library.save_draft(row.id, STORY, 0, saved.row.version).result()
    assert names(library, row.id) == ["Associated Press"]


def test_who_accepts_tracked_changes_wrote_nothing(library: Library) -> None:
    library.who = ILSE
    row = library.create(STORY).result()
    library.who = BO
    library.checkpoint(row.id, with_words(BRIDGE), baseline=STORY).result()
    library.who = MAREN
    library.put_texts(row.id, with_words(BRIDGE), with_words(BRIDGE)).result()
    assert names(library, row.id) == [BO, "Associated Press"]
    library.put_texts(row.id, STORY, STORY).result()  # and who rejects them
    assert names(library, row.id) == ["Associated Press"]


def test_what_was_said_last_of_somebody_holds_by_whatever_name(library: Library) -> None:
    row = library.create(with_words("A man told the Associated Press so."), Why.IMPORTED).result()
    for decide, name in (
        (library.decline, "AP"),
        (library.offer_again, "Associated Press"),
        (library.decline, "AP"),
    ):
        decide(row.id, name).result()
    assert names(library, row.id) == []


def test_who_is_no_contributor_is_remembered_and_may_be_offered_again(library: Library, path: Path) -> None:
    told: list[Change] = []
    library.listen(told.append)
    row = library.create(STORY, Why.IMPORTED).result()
    library.decline(row.id, "the AP").result()
    found = library.proposals(row.id, HOUSE)
    assert ([*found.offered], [each.name for each in found.declined]) == ([], ["Associated Press"])
    assert Change("credits", row.id) in told
    library.close()
    with Library.open(path, who=BO) as again:
        assert names(again, row.id) == []
        again.offer_again(row.id, "Associated Press").result()
        assert names(again, row.id) == ["Associated Press"]
        other = again.create(STORY, Why.IMPORTED).result()
        again.decline(row.id, "Associated Press").result()
        assert names(again, other.id) == ["Associated Press"], "of one article nothing follows for another"


def test_whose_copy_was_pasted_stands_as_long_as_its_words_do(library: Library) -> None:
    library.who = ILSE
    row = library.create(STORY).result()
    library.who = MAREN
    library.note_source(row.id, " Harbour  Wire ", "https://example.org/ferry", WIRE).result()
    assert names(library, row.id) == ["Associated Press"], "it was not pasted in yet, or was undone"
    library.checkpoint(row.id, with_words(WIRE)).result()
    found = library.proposals(row.id, HOUSE)
    assert [each.name for each in found.offered] == ["Harbour Wire", "Associated Press"]
    assert [each.rule for each in found.findings] == ["copy-not-credited"]
    gate = library.gate(row.id, HOUSE, State.READY)
    assert {"copy-not-credited", "agency-not-credited"} <= {each.rule for each in gate.findings}
    library.checkpoint(row.id, with_words("Forty people were taken off the ferry.")).result()
    assert names(library, row.id) == [MAREN, "Associated Press"]
    assert not library.proposals(row.id, HOUSE).findings


def test_a_copy_of_an_article_has_the_copy_of_others_that_is_in_it(library: Library) -> None:
    row = library.create(with_words(WIRE), Why.IMPORTED).result()
    library.note_source(row.id, "Harbour Wire", "https://example.org/ferry", WIRE).result()
    library.decline(row.id, "AP").result()
    library.who = BO
    copy = library.duplicate(row.id).result()
    wire, agency = library.proposals(copy.id, HOUSE).offered
    assert (wire.name, wire.evidence[0].address) == ("Harbour Wire", "https://example.org/ferry")
    assert agency.name == "Associated Press", "who is no contributor is said of each article"


def test_who_was_declined_is_not_asked_for_at_the_gate_but_copy_of_theirs_is(library: Library) -> None:
    row = library.create(with_words(WIRE), Why.IMPORTED).result()
    library.note_source(row.id, "AP", "", WIRE).result()
    library.decline(row.id, "Associated Press").result()
    rules = [each.rule for each in library.gate(row.id, HOUSE, State.READY).findings]
    assert "agency-not-credited" not in rules
    assert "copy-not-credited" in rules


def test_whom_nobody_knows_and_who_is_much_like_them(library: Library) -> None:
    row = library.create(STORY, Why.IMPORTED).result()
    assert not library.proposals(row.id, HOUSE).findings, "where nobody is known nobody is a stranger"
    library.put_contacts([Contact("Ilse Brand")]).result()
    (finding,) = library.proposals(row.id, HOUSE).findings
    assert (finding.rule, finding.name) == ("credit-unknown", ILSE)
    assert finding.message.endswith("Is it Ilse Brand?")
    library.create(replace(STORY, headline="Another"), Why.IMPORTED).result()
    assert not library.proposals(row.id, HOUSE).findings, "another story knows her"


def test_who_is_listed_elsewhere_is_asked_after_beside_the_credits_and_not_at_the_gate(library: Library) -> None:
    library.put_contacts([Contact(ILSE, place="Taipei")]).result()
    row = library.create(replace(STORY, dateline=Dateline("LISBON")), Why.IMPORTED).result()
    (finding,) = library.proposals(row.id, HOUSE).findings
    assert (finding.rule, finding.name) == ("nobody-there", ILSE)
    assert "nobody-there" not in [each.rule for each in library.gate(row.id, HOUSE, State.READY).findings]
    elsewhere = replace(STORY, dateline=Dateline("LISBON"), credits=(Credit(ILSE, role=Role.BY, place="Taipei"),))
    library.checkpoint(row.id, elsewhere).result()
    assert "nobody-there" in [each.rule for each in library.gate(row.id, HOUSE, State.READY).findings]


def test_as_they_are_mostly_credited(library: Library) -> None:
    library.put_contacts([Contact(MAREN, place="Lisbon", credited_as=Role.EDITING), Contact(ILSE)]).result()
    last = Credit("AP", PersonKind.ORGANISATION, Role.REPORTING, "Porto")
    library.create(Story(headline="Before", credits=(last,))).result()
    row = library.create(STORY, Why.IMPORTED).result()
    library.checkpoint(row.id, with_words(BRIDGE)).result()
    assert [each.credit for each in library.proposals(row.id, HOUSE).offered] == [
        Credit(MAREN, role=Role.EDITING, place="Lisbon"),
        Credit("Associated Press", PersonKind.ORGANISATION, Role.REPORTING),
    ]


def test_nobody_is_proposed_for_what_is_not_there(library: Library) -> None:
    with pytest.raises(NotFound):
        library.proposals("none", HOUSE)
