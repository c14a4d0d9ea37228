"""Update and Correct: what changed since readers last had the story, why, and what they are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desk.checks.finding import Finding
from desk.checks.gate import Gate, Override
from desk.story.correcting import correction_problem, in_print, withdrawn
from desk.story.house import House
from desk.story.plurals import counted
from desk.story.story import Correction, CorrectionKind, Story
from desk.story.story import Slot as Place
from desk.ui.dialogs.base import Dialog, button, plain
from desk.ui.inspector.cards import KINDS, PLACES
from desk.ui.inspector.inputs import Choice
from desk.ui.roles import set_role
from desk.ui.theme import Tokens, story_font
from desk.ui.workflow.gate_dialog import FindingRow
from desk.ui.workflow.note_dialog import ENTER, WordsField
from desk.ui.workflow.since import NO_NOTE, Since, Telling
from desk.ui.workflow.telling import Ground, NoteRow, change_lines, named_note, note_html, notes_in_order

_WIDTH = 900  # px
_LEFT = 390  # px of what changed
_HIGH = 150  # px of a list, at least
_FOUND = 112  # px of the findings, at most
_BETWEEN, _AROUND = 8, 12  # px between two of them, and around all
_SIGHT = 15  # px of the type of a note
_REASONS = {True: "What was wrong, and who says so?", False: "What is new in the story?"}
_NOTHING = {
    True: "Nothing is mended yet. Cancel goes back to the story; what you write here is kept.",
    False: "Nothing is new yet. Cancel goes back to the story; what you write here is kept.",
}
_NOTES = {
    True: "An earlier version of this story gave the wrong …",
    False: "It may stay empty: not every update needs a note.",
}


class AgainDialog(Dialog):
    """Asks for all that goes out with a story that readers have already. `taken` carries the `Telling`; the dialog
    stays until `accept`, so that nobody types meanwhile. `telling` is what was written when it is left, too.

    `go_requested` is a wish to be led to a finding, `accept_all_requested` to accept what is only suggested."""

    taken = Signal(object)
    go_requested = Signal(object)  # Finding
    accept_all_requested = Signal()

    def __init__(
        self, since: Since, begun: Telling | None, house: House, tokens: Tokens, parent: QWidget | None = None
    ) -> None:
        row = since.article.row
        super().__init__(f"{since.step.name}: “{row.title}”" if row.titled else since.step.name, parent)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setFixedWidth(_WIDTH)
        self._since = since
        self._house = house
        self._tokens = tokens
        self._is_busy = self._asks = False
        self.may_accept = False  # whether it is the open story, of which all changes can be accepted at once
        kind = CorrectionKind.CORRECTION if since.is_correction else CorrectionKind.UPDATE
        self._begun = begun or Telling(kind=kind)
        self._about = self._begun.about
        self._withdraw = self._begun.withdraw
        self.rows: tuple[NoteRow, ...] = ()
        self.findings: tuple[FindingRow, ...] = ()
        self._fill()
        self._show_begun()
        self._connect()
        self.show_since(since)
        self.reason.setFocus()

    @property
    def telling(self) -> Telling:
        """What was written so far."""
        return Telling(
            self.reason.words,
            self.text.words,
            CorrectionKind(self.kind.currentData()),  # Qt makes an enum of text a text
            Place(self.place.currentData()),
            self._about,
            self._withdraw,
            self.silent.isChecked(),
            " ".join(self.override.text().split()),
        )

    @property
    def version(self) -> int:
        """Of the text that is shown."""
        return self._since.article.row.version

    def show_since(self, since: Since) -> None:
        """Show this of the story; what was written stays."""
        self._since = since
        self.since.setText(since.said(self._house))
        lines = [*change_lines(since.changes, self._tokens)]
        self._changes.put(lines or [plain(_NOTHING[since.is_correction], "muted", wrap=True)])
        self.suggested.setVisible(bool(since.unresolved))
        self.accept_all.setVisible(self.may_accept and bool(since.unresolved))
        are = "is only suggested" if since.unresolved == 1 else "are only suggested"
        self.suggested.setText(f"{counted(since.unresolved, 'change')} {are}.")
        notes = since.article.story.corrections
        self._forget_gone(notes)
        shown = notes_in_order(notes)
        self.rows = tuple(NoteRow(note, notes, self._house, is_open=since.is_correction) for note in shown)
        self._notes.put(self.rows)
        for one in (self._notes, self._notes_title):
            one.setVisible(bool(notes))
        for row in self.rows:
            row.about_requested.connect(self._on_about)
            row.withdraw_requested.connect(self._on_withdraw)
        self._on_edited()

    def _forget_gone(self, notes: Sequence[Correction]) -> None:
        """What was to be done with notes that readers do not see any more is not done."""
        seen = {note.at for note in in_print(notes)}
        self._withdraw = tuple(at for at in self._withdraw if at in seen)
        self._about = self._about if self._about in seen else None

    def fail(self, sentence: str, *, is_open: bool = False) -> None:
        """It did not go out, and why; all stays as it was written. Where it `is_open` it may, once somebody says why it
        goes on all the same."""
        self._asks = self._asks or is_open
        self._set_busy(False)
        self.said.setText(sentence)
        set_role(self.said, "error")
        if is_open:
            self.override.setFocus()

    # What it is made of.

    def _fill(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(24)
        both.addLayout(self._left())
        both.addLayout(self._right(), 1)
        self.column.addLayout(both, 1)
        self._found = Ground("What was found")
        self.column.addWidget(self._found)
        self.override = QLineEdit()
        self.override.setAccessibleName("Why it goes on all the same")
        self.override.setPlaceholderText("Why it goes on all the same, in a few words")
        self.override.setMaxLength(500)
        self.column.addWidget(self.override)
        foot = self.button_row()
        self.said = plain("", "muted", wrap=True)
        foot.insertWidget(0, self.said, 1)
        foot.takeAt(1)  # what kept the buttons at the right: the words do
        self.cancel = button("Cancel")
        self.go = button(self._since.step.name, "primary")
        for one in (self.cancel, self.go):
            foot.addWidget(one)

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        self.since = plain("", "meta", wrap=True)
        self._changes = Ground("What changed since")
        self._changes.setMinimumHeight(_HIGH)
        self._changes.setFixedWidth(_LEFT)
        self.suggested = plain("", "warning-meta")
        self.accept_all = button("Accept All Changes", "link")
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self.suggested)
        line.addWidget(self.accept_all)
        line.addStretch(1)
        self._notes_title = plain("Notes to readers", "meta")
        self._notes = Ground("Notes to readers")
        self._notes.setMinimumHeight(_HIGH)
        column.addWidget(self.since)
        column.addWidget(self._changes, 1)
        column.addLayout(line)
        column.addWidget(self._notes_title)
        column.addWidget(self._notes, 1)
        return column

    def _right(self) -> QVBoxLayout:
        self._make_fields()
        chosen = QHBoxLayout()
        chosen.setSpacing(8)
        chosen.addWidget(self.kind, 1)
        chosen.addWidget(self.place, 1)
        about = QHBoxLayout()
        about.addWidget(self.about, 1)
        about.addWidget(self.not_about)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(plain("Why, for the history: readers do not see it", "meta"))
        column.addWidget(self.reason)
        column.addSpacing(6)
        column.addWidget(plain("What readers are told", "meta"))
        column.addLayout(chosen)
        column.addLayout(about)
        column.addWidget(self.text)
        column.addWidget(self.silent)
        column.addSpacing(6)
        column.addWidget(plain("As it is printed", "meta"))
        column.addWidget(self.sight, 1)
        return column

    def _make_fields(self) -> None:
        is_correction = self._since.is_correction
        self.reason = WordsField("Why")
        self.reason.setPlaceholderText(_REASONS[is_correction])
        self.text = WordsField("What readers are told")
        self.text.setPlaceholderText(_NOTES[is_correction])
        for field, lines in ((self.reason, 2), (self.text, 4)):
            field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + 22)
        self.kind, self.place = Choice(), Choice()
        for kind, words in KINDS.items():
            if is_correction or kind is not CorrectionKind.CORRECTION:  # an error is never called anything else
                self.kind.addItem(words, kind)
        for place, words in PLACES.items():
            self.place.addItem(words, place)
        for choice, name in ((self.kind, "Kind"), (self.place, "Place")):
            choice.setAccessibleName(name)
        self.about = plain("", "meta", wrap=True)
        self.not_about = button("Not about it", "link")
        self.silent = QCheckBox("Tell readers nothing")
        self.silent.setVisible(self._since.wants_note)
        self.sight = QLabel()
        self.sight.setTextFormat(Qt.TextFormat.RichText)
        self.sight.setWordWrap(True)
        self.sight.setProperty("role", "sample")
        self.sight.setFont(story_font(_SIGHT))
        self.sight.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.sight.setMinimumHeight(self.sight.fontMetrics().lineSpacing() * 4 + 18)

    def _show_begun(self) -> None:
        begun = self._begun
        self.reason.setPlainText(begun.reason)
        self.text.setPlainText(begun.text)
        for field in (self.reason, self.text):
            field.moveCursor(QTextCursor.MoveOperation.End)
        self.override.setText(begun.override)
        self.silent.setChecked(begun.silent)
        self.kind.setCurrentIndex(self.kind.findData(begun.kind))
        self.place.setCurrentIndex(self.place.findData(begun.slot))

    def _connect(self) -> None:
        for edited in (self.reason.textChanged, self.text.textChanged, self.override.textChanged):
            edited.connect(self._on_edited)
        for chosen in (self.kind.currentIndexChanged, self.place.currentIndexChanged, self.silent.toggled):
            chosen.connect(self._on_edited)
        self.reason.done.connect(self.text.setFocus)
        self.text.done.connect(self._on_go)
        self.not_about.clicked.connect(self._on_not_about)
        self.accept_all.clicked.connect(self.accept_all_requested)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._on_go)

    # What is shown of what was written.

    @property
    def _story(self) -> Story:
        """The story without the notes that are to be withdrawn."""
        story = self._since.article.story
        for at in self._withdraw:
            story = withdrawn(story, at, datetime.now(UTC))
        return story

    @property
    def _gate(self) -> Gate:
        """What the gate found. That nothing is told to readers the dialog sees itself, but where that is on purpose."""
        gate, telling = self._since.gate, self.telling
        is_unsaid = telling.silent or (telling.withdraw and self._since.changes)
        tells = (telling.text and not telling.silent) or not is_unsaid
        kept = [each for each in gate.findings if each.rule != NO_NOTE or not tells]
        return replace(gate, findings=tuple(kept))

    def _missing(self) -> str:
        """What there is to be written yet, as a sentence; "" where nothing is."""
        telling = self.telling
        note = telling.note(datetime.now(UTC))
        if not telling.reason:
            return "Say why, for the history."
        if note is None and self._since.wants_note and not (telling.silent or telling.withdraw):
            return "Say what readers are told."
        if note is not None and (problem := correction_problem(note, self._story)):
            return problem
        gate = self._gate
        if not gate.may_override(self._since.role):
            return gate.hindrance(self._since.role)
        if (gate.to_override or self._asks) and not Override(telling.override).is_given:
            return "Say why it goes on all the same."
        return ""

    @Slot()
    def _on_edited(self) -> None:
        telling = self.telling
        notes = self._story.corrections
        note = telling.note(datetime.now(UTC))
        for one in (self.text, self.kind, self.place):
            one.setEnabled(not telling.silent and not self._is_busy)
        named = named_note(telling.about, notes, self._house) if telling.about is not None else ""
        self.about.setText(f"About {named}" if named else "")
        for shown in (self.about, self.not_about):
            shown.setVisible(bool(named))
        for row in self.rows:
            row.mark(withdrawn=row.note.at in telling.withdraw)
        self.sight.setText(self._seen(note, (*notes, note)) if note is not None else self._unseen())
        self._show_findings()
        set_role(self.said, "muted")
        missing = self._missing()
        self.said.setText(missing)
        self.go.setEnabled(not missing and not self._is_busy)

    def _seen(self, note: Correction, among: tuple[Correction, ...]) -> str:
        return f'<span style="color: {self._tokens.ink}">{note_html(note, among, self._house)}</span>'

    def _unseen(self) -> str:
        is_wanted = self._since.wants_note and not (self.silent.isChecked() or self._withdraw)
        said = "The note, as readers see it." if is_wanted else "Nothing is printed."
        return f'<span style="color: {self._tokens.faint}">{said}</span>'

    def _show_findings(self) -> None:
        gate = self._gate
        if tuple(row.finding for row in self.findings) != gate.findings:
            firm = {id(finding) for finding in gate.firm}
            self.findings = tuple(FindingRow(each, firm=id(each) in firm) for each in gate.findings)
            self._found.put(self.findings)
            high = sum(row.heightForWidth(_WIDTH - 90) + _BETWEEN for row in self.findings)
            self._found.setFixedHeight(min(_FOUND, high + _AROUND))
            for row in self.findings:
                row.picked.connect(self._on_picked)
        self._found.setVisible(bool(gate.findings))
        self.override.setVisible((bool(gate.to_override) or self._asks) and gate.may_override(self._since.role))
        if self.isVisible():
            self.fit()

    def _set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        for one in (self.reason, self.override, self.silent, self.accept_all):
            one.setEnabled(not busy)
        self._on_edited()

    # What is done.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter goes on from everywhere, Enter from the reason why it goes on all the same."""
        if event.key() in ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier or self.override.hasFocus():
                self._on_go()
            event.accept()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_go(self) -> None:
        if self.go.isEnabled():
            self._set_busy(True)
            self.taken.emit(self.telling)

    @Slot(object)
    def _on_about(self, note: Correction) -> None:
        self._about = note.at
        self.kind.setCurrentIndex(self.kind.findData(CorrectionKind.CORRECTION))
        self.place.setCurrentIndex(self.place.findData(note.slot))
        self.silent.setChecked(False)
        self._on_edited()
        self.text.setFocus()

    @Slot()
    def _on_not_about(self) -> None:
        self._about = None
        self._on_edited()

    @Slot(object)
    def _on_withdraw(self, note: Correction) -> None:
        kept = tuple(at for at in self._withdraw if at != note.at)
        self._withdraw = kept if note.at in self._withdraw else (*kept, note.at)
        if self._about in self._withdraw:
            self._about = None
        self._on_edited()

    @Slot(object)
    def _on_picked(self, finding: Finding) -> None:
        self.reject()
        self.go_requested.emit(finding)

    def reject(self) -> None:
        """While it is being written there is no way back: the answer comes at once."""
        if not self._is_busy:
            super().reject()
