"""What a house calls its notes to readers in print, from the `[notes]` table of its style file."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from desk.story.setting_read import Faulty, line_of, table_of
from desk.story.story import CorrectionKind

EARLIER, EARLIER_AS_IT_IS, DAY = "{earlier}", "{Earlier}", "{day}"
_ABOUT = "_about"


@dataclass(frozen=True, slots=True)
class NoteLabels:
    """The words before a note, by its kind; `note` is any of them, where its kind is not known.

    Those that end with `_about` stand before a note that puts an earlier one right: "{earlier}" is what that one is
    called ("{Earlier}" with the capital that its label has), "{day}" the day on which it came.
    """

    correction: str = "Correction"
    clarification: str = "Clarification"
    update: str = "Update"
    note: str = "Note"
    correction_about: str = "Correction to the {earlier} of {day}"
    clarification_about: str = "Clarification of the {earlier} of {day}"
    update_about: str = "Update to the {earlier} of {day}"

    def of(self, kind: CorrectionKind | None) -> str:
        """The label of a kind of note; None for one that is not known."""
        return str(getattr(self, kind.value if kind else "note"))

    def pattern(self, kind: CorrectionKind) -> str:
        """The label of a note about an earlier one, as the house has written it."""
        return str(getattr(self, kind.value + _ABOUT))

    def about(self, kind: CorrectionKind, earlier: CorrectionKind | None) -> str:
        """The label of a note about an earlier one, with "{day}" where the day of that one is to stand."""
        name = self.of(earlier)
        # A name in capitals throughout stays as the house writes it.
        small = name if name[1:2].isupper() else name[:1].lower() + name[1:]
        return self.pattern(kind).replace(EARLIER, small).replace(EARLIER_AS_IT_IS, name)


def read_note_labels(value: object, base: NoteLabels, key: str = "notes") -> NoteLabels:
    """The labels that this table describes; what it does not say is that of `base`. Raises `Faulty`."""
    known = tuple(field.name for field in fields(NoteLabels))
    table = table_of(value, key, known)
    labels = {name: line_of(words, f"{key}.{name}") for name, words in table.items()}
    for name, words in labels.items():
        placed = re.findall(r"[{}][^{}]*[}]?", words)
        wanted = name.endswith(_ABOUT)
        sound = DAY in placed and len(placed) == 2 and bool({EARLIER, EARLIER_AS_IT_IS} & {*placed})
        if wanted and not sound:
            raise Faulty(f"{key}.{name}", "must hold {earlier} and {day}, each once, and no other braces")
        if placed and not wanted:
            raise Faulty(f"{key}.{name}", "must not hold braces")
    return replace(base, **labels)
