"""Who works at the command line."""

from __future__ import annotations

from desk.library.library import Library
from desk.story.directory import Contact
from desk.story.workflow import StaffRole
from tests.cli.conftest import Desk


def test_whoever_works_has_the_name_of_the_directory(desk: Desk) -> None:
    with Library.open(desk.library) as library:
        listed = Contact("Mara B. Quist", role=StaffRole.REPORTER, spellings=("Mara Quist",))
        library.put_contacts([listed]).result()
    desk("new", "The quay")
    with Library.open(desk.library, create=False) as library:
        assert [row.who for row in library.revisions(library.article("the-quay").row.id)] == ["Mara B. Quist"]
