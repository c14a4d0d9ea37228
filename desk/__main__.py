"""`python -m desk`."""

from __future__ import annotations

if __name__ == "__main__":
    # Not above: processes that help with an export load this file too, and need nothing of it.
    from desk.app import main

    main()
