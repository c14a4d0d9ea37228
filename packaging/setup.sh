# shellcheck shell=bash
# What run, test, lint and bench share: a checkout that is ready to start, with nothing to do by hand.
# Sourced, never started. Everything it says goes to standard error, in plain words.
#
#   set_up window   .venv with what the program needs, and the system libraries that Qt needs
#   set_up dev      the same and the tools of the developer
#
# .venv/set-up holds what the environment was made from. While that is unchanged, nothing is started
# but a checksum, so a second start costs a few milliseconds.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
venv=$root/.venv
python=$venv/bin/python

# Each library that PySide6 (Essentials, WebEngine) loads from the system, and the package that has it:
# the name in Debian 12 and Ubuntu 22.04 and, where it changed, after | the one since Ubuntu 24.04 and Debian 13.
system_libraries='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11.so.6 libx11-6
libX11-xcb.so.1 libx11-xcb1
libXcomposite.so.1 libxcomposite1
libXdamage.so.1 libxdamage1
libXext.so.6 libxext6
libXfixes.so.3 libxfixes3
libXrandr.so.2 libxrandr2
libXtst.so.6 libxtst6
libasound.so.2 libasound2|libasound2t64
libbrotlidec.so.1 libbrotli1
libdbus-1.so.3 libdbus-1-3
libexpat.so.1 libexpat1
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libgbm.so.1 libgbm1
libglib-2.0.so.0 libglib2.0-0|libglib2.0-0t64
libgssapi_krb5.so.2 libgssapi-krb5-2
libnspr4.so libnspr4
libnss3.so libnss3
libudev.so.1 libudev1
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1
libxcb.so.1 libxcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-dri3.so.0 libxcb-dri3-0
libxcb-glx.so.0 libxcb-glx0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render.so.0 libxcb-render0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-util.so.1 libxcb-util1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxkbfile.so.1 libxkbfile1
'

say() { printf '%s\n' "$*" >&2; }

# Ends the command: the sentence, and code 3 (could not), as `desk` itself does.
give_up() {
    say "$@"
    exit 3
}

is_root() { ((EUID == 0)); }

set_up() {
    local level=$1
    # The browser engine refuses to start as root with its sandbox on; for everybody else it stays on.
    ! is_root || export QTWEBENGINE_DISABLE_SANDBOX=1
    if is_ready "$level"; then
        [[ ! -e $venv/libraries-missing ]] || install_system_libraries
        return 0
    fi
    (
        # The folder itself is the lock: nothing to clean up, and it ends with this subshell.
        if ! flock --nonblock 9; then
            say "Another start is setting Desk up; waiting for it …"
            flock 9
        fi
        is_ready "$level" || make_ready "$level"
    ) 9<"$root/packaging" || exit $?
}

# What the environment is made from: the path too, because an environment cannot be moved.
fingerprint() {
    { printf '%s\n' "$venv"; cat -- "$root/pyproject.toml" "$root/packaging/constraints.txt"; } | sha256sum
}

is_ready() {
    local level=$1 made from
    [[ -x $python && -r $venv/set-up ]] || return 1
    { read -r made && read -r from; } <"$venv/set-up" || return 1
    [[ $made == dev || $made == "$level" ]] && [[ $from == "$(fingerprint)" ]]
}

make_ready() {
    local level=$1 wanted='.[window]' groups=()
    [[ $level != dev ]] || groups=(--group dev)
    say "Setting Desk up in $venv (once: a few minutes and about 1 GB of disk) …"
    make_environment
    install_system_libraries
    say "  fetching the parts that packaging/constraints.txt names:"
    cd -- "$root"
    pip_install --upgrade pip
    pip_install --build-constraint packaging/constraints.txt "${groups[@]}" --editable "$wanted"
    printf '%s\n' "$level" "$(fingerprint)" >"$venv/set-up.new"
    mv -- "$venv/set-up.new" "$venv/set-up"
    say "  done."
}

