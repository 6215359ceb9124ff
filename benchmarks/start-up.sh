#!/usr/bin/env bash
# Measures how long tfaip-train takes to answer: --help, --version, a configuration error, --print-config; from the published tool, which
# starts the program of a built scenario for the last two, and from that program alone.
# Usage: benchmarks/start-up.sh [RUNS [OPTION OF dotnet publish…]]   (default 15; the median counts). Prints wall and CPU time in
# milliseconds. With -p:TfaipReadyToRun=true the tool is compiled ahead of time.
set -eu
cd "$(dirname "$0")/.."
runs=${1:-15}
[ $# = 0 ] || shift
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
dotnet publish -c Release tools/tfaip-train -o "$out" -v q -nologo "$@" > /dev/null
dotnet build -c Release models/mnist -v q -nologo > /dev/null
tool="$out/tfaip-train"
config=models/mnist/config.yaml

measure() {
    local name=$1
    shift
    "$tool" "$@" > /dev/null 2>&1 || true
    for _ in $(seq "$runs"); do
        { TIMEFORMAT='%R %U %S'; time "$tool" "$@" > /dev/null 2>&1 || true; } 2>&1
    done | awk -v name="$name" '
        { wall[NR] = $1 * 1000; cpu[NR] = ($2 + $3) * 1000 }
        END { asort_(wall, NR); asort_(cpu, NR); m = int((NR + 1) / 2)
              printf "%-14s wall %4d ms (min %d, max %d), CPU %4d ms, %d runs\n", name, wall[m], wall[1], wall[NR], cpu[m], NR }
        function asort_(a, n,   i, j, t) { for (i = 2; i <= n; i++) for (j = i; j > 1 && a[j - 1] > a[j]; j--) { t = a[j]; a[j] = a[j - 1]; a[j - 1] = t } }'
}

measure --version --version
measure --help --help
measure error "$config" --trainer.epocs 3
measure --print-config "$config" --print-config
tool=models/mnist/bin/Release/net10.0/Mnist
echo 'the program without the tool'
measure error "$config" --trainer.epocs 3
measure --print-config "$config" --print-config
