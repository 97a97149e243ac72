# shellcheck shell=bash
# Finds or installs the tools that build.sh needs, and downloads what later steps use.
# Sourced by build.sh, which defines `say`, `run`, `fail` and LOCKED; nothing here builds or tests anything.

# Columns: which commands need it, how to check for it, what it is for, and its packages for apt, dnf, pacman and brew
# ("-": none there). Rust and the version of Node.js are checked further down.
TOOLS='
build | command -v cc             | links what Rust compiles         | gcc libc6-dev  | gcc                         | gcc              | gcc
build | command -v node           | runs the JavaScript tools        | nodejs         | nodejs                      | nodejs           | node
build | command -v npm            | installs the JavaScript tools    | npm            | nodejs-npm                  | npm              | node
tests | command -v chromium       | the browser of the tests         | chromium       | chromium                    | chromium         | -
tests | find /usr/lib /usr/lib64 -maxdepth 4 -name ja.pak | the browser in Japanese | chromium-l10n  | chromium                    | chromium         | -
tests | command -v Xvfb           | a screen for the browser         | xvfb           | xorg-x11-server-Xvfb        | xorg-server-xvfb | -
tests | command -v openbox        | gives its dialogs the focus      | openbox        | openbox                     | openbox          | -
tests | command -v xdotool        | answers the certificate chooser  | xdotool        | xdotool                     | xdotool          | -
tests | command -v openssl        | packs certificates for the tests | openssl        | openssl                     | openssl          | openssl
tests | command -v certutil       | installs certificates            | libnss3-tools  | nss-tools                   | nss              | nss
tests | command -v pk12util       | installs certificates and keys   | libnss3-tools  | nss-tools                   | nss              | nss
tests | command -v faketime       | a browser with a wrong clock     | faketime       | libfaketime                 | libfaketime      | libfaketime
tests | fc-list :lang=ja file     | Japanese letters in pictures     | fonts-noto-cjk fontconfig | google-noto-sans-cjk-fonts | noto-fonts-cjk | -
'

# need build|tests: as root on Debian, installs missing tools; elsewhere it prints the command and fails.
need() {
  local when probe use apt dnf pacman brew manager missing='' packages=''
  manager=$(package_manager)
  # shellcheck disable=SC2034 # one of the last four is read, as ${!manager}
  while IFS='|' read -r when probe use apt dnf pacman brew; do
    if [[ " $* " != *" ${when// /} "* || -n $($probe 2>/dev/null) ]]; then continue; fi
    missing+="${probe/command -v/}($use)"
    packages+=" ${!manager}"
  done <<<"$TOOLS"
  if [[ -n $missing ]]; then
    say "missing:$(tr -s ' ' <<<"$missing" | sed 's/)/),/g; s/,$//; s/ )/)/g; s/( /(/g')"
    # A field of the table can hold two packages.
    read -ra packages <<<"$(xargs -n1 <<<"$packages" | sort -u | xargs)"
    install "${packages[@]}"
  fi
  need_node
  need_rust
}

package_manager() {
  local name
  for name in apt:apt-get dnf:dnf pacman:pacman brew:brew; do
    if command -v "${name#*:}" >/dev/null; then echo "${name%:*}"; return; fi
  done
  echo apt
}

install() {
  local command
  case $(package_manager) in
    apt) command="apt-get update && apt-get install -y --no-install-recommends $*" ;;
    dnf) command="sudo dnf install -y $*" ;;
    pacman) command="sudo pacman -S --needed $*" ;;
    brew) command="brew install $*" ;;
  esac
  if [[ " $* " == *" - "* ]]; then
    fail "some of them have no package here; the browser tests run on Linux. Debian's names: $(packages_for)"
  elif is_ubuntu && [[ " $* " == *" chromium "* ]]; then
    fail "Ubuntu has its chromium as a snap only, please run: snap install chromium
(the other tools follow when you start this again)"
  elif ! is_debian; then
    fail "please run: $command"
  elif ((EUID)); then
    fail "please run: sudo sh -c '$command'"
  else
    run apt-get update -q
    run env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"
    hash -r
  fi
}

