"""`python -m desk`."""

from __future__ import annotations

from desk.app import main

if __name__ == "__main__":
    main()
