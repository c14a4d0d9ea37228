"""Whether a display answers where a window could open: exit code 0 if one does.

Needs nothing but the standard library, and is run without `site` so that it costs a few milliseconds.
"""

from __future__ import annotations

import ctypes
import os
import socket
import sys


def wayland_answers() -> bool:
    """The compositor's socket, as wl_display_connect(3) finds it."""
    name = os.environ.get("WAYLAND_DISPLAY", "")
    if not name:
        return False
    path = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name)  # noqa: PTH118  # pathlib costs 5 ms
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(path)
        except OSError:
            return False
    return True


def x11_answers() -> bool:
    """The X server that DISPLAY names, with its access rights, asked through libxcb as Qt does."""
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
