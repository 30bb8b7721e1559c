# common.sh: what tools/quickstart and tools/check share: packages, and steps
# that are quiet when they go well. Sourced, not run.
#
# SPDX-License-Identifier: BSD-3-Clause

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
log_dir=$(mktemp -d "${TMPDIR:-/tmp}/retrograde.XXXXXX")
trap 'rm -rf "$log_dir"' EXIT
jobs=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

die ()
{
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# step TITLE COMMAND...: runs it in silence; shows the end of what it said if
# it fails.
step ()
{
  local title=$1 log="$log_dir/step.log"
  shift
  if [ -t 1 ]; then printf '%s ...' "$title"; fi
  if "$@" >"$log" 2>&1 </dev/null; then
    if [ -t 1 ]; then printf '\r\033[K'; fi
    return 0
  fi
  if [ -t 1 ]; then printf '\r\033[K'; fi
  printf '%s: failed: %s\n' "$title" "$*" >&2
  # A compiler's complaint is worth more than the commands around it.
  if grep -qE '(error|FAILED|undefined reference)' "$log"; then
    grep -nE -A6 '(error|ERROR|undefined reference)' "$log" | head -n 60 >&2
  fi
  printf '%s\n' '--- the end of its output:' >&2
  tail -n 25 "$log" >&2
  return 1
}

# --- packages ---

# One line per need: how to see that it is there | Debian's package | what it is.
basic_needs='command -v cc | gcc libc6-dev | a C compiler (gcc or clang)
command -v meson | meson | meson, 1.0 or later
command -v ninja | ninja-build | ninja
command -v pkg-config | pkg-config | pkg-config
command -v python3 | python3 | Python 3
pkg-config --atleast-version=2.74 glib-2.0 gio-2.0 | libglib2.0-dev | GLib and GIO, 2.74 or later, with headers
pkg-config --exists json-glib-1.0 | libjson-glib-dev | json-glib with headers
pkg-config --exists sleef | libsleef-dev | SLEEF with headers'
test_needs='pkg-config --exists check | check | Check, the unit test library
command -v g++ | g++ | a C++17 compiler
command -v cmake | cmake | CMake, for the snippet of docs/plugins.md
pkg-config --exists fftw3 | libfftw3-dev | FFTW, for a worked plugin
pkg-config --exists lapacke | liblapacke-dev | LAPACKE, for a worked plugin'
valgrind_needs='command -v valgrind | valgrind | valgrind'
browser_needs='command -v chromium || command -v chromium-browser || command -v google-chrome | chromium | a browser that runs without a screen'
abi_needs='command -v abidw && command -v abidiff | abigail-tools | abidw and abidiff, the ABI tools'
clang_needs='command -v clang || command -v clang-14 | clang | clang
ls /usr/lib/llvm-*/lib/libomp.so | libomp-dev | the OpenMP library of clang'
# Its package is recommended by clang's, which nobody hears without recommendations.
fuzz_needs="$clang_needs
ls /usr/lib/llvm-*/lib/clang/*/lib/linux/libclang_rt.fuzzer-*.a | libclang-rt-dev | libFuzzer and clang's sanitizers"

missing ()
{
  # missing COLUMN NEEDS: that column of the needs that are not met.
  local column=$1 line probe packages what
  while IFS= read -r line; do
    [ -n "$line" ] || continue
    what=${line##* | }
    probe=${line% | *}
    packages=${probe##* | }
    probe=${probe% | *}
    if ! bash -c "$probe" >/dev/null 2>&1; then
      if [ "$column" = packages ]; then echo "$packages"; else echo "  $what"; fi
    fi
  done <<<"$2"
}

# need NEEDS: installs what is missing, or says what to install.
need ()
{
  local list sudo=
  list=$(missing packages "$1")
  [ -n "$list" ] || return 0
  if ! command -v apt-get >/dev/null 2>&1; then
    printf '%s: this system has no apt; please install:\n' "${0##*/}" >&2
    missing what "$1" >&2
    exit 1
  fi
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null 2>&1 ||
      die "not root, and there is no sudo; as root: apt-get install ${list//$'\n'/ }"
    sudo=sudo
  fi
  export DEBIAN_FRONTEND=noninteractive
  step 'apt-get update' $sudo apt-get -q update || exit 1
  # shellcheck disable=SC2086
  step "installing ${list//$'\n'/ }" \
    $sudo apt-get -q install -y --no-install-recommends $list || exit 1
  hash -r
  list=$(missing what "$1")
  [ -z "$list" ] || die "installed, and yet missing:
$list"
}

# --- building ---

# configure DIR OPTION...: makes or updates a build directory.
configure ()
{
  local dir=$1
  shift
  if [ -e "$dir/meson-private/coredata.dat" ]; then
    # The options may have changed since; the source list may be broken.
    step "configuring $dir" meson setup --reconfigure "$dir" "$root" "$@" && return 0
    printf 'making %s anew\n' "$dir" >&2
    rm -rf "$dir"
  fi
  mkdir -p "$(dirname "$dir")"
  step "configuring $dir" meson setup "$dir" "$root" "$@"
}

# abi_library DIR: builds the library with the types that abidw reads, and nothing
# else, in DIR.
abi_library ()
{
  configure "$1" -Dbuildtype=debug -Dtests=false &&
    step 'abi: building' ninja -C "$1" -j "$jobs" libretrograde.so.1.0.0
}

# How abidw records: types that the public headers show, no paths of this machine.
# shellcheck disable=SC2034
abi_options=(--drop-private-types --no-show-locs --no-corpus-path --no-comp-dir-path)

# abi_compare LIBRARY: fails, and says why, if it lacks or changes something of the
# recorded ABI. New functions are no change, nor is what allowed.abignore lists.
abi_compare ()
{
  local recorded=$root/tests/module/abi headers
  headers=$(echo "$recorded"/*.0)
  abidw "${abi_options[@]}" --headers-dir "$headers" --out-file "$log_dir/now.abi" "$1" &&
    abidiff --no-added-syms --fail-no-debug-info --suppressions "$recorded/allowed.abignore" \
      "$recorded/retrograde.abi" "$log_dir/now.abi"
}
