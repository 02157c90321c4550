#!/usr/bin/env bash
# Counts and measures all figures of docs/performance.md, and writes its tables and charts and the figures in README.md. Takes about twenty minutes; leave the
# machine alone meanwhile.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
dotnet run --project tools/Performance/IlCost -- update
dotnet run -c Release --project tools/Performance/Benchmarks -- all
