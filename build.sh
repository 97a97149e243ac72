#!/usr/bin/env bash
# The one script: what a developer runs and what the continuous integration runs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# Where rustup puts cargo on a machine that had none a minute ago.
PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"

usage() {
  cat <<'TEXT'
./build.sh          build and package: dist/unpacked/ and dist/karte-signin-doctor-<version>.zip
./build.sh try      build, open Chromium on failing sign-in pages, diagnose, repair, report; pictures: dist/try*.png
./build.sh test     build, check and run every test; logs: dist/logs/
./build.sh soak     build and try every fault on everything, then random kills; numbers: docs/reliability.md
./build.sh check    build, then formats, lints and types
./build.sh release  test, then two clean builds at different places: the same bytes; leaves dist/release/
./build.sh bench    build and measure: docs/measurements.md; with names (idle core …) only those, and nothing is kept
./build.sh fuzz     feed every reader with hostile input, 60 seconds each or as many as are named
./build.sh format   rewrite the sources as `check` wants them
./build.sh tools    install or name every tool that is missing, for all of the above
TEXT
}

say() { printf '\n== %s\n' "$*"; }
run() { printf '+ %s\n' "$*"; "$@"; }
fail() { printf '\nbuild.sh: %s\n' "$*" >&2; exit 2; }

# ---------------------------------------------------------------- tools

# Per line: when it is needed, how to see that it is there, what it is for, and its package for
# apt, dnf, pacman and brew ("-": none there). Rust and the version of Node.js are looked after below.
TOOLS='
build | command -v cc             | links what Rust compiles         | gcc libc6-dev  | gcc                         | gcc              | gcc
build | command -v node           | runs the JavaScript tools        | nodejs         | nodejs                      | nodejs           | node
build | command -v npm            | installs the JavaScript tools    | npm            | nodejs-npm                  | npm              | node
tests | command -v chromium       | the browser of the tests         | chromium       | chromium                    | chromium         | -
tests | find /usr/lib /usr/lib64 -maxdepth 4 -name ja.pak | the browser in Japanese | chromium-l10n  | chromium                    | chromium         | -
tests | command -v Xvfb           | a screen for the browser         | xvfb           | xorg-x11-server-Xvfb        | xorg-server-xvfb | -
tests | command -v openbox        | gives its dialogs the focus      | openbox        | openbox                     | openbox          | -
tests | command -v xdotool        | answers the certificate chooser  | xdotool        | xdotool                     | xdotool          | -
tests | command -v certutil       | installs certificates            | libnss3-tools  | nss-tools                   | nss              | nss
tests | command -v pk12util       | installs certificates and keys   | libnss3-tools  | nss-tools                   | nss              | nss
tests | command -v faketime       | a browser with a wrong clock     | faketime       | libfaketime                 | libfaketime      | libfaketime
bench | command -v htpdate        | another clock to compare with    | htpdate        | -                           | htpdate          | -
tests | fc-list :lang=ja file     | Japanese letters in pictures     | fonts-noto-cjk fontconfig | google-noto-sans-cjk-fonts | noto-fonts-cjk | -
'

# need build|tests: installs what is missing where that can be done without asking, else says how.
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
    fail "some of them have no package here; the browser tests run on Linux. Debian's names: $(debian_names)"
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
debian_names() { cut -d'|' -f4 <<<"$TOOLS" | xargs -n1 | sort -u | xargs; }
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

# Holds the dependencies against deny.toml.
need_cargo_deny() {
  if cargo deny --version >/dev/null 2>&1; then return; fi
  say "missing: cargo deny (looks over licences and sources of the crates)"
  CARGO_TARGET_DIR=target/tools CARGO_PROFILE_DEV_DEBUG=0 run cargo install cargo-deny --locked --debug
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
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json "$stamp"
}

# ---------------------------------------------------------------- build

# The version stands in Cargo.toml, under [workspace.package].
version() { sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml; }

