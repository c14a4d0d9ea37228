"""What was decided on tracked changes, and who has seen what."""

from __future__ import annotations

from datetime import UTC, datetime

from desk.library.library import Library
from desk.library.review_values import Decided
from desk.library.values import Change
from tests.library.stories import ferry

TYPO = Decided("body:1", True, "body", "text", "“teh” became “the”", "the", "teh", ("Wei Sung",))
CUT = Decided("body:2", False, "body", "blocks", "A paragraph was taken out", "", "It rains.", ("Wei Sung", "Jane Doe"))


def test_decisions_are_kept_and_can_be_taken_back(library: Library) -> None:
    article = library.create(ferry()).result().id
    told: list[Change] = []
    library.listen(told.append)
    before = datetime.now(UTC)
    typo, cut = library.note_decisions(article, [TYPO, CUT]).result()
    assert library.decisions(article) == (cut, typo)
    assert (typo.key, typo.accepted, typo.sentence, typo.added, typo.removed, typo.makers) == (
        *("body:1", True, TYPO.sentence, "the", "teh", ("Wei Sung",)),
    )
    assert (cut.accepted, cut.who, cut.is_undone) == (False, "Maren Holt", False)
    assert cut.at >= before
    library.who = "Wei Sung"
    library.undo_decisions(article, [typo.id, "none"]).result()
    library.undo_decisions(article, [typo.id]).result()  # it was taken back already
    (again,) = library.note_decisions(article, [TYPO]).result()
    newest, _, undone = library.decisions(article)
    assert newest == again
    assert (undone.id, undone.undone_by, undone.is_undone) == (typo.id, "Wei Sung", True)
    assert undone.undone_at is not None
    assert undone.undone_at >= typo.at
    library.settle().result()
    assert told == [Change("decisions", article)] * 3


def test_what_somebody_has_seen_is_theirs(library: Library) -> None:
    row = library.create(ferry()).result()
    assert library.looked(row.id, "Maren Holt") is None
    library.look(row.id).result()
    look = library.looked(row.id, "Maren Holt")
    assert look is not None
    assert (look.revision, look.version) == (library.article(row.id).revision, row.version)
    library.checkpoint(row.id, ferry(deck="Later")).result()
    assert library.looked(row.id, "Maren Holt") == look
    assert library.looked(row.id, "Wei Sung") is None
    library.look(row.id).result()
    again = library.looked(row.id, "Maren Holt")
    assert again is not None
    assert again.version > look.version
