"""A window with the process that checks spelling."""

from __future__ import annotations

import pytest

from desk.ui.settings import Settings


@pytest.fixture
def settings() -> Settings:
    return Settings(side_tab="details")