# The version and a hash of all that goes into the extension: the same sources, the same id.
build_id() {
  local hash
  hash=$(find crate/Cargo.toml crate/src extension tools/bundle/Cargo.toml tools/bundle/src \
    tools/join.mjs manifest.json Cargo.toml Cargo.lock package-lock.json -type f -print0 |
    LC_ALL=C sort -z | xargs -0 "${SHA256[@]}" | "${SHA256[@]}")
  echo "$(version)+${hash:0:10}"
}

SHA256=(sha256sum)
if ! command -v sha256sum >/dev/null; then SHA256=(shasum -a 256); fi

# Unix seconds of the commit; without git, as in an unpacked source archive, the first of 2026.
commit_time() { git log -1 --format=%ct 2>/dev/null || echo 1767225600; }

# Flags of the wasm build: no path of this machine may end up in a panic message.
portable_flags() {
  local sysroot; sysroot=$(rustc --print sysroot)
  printf -- '--remap-path-prefix=%s=/src\x1f' "$PWD"
  printf -- '--remap-path-prefix=%s=/cargo\x1f' "${CARGO_HOME:-$HOME/.cargo}"
  printf -- '--remap-path-prefix=%s=/rust' "$sysroot"
}

build() {
  mkdir -p target dist
  # Two builds in one folder would mix their files.
  if command -v flock >/dev/null; then exec 9>target/build.lock; flock 9; fi
  KSD_VERSION=$(version) KSD_BUILD=$(build_id)
  SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(commit_time)}
  export KSD_VERSION KSD_BUILD SOURCE_DATE_EPOCH

  say "core: cargo build --release --target wasm32-unknown-unknown ($KSD_BUILD)"
  KSD_BUILD_TIME=$SOURCE_DATE_EPOCH CARGO_ENCODED_RUSTFLAGS=$(portable_flags) \
    cargo build "${LOCKED[@]}" --release --target wasm32-unknown-unknown -p karte-signin-doctor --lib
  say "bundle tool: cargo build -p karte-bundle"
  cargo build "${LOCKED[@]}" -p karte-bundle
  bind
  say "package: dist/unpacked, dist/karte-signin-doctor-$KSD_VERSION.zip"
  node tools/join.mjs . "$TARGET/bundle" "$TARGET/joined"
  "$TARGET/debug/karte-bundle" pack . "$TARGET/bundle" "$TARGET/joined" dist
  node tools/sbom.mjs "dist/karte-signin-doctor-$KSD_VERSION.zip"
  exec 9>&-
}

# The features that rustc uses. No inlining: rustc has done it, and done twice it makes the file 8 % larger
# when compressed and takes half of the time. A second round would find a thousandth, and take as long again.
# Nothing lies in the first kilobyte: it is the far end of the stack.
WASM_OPT=(-Oz --skip-pass=inlining-optimizing --low-memory-unused
  --enable-bulk-memory --enable-multivalue --enable-mutable-globals
  --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext)

# wasm-bindgen and wasm-opt, when the core or one of the two has changed.
bind() {
  local core=$TARGET/wasm32-unknown-unknown/release/karte_signin_doctor.wasm out=$TARGET/bundle
  local wasm=$out/karte_signin_doctor_bg.wasm stamp
  stamp="$(cat "$core" "$TARGET/debug/karte-bundle" package-lock.json | "${SHA256[@]}") ${WASM_OPT[*]}"
  if [[ $stamp == "$(cat "$out/stamp" 2>/dev/null)" ]]; then return; fi
  rm -rf "$out"
  say "core: wasm-bindgen, wasm-opt ${WASM_OPT[0]}"
  "$TARGET/debug/karte-bundle" bind "$core" "$out"
  node_modules/.bin/wasm-opt "${WASM_OPT[@]}" "$wasm" -o "$wasm"
  wc -c "$wasm"
  echo "$stamp" >"$out/stamp"
}

# ---------------------------------------------------------------- check and test