make_environment() {
    local base
    # One that was copied or moved here would start programs of the place where it was made.
    if grep -qsF -- "$venv" "$venv/bin/activate" && "$python" -c 'import pip' 2>/dev/null; then return 0; fi
    base=$(find_python) || give_up "Desk needs Python 3.11 or newer; this machine has $(python3 --version 2>&1 || echo none)."
    say "  making an environment for $("$base" --version) …"
    if ! "$base" -c 'import ensurepip, venv' 2>/dev/null; then
        apt_install "python$("$base" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv" ||
            give_up "Python cannot make environments here; install its venv module and start again."
    fi
    "$base" -m venv --clear -- "$venv" || give_up "The environment could not be made in $venv: is the folder writable, and the disk not full?"
}

find_python() {
    local candidate
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

# Names of what is being fetched as it comes; everything that pip says in .venv/set-up.log.
pip_install() {
    if ! "$python" -m pip install --disable-pip-version-check --progress-bar off \
        --constraint "$root/packaging/constraints.txt" "$@" 2>&1 |
        tee -a -- "$venv/set-up.log" | sed -un 's/^ *Downloading \([^ ]*\/\)\?\([^ /]*\) (\(.*\))$/    \2, \3/p' >&2; then
        tail -n 8 -- "$venv/set-up.log" >&2
        give_up "The parts could not be fetched (all that was said is in $venv/set-up.log). Start again when the network is there."
    fi
}

# --- system libraries -----------------------------------------------------------------------------

missing_libraries() {
    local known machine library rest
    known=$({ ldconfig -p || /sbin/ldconfig -p; } 2>/dev/null) || return 0
    machine=; [[ $(uname -m) != x86_64 ]] || machine=x86-64
    known=$(printf '%s\n' "$known" | grep -- "$machine" || true)
    while read -r library rest; do
        [[ -z $library || $known == *$'\t'"$library "* ]] || printf '%s %s\n' "$library" "$rest"
    done <<<"$system_libraries"
}

install_system_libraries() {
    local missing names
    missing=$(missing_libraries)
    rm -f -- "$venv/libraries-missing"
    [[ -n $missing ]] || return 0
    names=$(cut -d' ' -f1 <<<"$missing" | paste -sd' ')
    if command -v apt-get >/dev/null; then
        # shellcheck disable=SC2046  # a list of packages, one word each
        ! apt_install $(cut -d' ' -f2 <<<"$missing" | sort -u) || return 0
    else
        say "  Install the packages of your system that have these libraries:"
    fi
    say "  Until then Qt misses: $names"
    mkdir -p -- "$venv"
    : >"$venv/libraries-missing"
}

# Installs packages as root or by sudo; else says the exact command, and fails.
# "old|new" is a package that newer systems call by the second name.
apt_install() {
    local as=() log
    log=$(mktemp)
    if ! is_root; then
        if ! command -v sudo >/dev/null || ! { [[ -t 0 ]] || sudo -n true 2>/dev/null; }; then
            say "  Some packages of the system are missing, and only root can install them. The command is:"
            say "    sudo apt-get install --no-install-recommends $(names_here "$@")"
            return 1
        fi
        as=(sudo)
    fi
    say "  installing $# packages of the system with apt …"
    "${as[@]}" apt-get update >"$log" 2>&1 || true # old lists may still do
    # shellcheck disable=SC2046
    set -- $(names_here "$@")
    if ! "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@" >>"$log" 2>&1; then
        tail -n 5 -- "$log" >&2
        rm -f -- "$log"
        say "  apt could not install them. The command was:"
        say "    ${as[*]} apt-get install --no-install-recommends $*"
        return 1
    fi
    rm -f -- "$log"
}

names_here() {
    local package
    for package in "$@"; do
        if apt-cache show -- "${package#*|}" >/dev/null 2>&1; then package=${package#*|}; fi
        printf '%s\n' "${package%%|*}"
    done | paste -sd' '
}
