from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from desk.ui.single import FrontDoor, ask_first, server_name

ASK = """
import sys
from pathlib import Path
from desk.ui.single import ask_first
sys.exit(0 if ask_first(Path(sys.argv[1]), sys.argv[2]) else 5)
"""


def test_a_second_start_knocks_at_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    door = FrontDoor(tmp_path / "library.desk")
    with qtbot.waitSignal(door.knocked, timeout=10_000) as knock:
        second = subprocess.Popen([sys.executable, "-c", ASK, str(tmp_path / "library.desk"), "harbour-pilots"])
    assert knock.args == ["harbour-pilots"]
    assert second.wait(10) == 0
    door.close()


def test_a_second_start_waits_for_a_first_that_has_only_just_begun(qtbot: QtBot, tmp_path: Path) -> None:
    ask = ASK.replace("sys.exit", "print(flush=True); sys.exit")
    command = [sys.executable, "-c", ask, str(tmp_path / "library.desk"), ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as second:
        assert second.stdout is not None
        second.stdout.readline()  # it is about to knock
        qtbot.wait(300)
        assert second.poll() is None
        door = FrontDoor(tmp_path / "library.desk")
        with qtbot.waitSignal(door.knocked, timeout=10_000):
            pass
        assert second.wait(10) == 0
        door.close()


def test_without_a_first_window_there_is_no_answer(tmp_path: Path) -> None:
    assert not ask_first(tmp_path / "library.desk", "", begins=100)


def test_one_library_has_one_name_however_its_path_is_written(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert server_name(tmp_path / "a" / ".." / "library.desk") == server_name(tmp_path / "library.desk")
    assert server_name(tmp_path / "other.desk") != server_name(tmp_path / "library.desk")


@pytest.mark.parametrize("line", [b"\n", b"{}\n", b"[1]\n", b"\xff\xfe\n", json.dumps({"close": 1}).encode() + b"\n"])
def test_nonsense_at_the_door_is_shown_out(qtbot: QtBot, tmp_path: Path, line: bytes) -> None:
    door = FrontDoor(tmp_path / "library.desk")
    socket = QLocalSocket()
    socket.connectToServer(server_name(tmp_path / "library.desk"))
    assert socket.waitForConnected(2_000)
    with qtbot.assertNotEmitted(door.knocked), qtbot.waitSignal(socket.disconnected, timeout=5_000):
        socket.write(line)
    door.close()


def test_the_socket_of_a_window_that_was_killed_is_no_hindrance(qtbot: QtBot, tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from desk.ui.single import FrontDoor; app = QCoreApplication([]);"
        "door = FrontDoor(Path(sys.argv[1])); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "library.desk")], check=True)
    door = FrontDoor(tmp_path / "library.desk")
    with qtbot.waitSignal(door.knocked, timeout=10_000):
        second = subprocess.Popen([sys.executable, "-c", ASK, str(tmp_path / "library.desk"), ""])
    assert second.wait(10) == 0
    door.close()
