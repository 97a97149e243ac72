#!/usr/bin/env bash
# Runs fuzz targets one after the other, each for some seconds, and writes the results to numbers.md.
#
#   ./run.sh [seconds] [target…]     defaults: 60 seconds, all targets
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

seconds=${1:-60}
targets=("${@:2}")
all() { sed -n 's/^name = "\(.*\)"$/\1/p' Cargo.toml | tail -n +2; }
if ((${#targets[@]} == 0)); then mapfile -t targets < <(all); fi

command -v cargo-fuzz >/dev/null || { echo "please run: cargo install cargo-fuzz --locked" >&2; exit 2; }
host=$(rustc +nightly -vV | sed -n 's/^host: //p') ||
  { echo "please run: rustup toolchain install nightly --profile minimal" >&2; exit 2; }

# Generous, because other programs may run on this machine. crate/tests/suite/hostile.rs tests how time grows with input.
limits=(-timeout=20 -rss_limit_mb=512 -max_len=8192 -len_control=20)

fuzz() {
  local target=$1 like=$1 dict=json.dict
  # Both targets read addresses.
  if [[ $target == rules ]]; then like=correct; fi
  if [[ -e $like.dict ]]; then dict=$like.dict; fi
  mkdir -p "corpus/$target" "artifacts/$target" log
  echo "== $target: $seconds s"
  "target/$host/release/$target" "corpus/$target" "seeds/$like" -dict="$dict" "${limits[@]}" \
    -artifact_prefix="artifacts/$target/" -max_total_time="$seconds" -print_final_stats=1 \
    >"log/$target.log" 2>&1 || tail -n 40 "log/$target.log"
}

# One row of the table, from the log of a target's last run.
row() {
  awk -v target="$1" '
    $2 == "INITED" { for (i = 3; i < NF; i++) if ($i == "cov:") first = $(i + 1) }
    $3 == "cov:" { last = $4 }
    /^Done / { spent = $5 }
    /^==.*ERROR|SUMMARY: libFuzzer/ { crashes = 1 }
    /^stat::number_of_executed_units/ { runs = $2 }
    /^stat::average_exec_per_sec/ { speed = $2 }
    /^stat::slowest_unit_time_sec/ { slowest = $2 }
    /^stat::peak_rss_mb/ { rss = $2 }
    END { printf "| %s | %d | %d | %d | %d → %d | %s | %d | %d |\n",
      target, spent, runs, speed, first, last, slowest < 1 ? "< 1" : slowest, rss, crashes }' "log/$1.log"
}

table() {
  echo "| target | seconds | inputs | per second | edges: of the seeds → at the end | slowest, s | peak memory, MB | findings |"
  echo "|---|--:|--:|--:|--:|--:|--:|--:|"
  local target
  for target in $(all); do if [[ -e log/$target.log ]]; then row "$target"; fi; done
}

for target in "${targets[@]}"; do
  cargo +nightly fuzz build "$target"
  fuzz "$target"
  { echo "Written by run.sh on $(date -u +%F), build ${KSD_BUILD:-without a name}."; echo; table; } >numbers.md
done
echo
cat numbers.md
for target in "${targets[@]}"; do
  if grep -qE '^==.*ERROR|^SUMMARY: libFuzzer' "log/$target.log"; then exit 1; fi
done
