#!/usr/bin/env bash
# Checks the model of notification hold-off, and that each of its broken variants is refuted. Needs spin and a C compiler.
#   common-io/src/model/check.sh [folder for what is generated]
set -euo pipefail
model="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/ring.pml"
folder="${1:-$(mktemp -d)}"
mkdir -p "$folder"
cd "$folder"

# Prints one line: variant, "holds" or "refuted", and how many states were looked at.
check() {
    local variant="$1" kind="$2" safety="-DSAFETY -DNOCLAIM" run=(-m100000)
    shift 2
    if [ "$kind" = liveness ]; then
        safety="-DNFAIR=3"
        run=(-m100000 -a -f)
    fi
    spin -a "$@" "$model" >/dev/null
    "${CC:-cc}" -O1 -w $safety -o pan pan.c
    ./pan "${run[@]}" >pan.out 2>&1
    grep -q 'errors:' pan.out || { cat pan.out; exit 2; }
    if grep -q 'max search depth too small\|search not completed' pan.out && grep -q 'errors: 0' pan.out; then
        cat pan.out
        exit 2
    fi
    local states
    states="$(awk '/states, stored/ { print $1; exit }' pan.out)"
    if grep -q 'errors: 0' pan.out; then echo "$variant $kind holds states=$states"; else echo "$variant $kind refuted states=$states"; fi
}

for kind in safety liveness; do
    check protocol "$kind"
    check HALF "$kind" -DHALF
    check ANSWERS "$kind" -DANSWERS
done
check TOO_FAR liveness -DHALF -DTOO_FAR
check NO_RECHECK liveness -DNO_RECHECK
check NO_PRODUCER_FENCE liveness -DNO_PRODUCER_FENCE
check NO_CONSUMER_FENCE liveness -DNO_CONSUMER_FENCE
check SLOT_AFTER_INDEX safety -DSLOT_AFTER_INDEX
check FORGETS safety -DFORGETS
