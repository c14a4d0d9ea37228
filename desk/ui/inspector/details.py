"""The details: everything about a story but its text, its credits and its history."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.checks.finding import Finding
from desk.formats.base import MediaSource
from desk.story.house import House
from desk.story.story import Furniture
from desk.ui.inspector.cards import FurnitureField
from desk.ui.inspector.dateline import DatelineField
from desk.ui.inspector.fields import EmbargoField, Field, LineField, ListField, MomentField, ProseField
from desk.ui.inspector.findings import ChecksCard
from desk.ui.inspector.language import LanguageField
from desk.ui.inspector.limits import LimitedField, NumberField
from desk.ui.inspector.notes import CorrectionsField
from desk.ui.inspector.parts import Card, Column, label, with_field
from desk.ui.inspector.picture import LeadField
from desk.ui.manuscript import Manuscript, StoryChange
from desk.ui.services import Looks


class DetailsPage(QWidget):
    """A column of cards. Each field shows one value of the story and edits it at once; undo is the window's."""

    finding_activated = Signal(object)  # Finding
    picture_requested = Signal()

    def __init__(
        self, manuscript: Manuscript, house: House, media: MediaSource, looks: Looks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._house = house
        self._offered: tuple[Furniture, ...] = ()
        self.checks = ChecksCard(manuscript, house, looks)
        self.lead = LeadField(media, looks)
        self.furniture = FurnitureField()
        self.dateline = DatelineField(looks.icons)
        self.corrections = CorrectionsField(house, looks.icons)
        self.fields: dict[str, Field] = {field.name: field for field in self._make_fields(looks)}
        self._column = Column(self)
        self._lay_out()
        for field in self.fields.values():
            field.edited.connect(self._on_edited)
            field.decided.connect(self._on_decided)
        self.checks.finding_activated.connect(self._on_finding_activated)
        self.lead.picture_requested.connect(self.picture_requested)
        manuscript.opened.connect(self._on_opened)
        manuscript.closed.connect(self._on_opened)
        manuscript.story_changed.connect(self._on_story_changed)
        self.set_house(house)
        self._on_opened()

    def set_house(self, house: House) -> None:
        """Offer and show what this house uses."""
        self._house = house
        zone = ZoneInfo(house.timezone)
        for field in self.fields.values():
            if isinstance(field, MomentField | DatelineField):
                field.set_zone(zone)
        self.corrections.set_house(house)
        self._zone.setText(house.timezone)
        self._line("section").suggest(house.sections)
        slug = self.fields["slug"]
        assert isinstance(slug, LimitedField)
        slug.set_limit(house.limits.slug)
        self.furniture.offer(house.furniture, self._offered)
        self.checks.set_house(house)

    def offer_furniture(self, pieces: tuple[Furniture, ...]) -> None:
        """What the library has besides the house's."""
        self._offered = pieces
        self.furniture.offer(self._house.furniture, pieces)

    def go_to(self, name: str) -> bool:
        """Put the person into a field of the story; False where this page has no such field."""
        field = self.fields.get(name)
        if field is None:
            return False
        self._column.ensureWidgetVisible(field, 0, 60)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def go_to_note(self, at: datetime) -> None:
        """Put the person into the words of the note to readers that came at this time."""
        row = self.corrections.row(at)
        if row is not None:
            self._column.ensureWidgetVisible(row, 0, 60)
            row.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_fields(self, looks: Looks) -> tuple[Field, ...]:
        tr, icons = self.tr, looks.icons
        return (
            LimitedField("slug", tr("Slug"), tr("made from the headline")),
            LineField("section", tr("Section")),
            ListField("keywords", tr("Keywords"), tr("harbour, pilots, safety")),
            LanguageField("language", tr("Language")),
            NumberField("target_words", tr("Words to write"), tr("as many as it takes")),
            self.dateline,
            MomentField("first_published", tr("First published"), icons),
            MomentField("updated", tr("Updated"), icons),
            EmbargoField("embargo", tr("Embargo until"), icons),
            self.lead,
            ProseField("editors_note", tr("Editor’s note to readers")),
            self.corrections,
            self.furniture,
            ProseField("usage_terms", tr("Usage terms")),
            LineField("canonical", tr("Canonical address"), "https://"),
        )

    def reveal(self, name: str) -> None:
        """Scroll so that this field is to be seen; the keyboard stays where it is."""
        self._column.ensureWidgetVisible(self.fields[name])

    def _lay_out(self) -> None:
        self._zone = label("", "meta")
        times = self._card(self.tr("Times"), "first_published", "updated", "embargo")
        times.head.addWidget(self._zone)
        cards = (
            self.checks,
            self._card(self.tr("Story"), ("slug", "section"), "keywords", ("language", "target_words")),
            self._card(self.tr("Dateline"), "dateline"),
            times,
            self._card(self.tr("Lead picture"), "lead"),
            self._card(self.tr("Notes to readers"), "editors_note", "corrections"),
            self._card(self.tr("Furniture"), "furniture"),
            self._card(self.tr("Rights"), "usage_terms", "canonical"),
        )
        for card in cards:
            self._column.column.addWidget(card)
        self._column.column.addStretch()
        own = QVBoxLayout(self)
        own.setContentsMargins(0, 0, 0, 0)
        own.addWidget(self._column)

    def _card(self, title: str, *names: str | tuple[str, ...]) -> Card:
        card = Card(title)
        for name in names:
            row = QHBoxLayout()
            row.setSpacing(8)
            for one in (name,) if isinstance(name, str) else name:
                row.addWidget(self.fields[one], 1, Qt.AlignmentFlag.AlignTop)
            card.column.addLayout(row)
        return card

    def _line(self, name: str) -> LineField:
        field = self.fields[name]
        assert isinstance(field, LineField)
        return field

    @Slot()
    def _on_opened(self) -> None:
        self.setEnabled(self._manuscript.article is not None and not self._manuscript.is_read_only)
        story = self._manuscript.story
        for name, field in self.fields.items():
            field.show_value(getattr(story, name))
        self.corrections.show_times(story)

    @Slot(object)
    def _on_story_changed(self, change: StoryChange) -> None:
        before, after = change.before, change.after
        for name, field in self.fields.items():
            value = getattr(after, name)
            if value is not getattr(before, name) and change.source is not field:
                field.show_value(value)
        if (before.first_published, before.updated) != (after.first_published, after.updated):
            self.corrections.show_times(after)

    @Slot(str, object)
    def _on_edited(self, name: str, value: object) -> None:
        self._edit(name, value, f"details.{name}")

    @Slot(str, object)
    def _on_decided(self, name: str, value: object) -> None:
        self._edit(name, value, "")

    def _edit(self, name: str, value: object, group: str) -> None:
        self._manuscript.edit(with_field(self._manuscript.story, name, value), self.fields[name], group)

    @Slot(object)
    def _on_finding_activated(self, finding: Finding) -> None:
        self.go_to(finding.field)
        self.finding_activated.emit(finding)
