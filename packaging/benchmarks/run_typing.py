"""From a key to the first pixel of it, in the middle of a text, in Desk with all that it does and in a bare QTextEdit.

Goals: p50 and p95 at most 1.3 times, and no pause over 50 ms that the bare widget does not have too. Both run at once,
each on a screen of its own, and get their keys in turn.
"""

from __future__ import annotations

import sys

from side_by_side import LONG, Seat, asked, has_arrived, missing, seated, strike_in_turn, tell  # type: ignore[import-not-found]

GOAL = 1.3
SLOW = 20.0  # s after which a key is taken for lost


def _strike(seat: Seat, key: str) -> None:
    seen = seat.typist.strike(key, 0.5 if key == "space" else SLOW)
    if "editor" in seen and not seen.get("away"):
        seat.editor.append(seen["editor"])


def main() -> int:
    """Measure each size."""
    options = asked(__doc__, keys=1000)
    if lacking := missing():
        print("Not measured: missing", lacking)
        return 1
    met = True
    for size in options.sizes.split(","):
        with seated(("floor-rich", "desk"), size) as (floor, desk):
            for seat in (floor, desk):
                seat.typist.go_middle(seat.typist.ctx.words)
                seat.typist.find_caret()
            strike_in_turn((floor, desk), options.keys, _strike)
            if not has_arrived(desk, options.keys):
                print(f"{size:7} not measured: what was typed is not in Desk's text")
                met = False
                continue
        met &= tell(size, "key to pixel", desk.editor, floor.editor, GOAL)
        pauses = [sum(took > LONG for took in seat.editor) for seat in (desk, floor)]
        worst = [max(seat.editor, default=0) * 1000 for seat in (desk, floor)]
        met &= pauses[0] <= pauses[1]
        print(
            f"{size:7} pauses over 50 ms in {len(desk.editor)} keys: desk {pauses[0]} (longest {worst[0]:.0f} ms), "
            f"floor {pauses[1]} (longest {worst[1]:.0f} ms)"
        )
    return 0 if met else 2


if __name__ == "__main__":
    sys.exit(main())
