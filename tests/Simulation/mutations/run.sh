#!/usr/bin/env bash
# Shows that tests find faults: puts each fault of this folder into a copy of the sources and runs seeds of the simulation until one
# fails; with a fault of the folder unit it runs the unit tests.
#
#   tests/Simulation/mutations/run.sh                                       all faults
#   tests/Simulation/mutations/run.sh torn-frame unit/longest-ping-refused    some of them
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
exec </dev/null
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

readonly max_seeds=1000
root=$PWD
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

# A fault that makes a run endless is found too.
readonly time_limit=600

copy_sources() {
    rm -rf "$copy/shared" "$copy/tests"
    # As if all were new: else a library without this fault is not built, and keeps the one before.
    tar cf - --exclude=bin --exclude=obj --exclude=node_modules \
        Directory.Build.props Directory.Packages.props global.json .editorconfig shared \
        tests/Directory.Build.props tests/Simulation tests/Unit | tar xmf - -C "$copy"
}

# The name of the first test that fails.
find_with_unit_tests() {
    local output
    (cd "$copy" && dotnet build tests/Unit/UnitTests.csproj -p:RunAnalyzers=false >build.log 2>&1) || { tail -n 20 "$copy/build.log" >&2; return 2; }
    output=$(timeout "$time_limit" "$copy/artifacts/bin/UnitTests/debug/Sensorcast.Tests.UnitTests" --no-ansi 2>&1) || true
    property=$(sed -n 's/^failed \([A-Za-z0-9_]*\).*/\1/p' <<<"$output" | head -n 1)
    seed=
    [ -n "$property" ]
}

find_fault() {
    local output
    copy_sources
    (cd "$copy" && git apply "$root/tests/Simulation/mutations/$1.patch")
    case $1 in unit/*) find_with_unit_tests; return ;; esac
    (cd "$copy" && dotnet build -c Release tests/Simulation/Simulator >build.log 2>&1) || { tail -n 20 "$copy/build.log" >&2; return 2; }
    output=$(timeout "$time_limit" "$copy/artifacts/bin/Simulator/release/Sensorcast.Simulator" --seeds "$max_seeds" 2>&1) || true
    property=$(sed -n 's/^FAILED \([a-z-]*\):.*/\1/p' <<<"$output")
    seed=$(sed -n 's/^ *repeat:.*--seed \([0-9]*\).*/\1/p' <<<"$output")
    [ -n "$seed" ]
}

[ $# -gt 0 ] || set -- $(cd tests/Simulation/mutations && ls ./*.patch ./unit/*.patch | sed 's|^\./||; s|\.patch$||')
missed=0
printf '| fault | property violated, or unit test | seed |\n| --- | --- | --- |\n'
for fault in "$@"; do
    if find_fault "$fault"; then
        printf '| %s | %s | %s |\n' "$fault" "$property" "$seed"
    else
        printf '| %s | **not found** | |\n' "$fault"
        missed=$((missed + 1))
    fi
done
exit "$missed"
