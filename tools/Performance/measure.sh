#!/usr/bin/env bash
# Counts and measures all figures of docs/performance.md, and writes its tables and charts and the figures in README.md. Takes about half an hour; leave the
# machine alone meanwhile. With --dry it shows in a few minutes that all of it works, and writes nothing that is measured.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dotnet run --project tools/Performance/IlCost -- update
dotnet run -c Release --project tools/Performance/Benchmarks -- all "$@"
