"""What has to be said to Qt before the application is made, so that a browser view costs the typing nothing.

QtWebEngine itself is not imported here: that is done by `browser`, after the window's first paint.
"""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, Qt

SCHEME = "desk-page"


def prepare_browser() -> None:
    """Call before the application is made."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium ends the whole program rather than run as root inside its sandbox; for everybody else it stays on.
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    # QtWebEngine sets this itself where it is loaded before the application, which would slow the start.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
