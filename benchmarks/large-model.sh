#!/usr/bin/env bash
# Measures the memory that a large model takes: training, resuming, exporting and loading its package, as multiples of its weights.
# Usage: benchmarks/large-model.sh [LAYERS [OPTION OF dotnet publish…]]   (default 16, 1.1 GB of weights). So many linear layers of 4,096,
# four steps an epoch. Prints the peak of the resident memory (VmHWM) of each program, of which about 0.3 GB are the libraries, and
# what of it is not a mapped file (the peak of RssAnon, every 50 ms).
set -eu
cd "$(dirname "$0")/.."
layers=${1:-16}
[ $# = 0 ] || shift
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for tool in train export predict; do dotnet publish -c Release "tools/tfaip-$tool" -o "$out/$tool" -v q -nologo "$@" > /dev/null; done

weights=$(( layers * 4096 * 4097 * 4 ))
run="$out/run"
printf 'weights %.2f GB\n' "$(echo "$weights" | awk '{ print $1 / 1e9 }')"

measure() {
    local name=$1 peak=0 anonymous=0 status
    shift
    "$@" > "$out/log" 2>&1 &
    local pid=$!
    while status=$(cat "/proc/$pid/status" 2> /dev/null) && [ -n "$status" ] && ! grep -q '^State:.Z' <<< "$status"; do
        local now
        now=$(awk '/^VmHWM/ { print $2 }' <<< "$status")
        [ "${now:-0}" -le "$peak" ] || peak=$now
        now=$(awk '/^RssAnon/ { print $2 }' <<< "$status")
        [ "${now:-0}" -le "$anonymous" ] || anonymous=$now
        sleep 0.05
    done
    wait "$pid" || { cat "$out/log"; exit 1; }
    awk -v name="$name" -v peak="$peak" -v anonymous="$anonymous" -v weights="$weights" \
        'BEGIN { printf "%-22s %6.2f GB, %4.1f times the weights; without mapped files %6.2f GB, %4.1f\n", name, peak / 1e6, peak * 1024 / weights, anonymous / 1e6, anonymous * 1024 / weights }'
}

measure train "$out/train/tfaip-train" benchmarks/large-model/config.yaml --output "$run" --export none --model.layers "$layers"
measure resume "$out/train/tfaip-train" resume "$run" --trainer.epochs 2
measure 'resume and export' "$out/train/tfaip-train" resume "$run" --trainer.epochs 3 --export best
measure tfaip-export "$out/export/tfaip-export" "$run" -o "$out/model.tfaip"
echo 1,2,3,4,5,6,7,8 > "$out/row.csv"
measure 'tfaip-predict (load)' "$out/predict/tfaip-predict" "$out/model.tfaip" "$out/row.csv"
