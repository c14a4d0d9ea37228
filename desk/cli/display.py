"""Whether a display answers where a window could open.

`packaging/run` starts this file by itself, before anything is set up, so it needs nothing but the standard
library: the exit code is 0 if a display answers, else 1.
"""

from __future__ import annotations

import ctypes
import os
import socket
import sys

NONE = (
    "There is no display to open the window on: start this in a desktop session or through “ssh -X”. "
    "All other commands work without one."
)


def can_show() -> bool:
    """Whether Qt will find a display. Where QT_QPA_PLATFORM names how to show windows, that is not for us to say."""
    return sys.platform != "linux" or "QT_QPA_PLATFORM" in os.environ or wayland_answers() or x11_answers()


def wayland_answers() -> bool:
    """Whether there is somebody at the compositor's socket, as wl_display_connect(3) finds it."""
    name = os.environ.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    path = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name)  # noqa: PTH118  pathlib costs 5 ms
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(path)
        except OSError:
            return False
    return True


def x11_answers() -> bool:
    """Whether the X server that DISPLAY names lets us in, asked through libxcb as Qt does."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


if __name__ == "__main__":
    sys.exit(0 if wayland_answers() or x11_answers() else 1)
