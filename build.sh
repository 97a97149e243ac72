#!/usr/bin/env bash
# The only build script: developers and the continuous integration run it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# rustup installs cargo here. The PATH of the running shell may not contain this folder yet.
PATH="$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"

usage() {
  cat <<'TEXT'
./build.sh          build and package: dist/unpacked/ and dist/karte-signin-doctor-<version>.zip
./build.sh try      build, open Chromium on failing sign-in pages, diagnose, repair, report; pictures: dist/try*.png
./build.sh test     build, check and run every test; logs: dist/logs/
./build.sh soak     build, play a million lives, replay a hundred, try every fault, random kills; numbers: docs/reliability.md
./build.sh dev      build quickly, without optimising: dist/unpacked/ only; with --watch again after each change
./build.sh check    build, then formats, lints and types
./build.sh release  test, build once more in a clean clone, compare every byte; leaves dist/release/
                    with --update-url https://SERVER/FOLDER --key FILE.pem also the signed CRX and update.xml
                    that this server offers to PCs of its own administration (docs/admin.md)
./build.sh bench    build and measure: docs/measurements.md; with names (idle core …) only those, kept with --keep only
./build.sh fuzz     feed every reader with hostile input, 60 seconds each or as many as are named
./build.sh format   rewrite the sources as `check` wants them
./build.sh tools    install or name every tool that is missing, for all of the above
TEXT
}

say() { printf '\n== %s\n' "$*"; }
run() { printf '+ %s\n' "$*"; "$@"; }
fail() { printf '\nbuild.sh: %s\n' "$*" >&2; exit 2; }

# shellcheck source=tools/setup.sh
source tools/setup.sh

# ---------------------------------------------------------------- build

# version [file]: the version in Cargo.toml, or in another state of it, under [workspace.package].
version() { sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' "${1-Cargo.toml}"; }

# The build id: the version and a hash of all sources of the extension. Equal sources give an equal id.
build_id() {
  local hash
  hash=$(find crate/Cargo.toml crate/src extension tools/bundle/Cargo.toml tools/bundle/src \
    tools/bundle-scripts.mjs manifest.json Cargo.toml Cargo.lock package-lock.json -type f -print0 |
    LC_ALL=C sort -z | xargs -0 "${SHA256[@]}" | "${SHA256[@]}")
  echo "$(version)+${hash:0:10}"
}

SHA256=(sha256sum)
if ! command -v sha256sum >/dev/null; then SHA256=(shasum -a 256); fi

# Unix time of the last commit; without git, as in an unpacked source archive, 2026-01-01.
commit_time() { git log -1 --format=%ct 2>/dev/null || echo 1767225600; }

# rustc flags of the wasm build: they keep paths of this machine out of panic messages.
portable_flags() {
  local sysroot; sysroot=$(rustc --print sysroot)
  printf -- '--remap-path-prefix=%s=/src\x1f' "$PWD"
  printf -- '--remap-path-prefix=%s=/cargo\x1f' "${CARGO_HOME:-$HOME/.cargo}"
  printf -- '--remap-path-prefix=%s=/rust' "$sysroot"
}

# Sets the version and the id of the build. A lock makes a second build in this folder wait, or they would mix their files.
begin_build() {
  mkdir -p target dist
  if command -v flock >/dev/null; then exec 9>target/build.lock; flock 9; fi
  KSD_VERSION=$(version) KSD_BUILD=$(build_id)
  SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(commit_time)}
  export KSD_VERSION KSD_BUILD SOURCE_DATE_EPOCH
}

end_build() { exec 9>&-; }

# compile_core <cargo profile>
compile_core() {
  say "core: cargo build --profile $1 --target wasm32-unknown-unknown ($KSD_BUILD)"
  KSD_BUILD_TIME=$SOURCE_DATE_EPOCH CARGO_ENCODED_RUSTFLAGS=$(portable_flags) \
    cargo build "${LOCKED[@]}" --profile "$1" --target wasm32-unknown-unknown -p karte-signin-doctor --lib
  native_tool karte-bundle
}

# native_tool <name> [--examples]: compiles a program of the workspace. With --workspace its dependencies get the same
# features as for clippy and the tests, so that cargo compiles them only once.
native_tool() {
  say "$1: cargo build --workspace --bin $*"
  cargo build "${LOCKED[@]}" --workspace --bin "$@"
}

