"""How somebody was credited the last time."""

from __future__ import annotations

from pathlib import Path

from desk.library.library import Library
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story


def test_the_newest_credit_of_a_name(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.desk") as library:
        library.create(Story(headline="One", credits=(Credit("Inês Prado", role=Role.BY, place="Faro"),))).result()
        library.create(
            Story(headline="Two", credits=(Credit("Inês Prado", role=Role.EDITING, place="Évora"),))
        ).result()
        agency = Credit("Reuters", PersonKind.ORGANISATION)
        library.create(Story(headline="Three", credits=(agency,))).result()
        assert library.last_credit("ines PRADO") == Credit("Inês Prado", role=Role.EDITING, place="Évora")
        assert library.last_credit("Reuters") == agency
        assert library.last_credit("Prado") is None
        assert library.last_credit("") is None