# step <kind> <name> <command…>: runs it, keeps its log and its exit code for `sum`, goes on in any case.
# Kinds: step (counts as one), cargo, node, playwright (their closing lines are counted).
step() {
  local kind=$1 name=$2 code; shift 2
  say "$name: $*"
  set +e
  "$@" 2>&1 | tee "$LOGS/$name.log"
  code=${PIPESTATUS[0]}
  set -e
  printf '%s\t%s\t%s\n' "$kind" "$name" "$code" >>"$LOGS/steps.tsv"
  return 0
}

begin_steps() { mkdir -p "$LOGS"; rm -rf "${LOGS:?}"/*; : >"$LOGS/steps.tsv"; }

# Prints one line for each suite and, as the last, "N passed, N failed"; fails when anything failed.
sum() {
  say "sum"
  if ! command -v node >/dev/null; then echo "0 passed, 1 failed"; return 1; fi
  node tools/sum.mjs "$LOGS"
}

check_steps() {
  local bin=node_modules/.bin
  step step rustfmt cargo fmt --all --check
  step step clippy cargo clippy "${LOCKED[@]}" --workspace --all-targets -- -D warnings
  step step clippy-wasm cargo clippy "${LOCKED[@]}" --target wasm32-unknown-unknown \
    -p karte-signin-doctor --lib -- -D warnings
  step step prettier $bin/prettier --check "${PRETTY[@]}"
  step step eslint $bin/eslint --max-warnings 0 .
  step step types-extension $bin/tsc -p tsconfig.json
  step step types-tools $bin/tsc -p tsconfig.node.json
  step step lint-extension node tools/lint-extension.mjs dist/unpacked
  step step dependencies ./build.sh dependencies
}

# Licences and sources of everything in the lock files; what is known against them, where that can be asked.
dependencies() {
  local deny=(cargo deny --config "$PWD/deny.toml") manifest
  for manifest in Cargo.toml crate/fuzz/Cargo.toml; do
    run "${deny[@]}" --manifest-path "$manifest" --offline check --hide-inclusion-graph licenses bans sources
  done
  if "${deny[@]}" fetch db >"$LOGS/advisories.log" 2>&1; then
    run "${deny[@]}" --offline check --hide-inclusion-graph advisories
  else
    echo "advisories: NOT CHECKED, the database https://github.com/RustSec/advisory-db cannot be reached from here"
  fi
}

# Two clean clones of the last commit at different places, each built alone: every byte has to be the same.
reproducible() {
  if ! git rev-parse HEAD >/dev/null 2>&1; then fail "this is no clone: there is nothing to build twice"; fi
  local there one two
  there=$(mktemp -d); one=$there/a two=$there/another/place
  # shellcheck disable=SC2064 # this folder, also when the variable is gone
  trap "rm -rf '$there'" EXIT
  for place in "$one" "$two"; do
    run git clone --quiet --no-hardlinks . "$place"
    cp -R node_modules "$place/"
    (cd "$place" && env -u CARGO_TARGET_DIR -u SOURCE_DATE_EPOCH ./build.sh build >build.log 2>&1) ||
      { tail -n 40 "$place/build.log"; fail "the clone cannot be built"; }
  done
  for file in "$one"/dist/*.zip "$one"/dist/*.cdx.json; do
    (cd "$one/dist" && "${SHA256[@]}" "${file##*/}")
    run cmp "$file" "$two/dist/${file##*/}"
  done
  rm -rf dist/release
  mkdir -p dist/release
  cp "$one"/dist/*.zip "$one"/dist/*.cdx.json dist/release/
  echo "2 clean builds, $(wc -c <"$(echo "$one"/dist/*.zip)") bytes, all equal"
}

test_steps() {
  step cargo rust cargo test "${LOCKED[@]}" --workspace --no-fail-fast
  step step lab-binary cargo build "${LOCKED[@]}" -p karte-lab
  step node scripts node --test --test-reporter=tap tools/*.test.mjs tests/unit/*.test.mjs
  step step reproducible ./build.sh reproducible
  rm -rf dist/faults
  step playwright browser env PLAYWRIGHT_JSON_OUTPUT_NAME="$PWD/$LOGS/browser.json" \
    node_modules/.bin/playwright test -c tests/e2e/playwright.config.js --reporter=list,json
  step step faults node tools/faults.mjs dist
}

# Every cell of the table of faults, every step of a try and of a search, and kills at random moments.
soak_steps() {
  rm -rf dist/faults
  step playwright soak env KSD_SOAK=1 PLAYWRIGHT_JSON_OUTPUT_NAME="$PWD/$LOGS/soak.json" \
    node_modules/.bin/playwright test -c tests/e2e/playwright.config.js --reporter=list,json \
    e2e/faults.spec.js e2e/soak.spec.js e2e/kill.spec.js
  step step faults node tools/faults.mjs dist --docs
}

# ---------------------------------------------------------------- commands

shopt -s nullglob
TARGET=${CARGO_TARGET_DIR:-target}
LOGS=dist/logs
PRETTY=("*.{js,json}" "{extension,tests,tools,types}/**/*.{js,mjs,ts,css}" manifest.json .prettierrc)
LOCKED=()
# Elsewhere a changed Cargo.toml may still update the lock file.
if [[ -n ${CI:-} ]]; then LOCKED=(--locked); fi
export KSD_DIST=$PWD/dist KSD_UNPACKED=$PWD/dist/unpacked KSD_LAB
KSD_LAB=$(realpath -m "$TARGET/debug/karte-lab")

