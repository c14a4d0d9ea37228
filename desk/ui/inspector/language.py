"""The language of a story, by the name that people call it."""

from __future__ import annotations

from PySide6.QtCore import Slot

from desk.story.body import clean_line
from desk.ui.inspector.fields import LineField
from desk.ui.languages import language_name, tag_of

OFFERED = ("en-US", "en-GB", "de", "es", "fr", "it", "nl", "pt", "pt-BR", "ar", "he", "ja", "zh")


class LanguageField(LineField):
    """Shows a name and takes one, or a tag (BCP 47). It is the story's once the person is done: half a name is no
    language, and one that nobody knows leaves the story's as it is."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self._tag = ""
        self.suggest(map(language_name, OFFERED))
        self.line.editingFinished.connect(self._on_finished)

    def show_value(self, value: object) -> None:
        """Show the language of this tag."""
        self._tag = str(value)
        self.line.show_text(language_name(self._tag))

    @Slot(str)
    def _on_text_edited(self, text: str) -> None:
        pass

    @Slot(str)
    def _on_chosen(self, text: str) -> None:
        self._take(text)

    @Slot()
    def _on_finished(self) -> None:
        if self.line.text() != language_name(self._tag):  # else nobody changed it: a name may have several tags
            self._take(self.line.text())

    def _take(self, text: str) -> None:
        tag = tag_of(clean_line(text), OFFERED) or self._tag
        is_other = tag != self._tag
        self.show_value(tag)
        if is_other:
            self.decided.emit(self.name, tag)
