#!/bin/sh
# Installs the build into a temporary prefix, then compiles and runs consumer.cpp with what pkg-config says of it.
#   run.sh BUILD_DIR SOURCE_DIR COMPILER...
set -eu
build=$1
source=$2
shift 2
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
trap 'exit 1' HUP INT TERM

DESTDIR=$root meson install -C "$build" --no-rebuild --quiet
pc=$(find "$root" -name plotmill.pc)
prefix=$(sed -n 's/^prefix=//p' "$pc")
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_PATH
[ "$(pkg-config --modversion plotmill)" ] || exit 1
# A static library needs what it was built with; a shared one brings it along.
static=--static
[ "$(find "$root" -name 'libplotmill.so')" ] && static=
sed -i "s|^prefix=.*|prefix=$root$prefix|" "$pc"
flags=$(pkg-config --cflags $static --libs plotmill)
# shellcheck disable=SC2086
"$@" -Wall -Wextra -Werror -o "$root/consumer" "$source/consumer.cpp" $flags
LD_LIBRARY_PATH=$(dirname "$(dirname "$pc")") "$root/consumer" "$root/out"
for name in job_0 job_1 job_2 built; do
    test -s "$root/out/$name.png"
done
