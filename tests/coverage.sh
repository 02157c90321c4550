#!/usr/bin/env bash
# Branch coverage of shared/WebSockets and shared/Http by the Unit, Fuzz and Desktop tests: by file, then each branch that no test takes.
# Fails below 95%. Needs the .NET 10 SDK and python3.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

# A place of its own, because the tool changes the assembly that it measures.
out=artifacts/coverage
rm -rf "$out/results"
for project in Unit/Unit Desktop/Desktop Fuzz/FuzzTests; do
    name=$(basename "$project")
    dotnet build "tests/$project.csproj" -v quiet "-p:ArtifactsPath=$PWD/$out/" \
        "-p:CustomAfterMicrosoftCommonTargets=$PWD/tests/coverage.targets"
    # A test that fails is another command's business, and those of allocations do fail with the counters in: here it is only measured.
    "$out/bin/$name/debug/Sensorcast.Tests.$name" --progress off --results-directory "$out/results/$name" \
        --coverlet --coverlet-output-format json \
        --coverlet-include '[Sensorcast]Sensorcast.WebSockets.*' --coverlet-include '[Sensorcast]Sensorcast.Http.*' |
        sed -n 's/^ *\(total\|failed\): /'"$name"' \1: /p' || true
done

python3 - "$out/results" <<'PYTHON'
import collections, glob, json, os, sys

hits = collections.Counter()
methods = {}
for path in glob.glob(os.path.join(sys.argv[1], '**', '*.json'), recursive=True):
    with open(path, encoding='utf-8-sig') as report:
        modules = json.load(report)
    for files in modules.values():
        for file, classes in files.items():
            short = file[file.replace('\\', '/').rindex('shared/'):].replace('\\', '/')
            for class_methods in classes.values():
                for method, measured in class_methods.items():
                    for branch in measured['Branches']:
                        key = (short, branch['Line'], branch['Offset'], branch['EndOffset'], branch['Path'])
                        hits[key] += branch['Hits']
                        methods[key] = method.split('::')[-1]

if not hits:
    sys.exit('Nothing was measured')
taken = sum(1 for count in hits.values() if count)
print(f'\n{"file":44}{"branches":>9}{"taken":>7}{"%":>7}')
for file in sorted({key[0] for key in hits}):
    of_file = [count for key, count in hits.items() if key[0] == file]
    good = sum(1 for count in of_file if count)
    print(f'{file:44}{len(of_file):9}{good:7}{100 * good / len(of_file):7.1f}')
print(f'{"all":44}{len(hits):9}{taken:7}{100 * taken / len(hits):7.1f}\n')
for key in sorted(key for key, count in hits.items() if not count):
    print(f'not taken: {key[0]}:{key[1]} path {key[4]} in {methods[key]}')
sys.exit(0 if taken >= 0.95 * len(hits) else 1)
PYTHON