case ${1-build} in
  build) need build; need_node_modules; build ;;
  tools) need build tests; need_node_modules; need_cargo_deny ;;
  dependencies) need_cargo_deny; mkdir -p "$LOGS"; dependencies ;;
  reproducible) reproducible ;;
  release)
    ./build.sh test
    (cd dist/release && "${SHA256[@]}" * | tee SHA256SUMS)
    say "dist/release; what else belongs to a release: docs/release.md"
    ;;
  check)
    begin_steps
    step step tools ./build.sh tools
    step step build ./build.sh build
    check_steps
    sum
    ;;
  test)
    begin_steps
    step step tools ./build.sh tools
    step step build ./build.sh build
    check_steps
    test_steps
    sum
    ;;
  soak)
    need build tests; need_node_modules; build
    begin_steps
    step step lab-binary cargo build "${LOCKED[@]}" -p karte-lab
    soak_steps
    sum
    ;;
  try)
    need build tests; need_node_modules; build
    say "lab: cargo build -p karte-lab"
    cargo build "${LOCKED[@]}" -p karte-lab
    say "browser: node tests/e2e/try.mjs"
    node tests/e2e/try.mjs
    ;;
  bench)
    need build tests bench; need_node_modules; build
    say "lab: cargo build -p karte-lab"
    cargo build "${LOCKED[@]}" -p karte-lab
    shift
    if (($#)); then run node tests/bench/run.mjs "$@"; exit; fi
    say "search: questions to find an extension, beside two other tools; kept: tests/bench/bisect.md"
    cargo run "${LOCKED[@]}" --release -q -p karte-signin-doctor --example bisect >target/bisect.md
    mv target/bisect.md tests/bench/bisect.md
    say "bench: node tests/bench/run.mjs, numbers: tests/bench/results.json, docs/measurements.md"
    node tests/bench/run.mjs
    ;;
  fuzz)
    need_rust
    say "fuzz: crate/fuzz/run.sh ${2-60}, numbers: crate/fuzz/numbers.md"
    crate/fuzz/run.sh "${2-60}"
    ;;
  format)
    need build; need_node_modules
    run cargo fmt --all
    run node_modules/.bin/eslint --fix . || true
    run node_modules/.bin/prettier --write --log-level warn "${PRETTY[@]}"
    ;;
  -h | --help | help) usage ;;
  *) usage >&2; exit 2 ;;
esac
