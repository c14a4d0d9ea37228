"""The shell side: what makes a checkout ready to start, tried in a copy of it with a space in its path."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what the set-up reads, with the environment of this run standing in as its own."""
    home = tmp_path / "a checkout"
    (home / ".venv" / "bin").mkdir(parents=True)
    (home / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (home / "packaging").mkdir()
    shutil.copy(ROOT / "pyproject.toml", home)
    for name in ("setup.sh", "constraints.txt"):
        shutil.copy(ROOT / "packaging" / name, home / "packaging")
    return home


def sh(checkout: Path, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a few lines of bash with the set-up's functions at hand, from a folder that is not the checkout."""
    lines = f'set -euo pipefail; source "{checkout}/packaging/setup.sh"; {script}'
    return subprocess.run(
        ["/bin/bash", "-c", lines],
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "HOME": str(checkout.parent)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def stamp(checkout: Path, level: str) -> None:
    made = sh(checkout, f'printf "%s\\n" {level} "$(fingerprint)" >"$venv/set-up"')
    assert made.returncode == 0, made.stderr


@pytest.mark.parametrize(("made", "asked", "ready"), [("dev", "window", True), ("window", "dev", False)])
def test_the_developers_environment_is_enough_for_the_window_but_not_the_other_way(
    checkout: Path, made: str, asked: str, ready: bool
) -> None:
    stamp(checkout, made)
    assert (sh(checkout, f"is_ready {asked}").returncode == 0) == ready


def test_a_second_start_starts_nothing_but_a_checksum(checkout: Path, tmp_path: Path) -> None:
    stamp(checkout, "window")
    few = tmp_path / "few"
    few.mkdir()
    for command in ("dirname", "cat", "sha256sum"):
        (few / command).symlink_to(str(shutil.which(command)))
    done = sh(checkout, "set_up window; echo ready", PATH=str(few))
    assert (done.stdout, done.stderr) == ("ready\n", "")


@pytest.mark.parametrize("changed", ["pyproject.toml", "packaging/constraints.txt"])
def test_new_requirements_ask_for_a_new_set_up(checkout: Path, changed: str) -> None:
    stamp(checkout, "dev")
    with (checkout / changed).open("a") as file:
        file.write("\n# another\n")
    assert sh(checkout, "is_ready window").returncode == 1


def test_a_moved_checkout_is_set_up_again_because_environments_cannot_move(checkout: Path) -> None:
    stamp(checkout, "dev")
    moved = checkout.rename(checkout.with_name("moved"))
    assert sh(moved, "is_ready window").returncode == 1


def test_two_starts_at_once_set_up_once(checkout: Path) -> None:
    both = """
    make_ready() { echo "set up"; sleep 0.3; printf '%s\\n' "$1" "$(fingerprint)" >"$venv/set-up"; }
    set_up window & set_up window & wait
    """
    done = sh(checkout, both)
    assert done.stdout == "set up\n"
    assert "waiting for it" in done.stderr


def test_a_library_that_the_system_lacks_is_told_with_the_command_that_brings_it(checkout: Path) -> None:
    script = """
    system_libraries='
    libc.so.6 libc6
    libdesk-test.so.9 libdesk-old|libdesk-new
    '
    is_root() { false; }
    sudo() { false; }
    apt-get() { echo "started apt-get $*"; }
    apt-cache() { [[ $3 == libdesk-new ]]; }
    install_system_libraries </dev/null
    """
    done = sh(checkout, script)
    assert done.stdout == ""
    assert "    sudo apt-get install --no-install-recommends libdesk-new\n" in done.stderr
    assert "Qt misses: libdesk-test.so.9\n" in done.stderr
    assert (checkout / ".venv" / "libraries-missing").exists()


def test_as_root_apt_brings_the_packages_by_the_names_that_it_knows(checkout: Path) -> None:
    script = """
    is_root() { true; }
    env() { shift; "$@"; }
    apt-get() { echo "$*"; }
    apt-cache() { [[ $3 == new-name ]]; }
    apt_install "old-name|new-name" plain cat
    """
    done = sh(checkout, script)
    assert "installing 3 packages" in done.stderr
    assert done.returncode == 0, done.stderr


def test_apt_that_fails_says_why_and_with_what_command(checkout: Path) -> None:
    script = """
    is_root() { true; }
    apt-get() { echo "E: no room"; return 100; }
    apt_install plain || echo failed
    """
    done = sh(checkout, script)
    assert done.stdout == "failed\n"
    assert "E: no room" in done.stderr
    assert "apt-get install --no-install-recommends plain\n" in done.stderr


def test_every_system_library_is_named_with_a_package(checkout: Path) -> None:
    rows = sh(checkout, 'printf "%s" "$system_libraries"').stdout.split("\n")
    assert [
        row for row in rows if row and not re.fullmatch(r"lib\S+\.so(\.\d+)? [a-z0-9.+-]+(\|[a-z0-9.+-]+)?", row)
    ] == []


@pytest.mark.skipif(shutil.which("readelf") is None, reason="readelf is not installed")
def test_every_system_library_that_qt_needs_here_is_on_the_list(checkout: Path) -> None:
    qt = pytest.importorskip("PySide6").__path__[0]
    libraries = sh(checkout, 'printf "%s" "$system_libraries"').stdout
    ours = {line.split()[0] for line in libraries.splitlines() if line}
    # What a C++ program on Linux has anyway, and what the wheels bring.
    given = re.compile(
        r"lib(c|m|dl|rt|pthread|resolv|gcc_s|stdc\+\+|z|zstd|gthread-2\.0|nssutil3|smime3)\.so|ld-linux|libQt6|libicu"
    )
    for name in ("lib/libQt6WebEngineCore.so.6", "plugins/platforms/libqxcb.so", "plugins/platforms/libqwayland.so"):
        command = ["readelf", "--dynamic", f"{qt}/Qt/{name}"]
        dynamic = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        needed = set(re.findall(r"NEEDED.*\[(.*)\]", dynamic))
        assert "libQt6Gui.so.6" in needed
        assert {each for each in needed if not given.match(each)} <= ours


def pins() -> dict[str, str]:
    lines = (ROOT / "packaging" / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9.]+", line)] == []
    return {re.sub("[-_.]+", "-", name).lower(): pin for name, pin in (line.split("==") for line in lines)}


def test_what_pyproject_asks_for_is_pinned_and_is_what_is_installed() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["window"],
        *project["dependency-groups"]["dev"],
    ]
    pinned = pins()
    for requirement in asked:
        if "sys_platform ==" in requirement:
            continue  # for other systems than the one that the pins are of
        name = re.match(r"[A-Za-z0-9_.-]+", requirement)
        assert name is not None
        key = re.sub("[-_.]+", "-", name[0]).lower()
        assert pinned.get(key) == version(key), f"{key}: write `{key}=={version(key)}` into packaging/constraints.txt"
