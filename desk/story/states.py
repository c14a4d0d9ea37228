"""The states in which an article can be on its way. Who may move it from which to which is in `workflow.py`."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where an article is on its way. The values are stored and travel: there may be more, none gets another name.

    `UPDATED` and `CORRECTED` have been published before, and the page that readers have is not the first one any
    more. `KILLED` was published and withdrawn; `SPIKED` never came so far.
    """

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in-review"
    READY = "ready"
    PUBLISHED = "published"
    UPDATED = "updated"
    CORRECTED = "corrected"
    SPIKED = "spiked"
    KILLED = "killed"


# The states in which readers have the article before them.
OUT = (State.PUBLISHED, State.UPDATED, State.CORRECTED)

# Those into which an article goes when readers, who have it before them, get another page.
AGAIN = (State.UPDATED, State.CORRECTED)

# The states in which others have the article before them, in the order of the way.
HANDED_OVER = (State.SUBMITTED, State.IN_REVIEW, State.READY, *OUT)
