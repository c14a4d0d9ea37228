"""The rules that are held only at the gate: they need more than the story, or look at all of its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desk.checks.consistency import CONSISTENCY
from desk.checks.finding import Finding
from desk.checks.rules import RULES, Rule
from desk.checks.situation import Case
from desk.checks.whose import Credited
from desk.story.anchor import Anchor, On
from desk.story.body import Body, Note, block_text
from desk.story.correcting import in_print, note_of, told_apart
from desk.story.credits import same_name
from desk.story.places import offset_in_block
from desk.story.plurals import counted
from desk.story.states import OUT, State
from desk.story.story import Story

_LONGEST = 80  # characters of a question, or of a note, that are told


def _unresolved(case: Case) -> Iterator[Finding]:
    if number := case.situation.unresolved:
        what = f"{counted(number, 'tracked change')} {'is' if number == 1 else 'are'}"
        yield case.found("unresolved-changes", "", f"{what} still to be accepted or rejected.")


def _open_questions(case: Case) -> Iterator[Finding]:
    for thread in case.situation.questions:
        if not thread.waits:
            continue
        message = f"{thread.opening.who} asks, and nobody has answered: “{_short(thread.opening.text)}”."
        yield _placed(case.found("open-question", thread.anchor.place.field, message), thread.anchor, case.story)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + " …"


def _placed(finding: Finding, anchor: Anchor, story: Story) -> Finding:
    """The finding with the place of an anchor, as far as it has one in this story."""
    number = anchor.place.block
    if finding.field != "body":
        is_on_words = anchor.on is On.WORDS and not anchor.lost and isinstance(getattr(story, finding.field, None), str)
        return replace(finding, start=anchor.start, stop=anchor.stop) if is_on_words else finding
    if number is None or anchor.lost or number >= len(story.body.blocks):
        return finding
    begin = offset_in_block(story.body.blocks[number], anchor.place.part)
    if anchor.on is not On.WORDS or begin is None:
        return replace(finding, block=number)
    return replace(finding, block=number, start=begin + anchor.start, stop=begin + anchor.stop)


def _agency_not_credited(case: Case) -> Iterator[Finding]:
    # Its patterns take their time, for which no start is to wait.
    from desk.checks.attribution import attributions  # noqa: PLC0415

    names = tuple(dict.fromkeys((*case.house.agencies, *case.house.aliases, *case.situation.agencies)))
    credited: Credited | None = None
    told: list[str] = [*case.situation.declined]
    for number, block in enumerate(case.story.body.blocks):
        if isinstance(block, Note):
            continue
        text = block_text(block)
        for one in attributions(text, names, only_listed=True):
            if any(same_name(one.name, other, case.house) for other in told):
                continue
            told.append(one.name)
            credited = credited or Credited(case.story, case.house)
            if not credited.has(one.name):
                words = " ".join(text[one.start : one.stop].split())
                message = f"{one.name} is quoted (“{words}”) and is not credited."
                finding = case.found("agency-not-credited", "body", message, number)
                yield replace(finding, start=one.start, stop=one.stop, name=one.name)


def _no_correction(case: Case) -> Iterator[Finding]:
    if case.situation.target is State.CORRECTED and not _tells(case.situation.published or Story(), case.story):
        message = "The story is to be corrected, and has no note that tells readers what was wrong."
        yield case.found("no-correction", "corrections", message)


def _tells(published: Story, story: Story) -> bool:
    """Whether readers see a note that they did not see before, or whether nothing but a note is taken from them."""
    before, now = (in_print(told_apart(each.corrections)) for each in (published, story))
    if {*now} - {*before}:
        return True
    without = [replace(as_read(each), corrections=(), updated=None) for each in (published, story)]
    return len(now) < len(before) and without[0] == without[1]


def _correction_changed(case: Case) -> Iterator[Finding]:
    """What readers were told is not unsaid: a note is withdrawn, or put right by another, and stays in the history."""
    if case.situation.target not in OUT or case.situation.published is None:
        return
    notes = told_apart(case.story.corrections)
    for note in told_apart(case.situation.published.corrections):
        now = note_of(notes, note.at)
        if now is not None and replace(now, withdrawn=note.withdrawn) == note:
            continue
        became = "was taken out" if now is None else "reads otherwise now"
        message = (
            f"A note that readers have {became}: “{_short(note.text)}”. Withdraw it, or put it right with another."
        )
        yield case.found("correction-changed", "corrections", message)


def _changed_since_published(case: Case) -> Iterator[Finding]:
    """Readers are told of every change of what they have: it goes out again by a step that says so."""
    published, target = case.situation.published, case.situation.target
    if published is None:
        return
    if target is None and as_read(published) != as_read(case.story):
        message = "The story was changed since it was published, and is neither updated nor corrected."
        yield case.found("changed-since-published", "", message)
    elif target is State.PUBLISHED and _but_times(published) != _but_times(case.story):
        message = "Readers had this story before, and it reads otherwise now. Say why it is published once more."
        yield case.found("changed-since-published", "", message)


def _killed(case: Case) -> Iterator[Finding]:
    if case.situation.target is None and case.situation.is_killed:
        yield case.found("killed", "", "The story was killed: readers are not to have it any more.")


def as_read(story: Story) -> Story:
    """A story without what only the desk has, and with its notes told apart as they are once it goes out again."""
    blocks = tuple(block for block in story.body.blocks if not isinstance(block, Note))
    notes = told_apart(story.corrections)
    return replace(story, body=Body(blocks), corrections=notes, slug="", canonical="", target_words=0, embargo=None)


def _but_times(story: Story) -> Story:
    return replace(as_read(story), first_published=None, updated=None)


GATE_RULES: tuple[Rule, ...] = (
    *RULES,
    Rule("unresolved-changes", "All tracked changes are accepted or rejected.", _unresolved),
    Rule("open-question", "All questions are answered.", _open_questions),
    Rule("agency-not-credited", "An agency that is quoted is credited.", _agency_not_credited),
    *CONSISTENCY,
    Rule(
        "changed-since-published",
        "What was published is updated or corrected, never changed in silence.",
        _changed_since_published,
    ),
    Rule("no-correction", "A story that is corrected tells readers so.", _no_correction),
    Rule("correction-changed", "What readers were told is withdrawn or put right, never unsaid.", _correction_changed),
    Rule("killed", "What was killed does not go out.", _killed),
)
