"""Words that pages and text put before parts of a story, and by which those parts are known again."""

from __future__ import annotations

from desk.story.story import CorrectionKind

CORRECTION_LABELS = {
    CorrectionKind.CORRECTION: "Correction",
    CorrectionKind.CLARIFICATION: "Clarification",
    CorrectionKind.UPDATE: "Update",
}
EDITORS_NOTE = "Editor’s note:"
