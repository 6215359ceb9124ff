#!/usr/bin/env bash
# Makes hostile runs, checkpoints, dumps, packages, weights, images and data, and lets the programs read them: no code may be run, nothing
# written elsewhere, nothing crash or hang, and no case take more than 512 MiB beyond what the libraries take.
# benchmarks/attacks.sh [COUNT] [SEED]
set -eu
cd "$(dirname "$0")/.."
exec dotnet run -c Release --project benchmarks/attacks -- "$@"
