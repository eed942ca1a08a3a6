# shellcheck shell=bash
# Sourced by script/server and script/test: brings what is missing before any Python of ours can run.
# Speaks to the person in Indonesian; the noise of apt and pip goes to a log.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
umask 022 # packages must be readable by the account that PostgreSQL runs as

say() { printf '%s\n' "$*"; }
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# setting NAME: its value in the environment, or else in .env (which is read, never executed).
setting() {
  local value=${!1-}
  if [ -z "$value" ] && [ -r .env ]; then
    value=$(sed -nE "s/^[[:space:]]*(export[[:space:]]+)?$1=//p" .env | tail -n 1)
    value=${value%$'\r'}
    value=${value#[\"\']}
    value=${value%[\"\']}
  fi
  printf '%s' "$value"
}

VAR_DIR=$(setting VAR_DIR)
export VAR_DIR=${VAR_DIR:-$PWD/var}
setup_log=$VAR_DIR/log/setup.log

# Only its owner may look into var/; root leaves a door through which PostgreSQL's account finds its folder.
make_var() {
  local mode=700
  [ "$EUID" != 0 ] || mode=711
  { [ -d "$VAR_DIR" ] || mkdir -p -m "$mode" "$VAR_DIR"; } 2>/dev/null &&
    mkdir -p -m 700 "$VAR_DIR/log" 2>/dev/null && [ -w . ] && [ -w "$VAR_DIR/log" ] ||
    fail "Folder $PWD tidak dapat ditulisi oleh pengguna ini: jalankan sebagai pemilik folder, atau salin proyek ke folder sendiri."
}

# Runs a long command with its noise in the log; Ctrl-C and SIGTERM end the command too.
child=
trap '[ -z "$child" ] || kill "$child" 2>/dev/null; wait; say "Dihentikan."; exit 130' INT TERM
quietly() {
  local result=0
  "$@" >>"$setup_log" 2>&1 </dev/null &
  child=$!
  wait "$child" || result=$?
  child=
  return "$result"
}

find_python() {
  for python in python3 /usr/bin/python3; do
    ! "$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || return 0
  done
  return 1
}

has_venv() { .venv/bin/python -c 'import pip' 2>/dev/null; }

# need_debian_packages [LIBRARY-OR-FILE=PACKAGE…]: what pip cannot bring, for the PDFs and what is named.
need_debian_packages() {
  local libraries missing=() need as_root=()
  libraries=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p)
  has_venv || find_python || missing+=(python3 python3-venv)
  for need in libpango-1.0.so.0=libpango-1.0-0 libpangoft2-1.0.so.0=libpangoft2-1.0-0 \
    libharfbuzz-subset.so.0=libharfbuzz-subset0 /usr/share/zoneinfo/Asia/Jakarta=tzdata "$@"; do
    [ -e "${need%=*}" ] || [[ $libraries == *"${need%=*}"* ]] || missing+=("${need#*=}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  [ "$EUID" = 0 ] || as_root=(sudo -n)
  command -v apt-get >/dev/null && "${as_root[@]}" true 2>/dev/null ||
    fail "Paket sistem belum ada dan hanya root yang dapat memasangnya. Jalankan: sudo apt-get install ${missing[*]}"
  say "Memasang paket sistem (sekali saja): ${missing[*]} …"
  local install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}")
  quietly "${install[@]}" || { quietly "${as_root[@]}" apt-get update && quietly "${install[@]}"; } ||
    fail "Paket sistem ${missing[*]} tidak dapat dipasang: periksa sambungan internet lalu ulangi (rincian: $setup_log)."
  has_venv || find_python || fail "Dibutuhkan Python 3.11 atau yang lebih baru (paket Debian python3 dan python3-venv)."
}

# need_requirements FILE…: installs a file only when it, or the Python below it, has changed.
need_requirements() {
  local file options installed
  if ! has_venv; then
    say "Menyiapkan lingkungan Python …"
    find_python && quietly "$python" -m venv --clear .venv ||
      fail "Lingkungan Python tidak dapat dibuat di $PWD/.venv (rincian: $setup_log)."
  fi
  for file in "$@"; do
    installed=.venv/.installed-$file
    options=()
    [ "$file" != requirements-embedded.txt ] || options=(--require-hashes --no-deps)
    if [ "$(fingerprint "$file")" != "$(cat "$installed" 2>/dev/null)" ]; then
      say "Memasang paket Python dari $file (sekali saja, sekitar satu menit) …"
      quietly .venv/bin/python -m pip install --no-input --disable-pip-version-check "${options[@]}" -r "$file" ||
        fail "Paket Python dari $file tidak dapat dipasang: periksa sambungan internet lalu ulangi (rincian: $setup_log)."
      fingerprint "$file" >"$installed"
    fi
  done
}

fingerprint() {
  .venv/bin/python -VV
  sha256sum <"$1"
}

# Two starts at the same moment must not write into one .venv.
set_up_alone() {
  exec 8>>"$VAR_DIR/.setup.lock"
  flock -n 8 || { say "Menunggu persiapan lain di folder ini selesai …" && flock 8; }
}