build() {
  begin_build
  compile_core release
  bind
  say "package: dist/unpacked, dist/karte-signin-doctor-$KSD_VERSION.zip"
  node tools/bundle-scripts.mjs . "$TARGET/bundle" "$TARGET/scripts"
  "$TARGET/debug/karte-bundle" pack . "$TARGET/bundle" "$TARGET/scripts" dist
  node tools/sbom.mjs "dist/karte-signin-doctor-$KSD_VERSION.zip"
  end_build
}

# Builds the extension quickly, for development: other cargo profile, no wasm-opt, no zip.
build_dev() {
  # Not target/development: there cargo keeps the build scripts of that profile.
  local out=$TARGET/bundle-dev
  begin_build
  compile_core development
  rm -rf "$out"
  "$TARGET/debug/karte-bundle" bind "$TARGET/wasm32-unknown-unknown/development/karte_signin_doctor.wasm" "$out/bundle"
  node tools/bundle-scripts.mjs . "$out/bundle" "$out/scripts"
  "$TARGET/debug/karte-bundle" unpack . "$out/bundle" "$out/scripts" dist
  end_build
  say "dist/unpacked; reload it on chrome://extensions"
}

# Builds again after each change of the sources, until it is stopped.
watch_dev() {
  local sources=(crate/src extension manifest.json Cargo.toml crate/Cargo.toml) stamp=target/watch.stamp
  while true; do
    touch "$stamp"
    # After a failed build the loop waits for the next change.
    ./build.sh dev || true
    until [[ -n $(find "${sources[@]}" -newer "$stamp" -print -quit) ]]; do sleep 0.5; done
  done
}

# Options of wasm-opt; --enable-… are the wasm features that rustc uses. Inlining is skipped: rustc has done it already,
# and a second pass takes half of the time and makes the compressed file 8 % larger. local-cse and merge-similar-functions
# are skipped: the file gets smaller, but the compressed file 0.4 % larger. --low-memory-unused is safe, because the first
# kilobyte of the memory is the end of the stack. --converge repeats the passes until nothing changes: 600 bytes less, compressed.
WASM_OPT=(-Oz --converge --skip-pass=inlining-optimizing --skip-pass=local-cse --skip-pass=merge-similar-functions
  --low-memory-unused --strip-producers --strip-target-features
  --enable-bulk-memory --enable-multivalue --enable-mutable-globals
  --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext)

# Runs wasm-bindgen and wasm-opt if the core, one of the two tools or the options of wasm-opt have changed.
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

# step <kind> <name> <command…>: runs it, keeps its log, exit code and times for `summarize`, and goes on in any case.
# Kinds: step (counts as one), cargo, node, playwright (their closing lines are counted).
step() {
  local kind=$1 name=$2 code times; shift 2
  # Elapsed seconds, and processor seconds in user and system mode.
  local TIMEFORMAT=$'%R\t%U\t%S'
  say "$name: $*"
  set +e
  { time { "$@" 2>&1 | tee "$LOGS/$name.log"; code=${PIPESTATUS[0]}; }; } 2>"$LOGS/$name.time"
  set -e
  times=$(tail -n 1 "$LOGS/$name.time")
  rm "$LOGS/$name.time"
  printf '%s\t%s\t%s\t%s\n' "$kind" "$name" "$code" "$times" >>"$LOGS/steps.tsv"
}

