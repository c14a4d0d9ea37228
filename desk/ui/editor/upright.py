"""Words that stand upright among slanted ones: Arabic has no italics, and the slanted cuts of many families no Arabic
letters at all, of which Qt then draws boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LETTERS = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
_ARABIC = re.compile(rf"[{_LETTERS}]+(?:[\s\u200c\u200d]+[{_LETTERS}]+)*")


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it stands upright in any case."""
    done = 0
    for found in _ARABIC.finditer(text):
        if found.start() > done:
            yield text[done : found.start()], False
        yield found.group(), True
        done = found.end()
    if done < len(text):
        yield text[done:], False
