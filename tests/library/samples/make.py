"""Makes the sample libraries of the current schema: run once when a schema is released, and committed.

`schema-N.desk.gz` is a small one; `schema-N-worked.desk.gz` is one that was worked in: a long history, drafts of two
people, pictures that only an older text shows, a bin, deliveries; comments, decisions, a directory, a draft with
tracked changes, and what somebody has seen; what went out, who is no contributor, whose copy was pasted in.

python -m tests.library.samples.make
"""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desk.library.database import SCHEMA
from desk.library.library import Library
from desk.library.review_values import Decided
from desk.library.values import State
from desk.revise.anchors import on_field, on_words
from desk.story.body import Figure
from desk.story.comments import Said
from desk.story.directory import Contact
from desk.story.people import Credit, PersonKind
from desk.story.places import Place
from desk.story.story import Furniture, Slot, Story
from desk.story.workflow import StaffRole
from tests.formats.bodies import body
from tests.library.sent import page_of, send
from tests.library.stories import ferry


def small(library: Library) -> None:
    """One article with a history, a picture and a delivery, and its copy in the bin."""
    picture = library.add_media(b"a picture", "image/png").result()
    row = library.create(ferry(lead=Figure(picture, "A ferry at night"))).result()
    library.checkpoint(row.id, replace(library.article(row.id).story, deck="After two years.")).result()
    article = library.article(row.id)
    library.save_draft(row.id, replace(article.story, kicker="Transport"), 5, article.row.version).result()
    send(library, row.id, page_of("Night ferry to return in May"))
    library.set_state(row.id, State.READY).result()
    binned = library.duplicate(row.id).result()
    library.bin([binned.id]).result()


def worked(library: Library) -> None:
    """Articles as a week of work leaves them."""
    pictures = [library.add_media(f"picture {name}".encode() * 20, "image/png").result() for name in "ABC"]
    paragraphs = [f"Paragraph {number} of the story about the quay and the people on it." for number in range(8)]
    quay = library.create(Story(headline="The quay", body=body(*paragraphs))).result()
    shown = Figure(pictures[0], "The old quay")
    for number in range(12):
        changed = [*paragraphs, f"A line that came with version {number}."]
        lead = shown if number == 5 else None  # only an older text shows picture A
        library.checkpoint(
            quay.id, Story(headline="The quay", lead=lead, body=body(*changed)), note=f"{number}"
        ).result()
    draft = replace(library.article(quay.id).story, deck="Being written", lead=Figure(pictures[1], "The new quay"))
    library.save_draft(quay.id, draft, 21, library.article(quay.id).row.version).result()
    sent = library.revisions(quay.id)[3].id
    send(library, quay.id, page_of("The quay", library.media(pictures[0]) or b""), pictures[0], revision=sent)
    library.decline(quay.id, "Harbour Wire").result()
    library.note_source(quay.id, "Harbour Wire", "https://example.org/quay", "the people on it").result()
    library.who = "Wei Sung"
    school = library.create(ferry(headline="River schools")).result()
    library.set_state(school.id, State.SUBMITTED).result()
    library.save_draft(school.id, ferry(headline="River schools", deck="Wei's"), 7, school.version).result()
    thrown = library.create(Story(headline="Thrown away", lead=Figure(pictures[2], "Nobody's"))).result()
    library.checkpoint(thrown.id, replace(library.article(thrown.id).story, deck="Twice")).result()
    back = library.create(Story(headline="Taken out again")).result()
    library.bin([thrown.id, back.id]).result()
    library.unbin([back.id]).result()
    library.set_furniture([Furniture("Newsletter", "Every morning.", Slot.FOOT)]).result()
    reviewed(library)


def reviewed(library: Library) -> None:
    """An article that somebody submitted and somebody else reviews."""
    wei = Contact("Wei Sung", initials="WS", email="wei@example.org", role=StaffRole.REPORTER)
    maren = Contact("Maren Holt", initials="MH", role=StaffRole.EDITOR, spellings=("M. Holt",))
    wire = Contact("Harbour Wire", PersonKind.ORGANISATION, in_print="the Harbour Wire agency")
    library.put_contacts([wei, maren, wire, Contact("H. Wire", PersonKind.ORGANISATION)]).result()
    by_name = {each.name: each.id for each in library.directory().contacts}
    library.merge_contacts(by_name["Harbour Wire"], by_name["H. Wire"]).result()
    said = ["The bridge stays closed until May.", "Nobody knows what it will cost.", "It was build in 1931."]
    story = Story(headline="The bridge stays shut", credits=(Credit("Wei Sung"),), body=body(*said))
    bridge = library.create(story).result().id
    library.set_state(bridge, State.SUBMITTED).result()
    library.sign_in("Maren Holt").result()
    library.set_state(bridge, State.IN_REVIEW).result()
    library.look(bridge).result()
    asked = library.comment(
        *(bridge, "Until which day in May?"),
        anchor=on_words(story, Place("body", 0), 30, 33),
        question=True,
        mentions=["Wei Sung"],
    ).result()
    library.who = wei.name
    library.answer(asked.id, Said.REPLIED, "The 12th, they say.").result()
    library.who = maren.name
    done = library.comment(bridge, "Shorter?", anchor=on_field("headline")).result()
    library.answer(done.id, Said.RESOLVED).result()
    typo = Decided("body-1", True, "body", "text", "“build” became “built”", "built", "build", ("Maren Holt",))
    accepted, _ = library.note_decisions(bridge, [typo, replace(typo, key="body-2", accepted=False)]).result()
    library.undo_decisions(bridge, [accepted.id]).result()
    mended = replace(story, body=body(said[0], said[1], "It was built in 1931."))
    library.put_texts(bridge, mended, story, note="One mistake").result()
    current = replace(mended, headline="The bridge stays shut until May")
    library.save_draft(bridge, current, 9, library.article(bridge).row.version, story).result()


def made(fill: Callable[[Library], None], name: str) -> None:
    """Write one sample."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.desk"
        with Library.open(path, who="Maren Holt") as library:
            fill(library)
        (Path(__file__).parent / name).write_bytes(gzip.compress(path.read_bytes(), mtime=0))


def main() -> None:
    """Write both."""
    made(small, f"schema-{SCHEMA}.desk.gz")
    made(worked, f"schema-{SCHEMA}-worked.desk.gz")


if __name__ == "__main__":
    main()
