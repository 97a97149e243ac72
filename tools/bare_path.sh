#!/usr/bin/env bash
# Usage: tools/bare_path.sh <folder>
# Creates a folder with links to the commands of a minimal Debian, of git, and of the packages that tools/setup.sh names
# for building and testing. With this folder as PATH, a command of any other package cannot be found.
# The dependencies of these packages are included, as apt would install them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/setup.sh
folder=$1
mkdir "$folder"

# Prints the named packages and Debian's essential ones, with all their direct and indirect dependencies.
closure() {
  dpkg-query -W -f '${db:Status-Status}\t${Package}\t${Essential}\t${Provides}\t${Pre-Depends}, ${Depends}\n' |
    awk -F '\t' -v roots="$*" '
      function names(list) { gsub(/\([^)]*\)|:[a-z]+/, "", list); gsub(/[,|]/, " ", list); return list }
      $1 == "installed" {
        needs[$2] = names($5)
        if ($3 == "yes") roots = roots " " $2
        count = split(names($4), given, " ")
        for (i = 1; i <= count; i++) providers[given[i]] = providers[given[i]] " " $2
      }
      END {
        waiting = split(roots, queue, " ")
        for (next_one = 1; next_one <= waiting; next_one++) {
          name = queue[next_one]
          if (name in seen) continue
          seen[name]
          if (name in needs) print name
          added = split(needs[name] " " providers[name], more, " ")
          for (i = 1; i <= added; i++) queue[++waiting] = more[i]
        }
      }'
}

# shellcheck disable=SC2046 # a list of names
mapfile -t packages < <(closure git ca-certificates $(packages_for build tests))
files=$(dpkg-query -L "${packages[@]}" | grep -E '^/(usr/)?s?bin/[^/]+$' | sort -u)
while read -r file; do
  if [[ -x $file ]]; then ln -sf "$file" "$folder/"; fi
done <<<"$files"
# Names such as cc and awk are links of Debian's alternatives system.
for link in /etc/alternatives/*; do
  name=/usr/bin/${link##*/}
  if [[ -x $name ]] && grep -qxF -e "$(readlink "$link")" <<<"$files"; then ln -sf "$name" "$folder/"; fi
done
echo "commands of ${#packages[@]} Debian packages: $(find "$folder" -type l | wc -l)"