begin_steps() { mkdir -p "$LOGS"; rm -rf "${LOGS:?}"/*; : >"$LOGS/steps.tsv"; }

# Prints the times, one line for each suite and, as the last, "N passed, N failed"; fails when anything failed.
summarize() {
  say "summary"
  if ! command -v node >/dev/null; then echo "0 passed, 1 failed"; return 1; fi
  node tools/summarize-tests.mjs "$LOGS"
}

lint_rust_steps() {
  step step rustfmt cargo fmt --all --check
  step step clippy cargo clippy "${LOCKED[@]}" --workspace --all-targets -- -D warnings
  # With the profile of the build, whose procedural macros and build scripts are already compiled.
  step step clippy-wasm cargo clippy "${LOCKED[@]}" --release --target wasm32-unknown-unknown \
    -p karte-signin-doctor --lib -- -D warnings
}

lint_steps() {
  local bin=node_modules/.bin
  step step prettier $bin/prettier --check "${PRETTY[@]}"
  step step eslint $bin/eslint --max-warnings 0 .
  step step types-extension $bin/tsc -p tsconfig.json
  step step types-tools $bin/tsc -p tsconfig.node.json
  step step lint-extension node tools/lint-extension.mjs dist/unpacked
  step step dependencies ./build.sh dependencies
}

# Checks licences and sources of everything in the lock files, and the advisories where their database can be reached.
dependencies() {
  local deny=("$CARGO_DENY" --config "$PWD/deny.toml") manifest
  for manifest in Cargo.toml crate/fuzz/Cargo.toml; do
    run "${deny[@]}" --manifest-path "$manifest" --offline check --hide-inclusion-graph licenses bans sources
  done
  if "${deny[@]}" fetch db >"$LOGS/advisories.log" 2>&1; then
    run "${deny[@]}" --offline check --hide-inclusion-graph advisories
  else
    echo "advisories: NOT CHECKED, the database https://github.com/RustSec/advisory-db cannot be reached from here"
  fi
}

# Another compiler version produces other bytes, so a release requires the version that Cargo.toml names.
same_toolchain() {
  local wanted here
  wanted=$(sed -n 's/^release-rust = "\(.*\)"/\1/p' Cargo.toml)
  here=$(rustc --version | cut -d' ' -f2)
  [[ $here == "$wanted" ]] || fail "releases are built with Rust $wanted, this is $here; please run: rustup default $wanted"
}

# Builds the last commit in a clean clone in another folder, with its own JavaScript tools, and requires the same bytes as
# the build in this folder. The clone's build of a commit stays in dist/release, and later runs compare with that one.
reproducible() {
  if ! git rev-parse HEAD >/dev/null 2>&1; then fail "this is no clone: there is nothing to build twice"; fi
  local stamp=$TARGET/reproducible.stamp name commit file
  name=karte-signin-doctor-$(git show HEAD:Cargo.toml | version /dev/stdin)
  commit="$(git rev-parse HEAD) $(rustc --version)"
  if [[ $commit == "$(cat "$stamp" 2>/dev/null)" && -f dist/release/$name.zip && -f dist/release/$name.cdx.json ]]; then
    echo "the clean clone of this commit was built by an earlier run"
  else
    build_in_clones "$name"
  fi
  # After a difference the next run builds the clone again.
  rm -f "$stamp"
  if [[ -z $(git status --porcelain) ]]; then
    for file in "$name.zip" "$name.cdx.json"; do run cmp "dist/$file" "dist/release/$file"; done
  fi
  echo "$commit" >"$stamp"
  (cd dist/release && "${SHA256[@]}" "$name.zip" "$name.cdx.json")
  echo "2 builds at different places, $(wc -c <"dist/release/$name.zip") bytes, all equal"
}

# build_in_clones <name>: builds the last commit in a clean clone and keeps its packages in dist/release. If this folder
# has uncommitted changes, a second clone is compared in its place.
build_in_clones() {
  local there two file
  there=$(mktemp -d); two=$there/another/place
  # shellcheck disable=SC2064 # expanded now, because the variable is gone when the trap runs
  trap "rm -rf '$there'" EXIT
  clean_build "$two"
  if [[ -n $(git status --porcelain) ]]; then
    clean_build "$there/a"
    for file in "$1.zip" "$1.cdx.json"; do run cmp "$there/a/dist/$file" "$two/dist/$file"; done
  fi
  rm -rf dist/release
  mkdir -p dist/release
  cp "$two/dist/$1.zip" "$two/dist/$1.cdx.json" dist/release/
  SOURCE_DATE_EPOCH=$(commit_time) "$TARGET/debug/karte-bundle" \
    store "$two/dist/unpacked" "dist/release/$1-store.zip"
}

# clean_build <folder>: clones the last commit into the folder and builds it there. Only the installed tools are shared.
clean_build() {
  run git clone --quiet --no-hardlinks . "$1"
  (cd "$1" && env -u CARGO_TARGET_DIR -u SOURCE_DATE_EPOCH ./build.sh build >build.log 2>&1) ||
    { tail -n 40 "$1/build.log"; fail "the clone cannot be built"; }
}

rust_steps() {
  lint_rust_steps
  step cargo rust cargo test "${LOCKED[@]}" --workspace --no-fail-fast
}

script_steps() {
  lint_steps
  step node scripts node --test --test-reporter=tap tools/*.test.mjs tests/unit/*.test.mjs
  step step reproducible ./build.sh reproducible
}

test_steps() {
  # The tests of scripts and of the browser run these programs.
  step step lab-binary native_tool karte-lab --examples
  # Beside the Rust steps, because many of both use one processor only. Their output is printed when they have ended.
  # They are a process group of their own, which can be ended as a whole.
  local beside code=0
  set -m
  script_steps </dev/null >"$LOGS/script_steps.out" 2>&1 &
  beside=$!
  set +m
  # shellcheck disable=SC2064 # expanded now, because the variable is gone when the trap runs
  trap "kill -- -$beside 2>/dev/null" EXIT
  trap 'exit 130' INT TERM
  rust_steps
  wait "$beside" || code=$?
  trap - EXIT INT TERM
  cat "$LOGS/script_steps.out"
  if ((code)); then printf 'step\tscript_steps\t%s\t0\t0\t0\n' "$code" >>"$LOGS/steps.tsv"; fi
  rm -rf dist/faults
  step playwright browser env PLAYWRIGHT_JSON_OUTPUT_NAME="$PWD/$LOGS/browser.json" \
    node_modules/.bin/playwright test -c tests/e2e/playwright.config.js --reporter=list,json
  step step faults node tools/faults.mjs dist
}

# A million simulated lives, replays of some in the browser, every cell of the fault table, every step of a try and of a
# search, and kills at random moments.
soak_steps() {
  rm -rf dist/faults
  step cargo lives env KARTE_LIVES=1000000 cargo test "${LOCKED[@]}" -p karte-clinic --test lives
  step playwright soak env KSD_SOAK=1 PLAYWRIGHT_JSON_OUTPUT_NAME="$PWD/$LOGS/soak.json" \
    node_modules/.bin/playwright test -c tests/e2e/playwright.config.js --reporter=list,json \
    e2e/clinic.spec.js e2e/faults.spec.js e2e/soak.spec.js e2e/kill.spec.js
  step step faults node tools/faults.mjs dist --docs
}

# ---------------------------------------------------------------- commands

shopt -s nullglob
TARGET=${CARGO_TARGET_DIR:-target}
LOGS=dist/logs
PRETTY=("*.{js,json}" "{extension,tests,tools,types}/**/*.{js,mjs,ts,css}" manifest.json .prettierrc)
LOCKED=()
# In CI only: on a developer's machine a changed Cargo.toml may still update the lock file.
if [[ -n ${CI:-} ]]; then LOCKED=(--locked); fi
export KSD_DIST=$PWD/dist KSD_UNPACKED=$PWD/dist/unpacked KSD_LAB
KSD_LAB=$(realpath -m "$TARGET/debug/karte-lab")

case ${1-build} in
  build) need build; need_node_modules; build ;;
  dev)
    need build; need_node_modules
    if [[ ${2-} == --watch ]]; then watch_dev; else build_dev; fi
    ;;
  tools) need build tests; need_node_modules; fetch_crates; need_cargo_deny ;;
  dependencies) need_rust; fetch_crates; need_cargo_deny; mkdir -p "$LOGS"; dependencies ;;
  reproducible) need build; need_node_modules; build; reproducible ;;
  release)
    shift
    # Reports a wrong address or key before the tests run.
    if (($#)); then need build; need_node_modules; run node tools/self-hosted.mjs "$@"; fi
    if [[ -n $(git status --porcelain) ]]; then fail "commit or remove what is changed: a release is built from a commit"; fi
    same_toolchain
    # The second build of a release is made anew.
    rm -f "$TARGET/reproducible.stamp"
    ./build.sh test
    if (($#)); then
      run node tools/self-hosted.mjs "$@" "dist/release/karte-signin-doctor-$(version).zip" dist/release
    fi
    (cd dist/release && "${SHA256[@]}" * | tee SHA256SUMS)
    say "dist/release; what else belongs to a release: docs/release.md"
    ;;
  check)
    begin_steps
    step step tools ./build.sh tools
    step step build ./build.sh build
    lint_rust_steps
    lint_steps
    summarize
    ;;
  test)
    begin_steps
    step step tools ./build.sh tools
    step step build ./build.sh build
    test_steps
    summarize
    ;;
  soak)
    need build tests; need_node_modules; build
    begin_steps
    step step lab-binary native_tool karte-lab
    soak_steps
    summarize
    ;;
  try)
    need build tests; need_node_modules; build
    native_tool karte-lab
    say "browser: node tests/e2e/try.mjs"
    node tests/e2e/try.mjs
    ;;
  bench)
    need build tests; need_node_modules; build
    native_tool karte-lab
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
    KSD_BUILD=$(build_id) crate/fuzz/run.sh "${2-60}"
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
