#!/usr/bin/env bash
# Coverage-guided fuzzing of shared/ with AFL++ through SharpFuzz. Needs afl++ (Debian's package) and the .NET 10 SDK.
#
#   tests/Fuzz/Guided/run.sh frames 600       600 seconds of streams of frames
#   tests/Fuzz/Guided/run.sh request 600      600 seconds of HTTP requests
#
# What is found is kept in artifacts/guided/TARGET, and a further run goes on from there. Ends with 1 if an input breaks the property.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
target=${1:?frames or request} seconds=${2:-60}
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false
command -v afl-fuzz >/dev/null || { echo "Install afl++ (apt-get install afl++)" >&2; exit 2; }

work=artifacts/guided
[ -x "$work/tool/sharpfuzz" ] || dotnet tool install SharpFuzz.CommandLine --version 2.3.0 --tool-path "$work/tool"
rm -rf "$work/bin"
dotnet publish tests/Fuzz/Guided/Guided.csproj -c Release -v quiet -o "$work/bin"
"$work/tool/sharpfuzz" "$work/bin/Sensorcast.dll"
"$work/bin/Sensorcast.Tests.Guided" seeds "$target" "$work/$target-seeds"

# The program itself is not native code that AFL's compiler made, so AFL must not look for its marks.
export AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1 AFL_QUIET=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_AUTORESUME=1
afl-fuzz -V "$seconds" -i "$work/$target-seeds" -o "$work/$target" -t 5000 -m none -- "$work/bin/Sensorcast.Tests.Guided" "$target" >"$work/$target.log" ||
    { tail -n 20 "$work/$target.log" >&2; exit 2; }

sed -n 's/^\(run_time\|execs_done\|corpus_count\|edges_found\|saved_crashes\|saved_hangs\) *: *//p' "$work/$target/default/fuzzer_stats" |
    paste -d ' ' <(printf '%s\n' seconds runs inputs crashes hangs edges) -
! find "$work/$target/default/crashes" -name "id*" | head -n 5 | grep .
