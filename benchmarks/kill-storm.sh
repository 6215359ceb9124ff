#!/usr/bin/env bash
# Kills a training run with SIGKILL at random instants, resumes it, and compares its end with an undisturbed run's, byte for byte.
# benchmarks/kill-storm.sh [KILLS] [SEED]
set -eu
cd "$(dirname "$0")/.."
exec dotnet run -c Release --project benchmarks/kill-storm -- "$@"
