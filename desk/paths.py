"""Where Desk's own files and the user's folders are. Imports nothing of Desk."""

from __future__ import annotations

from pathlib import Path

import platformdirs

_HERE = Path(__file__).parent


def resources() -> Path:
    """The folder of icons, fonts, house styles, templates and sample articles."""
    installed = _HERE / "resources"
    return installed if installed.is_dir() else _HERE.parent / "resources"


def default_library() -> Path:
    """The library that is opened when none is named."""
    return Path(platformdirs.user_data_dir("desk", appauthor=False)) / "library.desk"


def state_dir() -> Path:
    """Where logs, window state and recovery files are kept."""
    return Path(platformdirs.user_state_dir("desk", appauthor=False))


def config_dir() -> Path:
    """Where the settings are, and the user's own house styles in `houses/`."""
    return Path(platformdirs.user_config_dir("desk", appauthor=False))
