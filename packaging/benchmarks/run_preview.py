"""From a key to the last pixel of it in the preview, in Desk and in a bare QTextEdit beside a browser view.

Goals: p50 and p95 at most 1.5 times at 600 and at 20,000 words; at 200,000 it is told. The other one, `floor-patch`,
puts the text of the changed paragraph into its page and does nothing else. Both run at once, each on a screen of its
own, and get their keys in turn, each key after the last one's change has come to rest.
"""

from __future__ import annotations

import sys

from side_by_side import Seat, asked, missing, seated, strike_in_turn, tell  # type: ignore[import-not-found]

GOAL = 1.5
REST = 0.25  # s without a change after which a preview is taken for settled
SLOW = 20.0  # s after which a key is taken for lost


def _strike(seat: Seat, key: str) -> None:
    import measure  # type: ignore[import-not-found]  # noqa: PLC0415

    typist = seat.typist
    watch = measure.Watch(typist.lab.screen, typist.preview, 4)
    seen = typist.strike(key, 1.0 if key == "space" else SLOW, preview=watch, rest=REST)
    if "preview" in seen and key != "space":
        seat.preview.append(seen["preview_settled"])


def main() -> int:
    """Measure each size."""
    options = asked(__doc__, keys=100)
    if lacking := missing():
        print("Not measured: missing", lacking)
        return 1
    met = True
    for size in options.sizes.split(","):
        with seated(("floor-patch", "desk"), size) as (floor, desk):
            for seat in (floor, desk):
                seat.typist.go_top()
                seat.typist.find_caret()
            strike_in_turn((floor, desk), options.keys, _strike)
        is_met = tell(size, "key to preview", desk.preview, floor.preview, GOAL)
        met &= is_met or size == "large"
    return 0 if met else 2


if __name__ == "__main__":
    sys.exit(main())
