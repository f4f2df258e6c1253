# shellcheck shell=bash
# What jobs/run and tests/run share, for bash, to be sourced: the packages, and builds with meson.
# Everything here ends within seconds when there is nothing to do, and needs no network then.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

build_packages=(g++ meson ninja-build pkg-config libfmt-dev libyaml-cpp-dev libfast-float-dev libsqlite3-dev
    libpq-dev nlohmann-json3-dev zlib1g-dev libzstd-dev libdeflate-dev libhowardhinnant-date-dev tzdata libpng-dev
    libfreetype-dev libharfbuzz-dev libfribidi-dev fonts-dejavu-extra python-matplotlib-data libqhull-dev libtbb-dev
    libxxhash-dev libcli11-dev)
test_packages=(doctest-dev valgrind make python3 python3-yaml python3-jsonschema postgresql-15 librsvg2-bin
    poppler-utils)

say() { printf '%s\n' "$*" >&2; }
die() {
    say "$0: $1"
    exit "${2:-2}"
}

# need_packages NAME...: installs those that Debian's package database does not have.
need_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "no dpkg here: using what this system has (the README lists what is needed)"
        return
    fi
    local missing=() package
    local present
    present=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p') || true
    for package in "$@"; do
        grep -qxF -- "$package" <<<"$present" || missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    say "installing: ${missing[*]}"
    local as_root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null || die "these packages are missing, and there is no sudo to install them: ${missing[*]}"
        as_root=(sudo)
    fi
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0)
    "${apt[@]}" update >&2 </dev/null || say "apt-get update failed; trying with the package lists that are there"
    "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >&2 </dev/null ||
        die "could not install: ${missing[*]}"
}

# build DIRECTORY MESON-OPTION... [-- TARGET...]: configures where the options are new, then builds (everything without
# targets). Standard output stays free for results.
build() {
    local directory=$root/$1 name=$1 options=()
    shift
    while (($#)) && [[ $1 != -- ]]; do
        options+=("$1")
        shift
    done
    (($#)) && shift
    if [[ ! -f $directory/build.ninja || $(cat "$directory/.options" 2>/dev/null) != "${options[*]}" ]]; then
        say "configuring $name"
        local again=()
        [[ -d $directory/meson-private ]] && again=(--wipe)
        meson setup "${again[@]}" "$directory" "$root" "${options[@]}" >"$directory.log" 2>&1 </dev/null || {
            tail -n 20 "$directory.log" >&2
            die "meson could not configure $name (all of its words: $directory.log)"
        }
        printf '%s\n' "${options[*]}" >"$directory/.options"
    fi
    local program
    program=$(command -v ninja || command -v ninja-build) || die "ninja is missing"
    if ! "$program" -C "$directory" -n "$@" </dev/null 2>/dev/null | grep -q "no work to do"; then
        say "building $name"
        "$program" -C "$directory" "$@" >&2 </dev/null || die "the build of $name failed"
    fi
}