is_debian() { command -v apt-get >/dev/null && grep -qE '^ID(_LIKE)?=.*(debian|ubuntu)' /etc/os-release; }
is_ubuntu() { grep -q '^ID=ubuntu' /etc/os-release; }
# packages_for build|tests…: Debian's packages for these commands, or for all.
packages_for() {
  local pattern; pattern="^($(tr ' ' '|' <<<"${*:-[a-z]+}")) "
  grep -E "$pattern" <<<"$TOOLS" | cut -d'|' -f4 | xargs -n1 | sort -u | xargs
}
# newer_or_same 20.20.2 20.19
newer_or_same() { [[ $(printf '%s\n' "$1" "$2" | sort -V | head -n1) == "$2" ]]; }

need_node() {
  local wanted; wanted=$(sed -n 's/.*"node": ">=\([0-9.]*\)".*/\1/p' package.json)
  local setup="curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && apt-get install -y nodejs"
  newer_or_same "$(node --version | tr -d v)" "$wanted" && return
  say "node $(node --version) is too old; $wanted or newer is needed"
  if ! is_debian; then fail "please install it from https://nodejs.org/"; fi
  if ((EUID)); then fail "please run: sudo sh -c '$setup'"; fi
  install curl ca-certificates
  run bash -c "$setup"
}

# Checks licences, sources and advisories of the crates (deny.toml). Installed below target/, so that no other version
# of it on this machine is used or replaced.
CARGO_DENY_VERSION=0.20.2
CARGO_DENY=target/tools/bin/cargo-deny

need_cargo_deny() {
  if [[ $("$CARGO_DENY" --version 2>/dev/null) == "cargo-deny $CARGO_DENY_VERSION" ]]; then return; fi
  say "missing: cargo-deny $CARGO_DENY_VERSION (checks licences and sources of the crates)"
  CARGO_TARGET_DIR=target/tools CARGO_PROFILE_DEV_DEBUG=0 \
    run cargo install cargo-deny --version "=$CARGO_DENY_VERSION" --locked --debug --root target/tools
}

# Downloads all crates of both lock files, also those of other platforms: later steps read them without a network.
fetch_crates() {
  local manifest
  for manifest in Cargo.toml crate/fuzz/Cargo.toml; do
    run cargo fetch "${LOCKED[@]}" --quiet --manifest-path "$manifest" ||
      fail "the crates of $manifest could not be fetched, see above; this needs a connection to the crates' registry once"
  done
}

need_rust() {
  local target=wasm32-unknown-unknown
  local setup="curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh -s -- -y --profile minimal"
  if ! command -v cargo >/dev/null; then
    say "missing: cargo (compiles the core)"
    if ! is_debian || ((EUID)); then fail "please run: $setup"; fi
    install curl ca-certificates
    run bash -c "$setup"
    hash -r
  fi
  local wanted; wanted=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
  newer_or_same "$(rustc --version | cut -d' ' -f2)" "$wanted" ||
    fail "$(rustc --version) is too old; $wanted or newer is needed, please run: rustup update stable"
  [[ -d $(rustc --print sysroot)/lib/rustlib/$target ]] || add_to_rust target "$target"
  cargo clippy --version >/dev/null 2>&1 || add_to_rust component clippy
  cargo fmt --version >/dev/null 2>&1 || add_to_rust component rustfmt
}

add_to_rust() {
  command -v rustup >/dev/null ||
    fail "this Rust lacks the $1 $2; with Rust from https://rustup.rs please run: rustup $1 add $2"
  run rustup "$1" add "$2"
}

# The JavaScript tools, exactly as locked; nothing happens while the lock file stays the same.
need_node_modules() {
  local stamp=node_modules/.lock-of-this-install
  cmp -s package-lock.json "$stamp" && return
  say "JavaScript tools: npm ci"
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error ||
    fail "the JavaScript tools cannot be downloaded; this needs a connection to npm's registry once"
  cp package-lock.json "$stamp"
}
