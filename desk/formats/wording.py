"""Words that pages and text put before parts of a story, and by which those parts are known again."""

from __future__ import annotations

EDITORS_NOTE = "Editor’s note:"
