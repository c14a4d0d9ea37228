"""What a format cannot hold of a story, as sentences for the person who exports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from desk.formats.base import Loss
from desk.formats.links import safe_link
from desk.story.body import Body, Embed, Figure, Note, Span, Table
from desk.story.plurals import counted
from desk.story.story import Story

PictureLoss = Callable[[str], Loss | None]


def all_spans(story: Story) -> Iterator[Span]:
    """Every span of the story: body, captions, cells."""
    if story.lead:
        yield from story.lead.caption
    yield from body_spans(story.body)


def body_spans(body: Body) -> Iterator[Span]:
    """Every span of a body."""
    for block in body.blocks:
        match block:
            case Figure(caption=caption):
                yield from caption
            case Table(rows=rows):
                yield from (span for row in rows for cell in row for span in cell)
            case _:
                yield from getattr(block, "spans", ())


def page_losses(story: Story, picture_loss: PictureLoss) -> tuple[Loss, ...]:
    """What an HTML page or fragment does not hold of the body and the lead picture."""
    found = [*note_losses(story), *_link_losses(story)]
    references = [story.lead.picture] if story.lead else []
    references += [block.picture for block in story.body.blocks if isinstance(block, Figure)]
    found += [loss for reference in dict.fromkeys(references) if (loss := picture_loss(reference))]
    if story.embargo:
        found.append(Loss("embargo", "The page says nothing of the embargo."))
    return tuple(found)


def note_losses(story: Story) -> list[Loss]:
    """Notes inside the text, which no export carries."""
    notes = sum(isinstance(block, Note) for block in story.body.blocks)
    if not notes:
        return []
    verb = "was" if notes == 1 else "were"
    return [Loss("body", f"{counted(notes, 'editor’s note', 'editor’s notes')} inside the text {verb} left out.")]


def _link_losses(story: Story) -> list[Loss]:
    links = {span.link for span in all_spans(story) if span.link and not safe_link(span.link)}
    links |= {
        block.url for block in story.body.blocks if isinstance(block, Embed) and block.url and not safe_link(block.url)
    }
    if not links:
        return []
    verb = "was" if len(links) == 1 else "were"
    return [Loss("body", f"{counted(len(links), 'link')} that cannot be followed on the web {verb} left out.")]


def dropped_losses(links: Collection[str], pictures: int) -> list[Loss]:
    """What a reader could not keep of a body."""
    found = []
    if links:
        shown = ", ".join(dict.fromkeys(links)) if len(links) <= 3 else ""
        whose = "its address" if len(links) == 1 else "their addresses"
        lost = f"{counted(len(links), 'link')} that cannot be followed on the web lost {whose}"
        found.append(Loss("body", f"{lost}{': ' + shown if shown else ''}."))
    if pictures:
        verb = "was" if pictures == 1 else "were"
        found.append(Loss("body", f"{counted(pictures, 'picture')} that cannot be kept {verb} left out."))
    return found


def media_losses(story: Story) -> list[Loss]:
    """Pictures of the library that a text file names but cannot carry."""
    figures = [story.lead, *story.body.blocks]
    held = {block.picture for block in figures if isinstance(block, Figure) and block.picture.startswith("media:")}
    if not held:
        return []
    return [
        Loss(
            "picture",
            f"The file names {counted(len(held), 'picture')} of the library but does not hold the picture itself.",
        )
    ]


def fields_loss(story: Story, what: str, names: Iterable[str]) -> list[Loss]:
    """The fields with a value that a format has no place for, in one sentence."""
    lost = [name for name in names if getattr(story, name)]
    return [Loss(lost[0], f"{what} has no place for: {', '.join(lost)}.")] if lost else []
