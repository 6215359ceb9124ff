#!/usr/bin/env bash
# Sends signals to training runs of a recurrent network, ends others by SIGTERM at random instants, and compares the ends with an undisturbed run's.
# benchmarks/signal-storm.sh [SIGNALS] [STARTS] [SEED]
set -eu
cd "$(dirname "$0")/.."
exec dotnet run -c Release --project benchmarks/signal-storm -- "$@"
