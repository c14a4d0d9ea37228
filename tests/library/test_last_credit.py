"""How somebody was credited the last time, and is usually."""

from __future__ import annotations

from pathlib import Path

from desk.library.library import Library
from desk.story.directory import Contact
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


def test_how_somebody_is_usually_credited(tmp_path: Path) -> None:
    agency = PersonKind.ORGANISATION
    with Library.open(tmp_path / "library.desk") as library:
        said = Contact("Inês Prado", spellings=("I. Prado",), place="Faro", credited_as=Role.REPORTING)
        library.put_contacts([said, Contact("Tide Wire", agency, spellings=("TW",))]).result()
        assert library.usual_credit("i prado") == Credit("Inês Prado", role=Role.REPORTING, place="Faro")
        credits_ = (
            Credit("I. Prado", role=Role.EDITING, place="Évora", title="staff writer"),
            Credit("TW", agency, Role.PHOTOGRAPHY, "Cork"),
            Credit("Bo Lind", place="Riga", title="Desk reporter"),
        )
        library.create(Story(headline="One", credits=credits_)).result()
        assert library.usual_credit("Inês Prado") == Credit(
            "Inês Prado", role=Role.REPORTING, place="Faro", title="staff writer"
        )
        assert library.usual_credit("tide wire") == Credit("Tide Wire", agency, Role.PHOTOGRAPHY, "Cork")
        assert library.usual_credit("Bo Lind") == credits_[2]
        assert library.usual_credit("Prado") is None
