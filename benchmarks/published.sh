#!/usr/bin/env bash
# Publishes tfaip-predict, tfaip-export and the scenario models/digits for the named systems and looks at every native library in the folders: ONNX Runtime's,
# SkiaSharp's and libtorch's are there, and each is of the format and the processor of its system. Where libtorch has no package, the build says so.
# Usage: benchmarks/published.sh [RID…]   (default: win-x64 win-arm64 linux-x64 linux-arm64 osx-arm64)
# It downloads libtorch's packages of those systems (some hundred MB each); they stay in the NuGet cache as libtorch-cpu-RID.
#        benchmarks/published.sh --run    publishes for this system, framework-dependent and self-contained, and runs the programs too.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
faults=0

fault() { echo "FAULT: $*"; faults=$((faults + 1)); }

bytes() { od -An -v -t x1 -j "$2" -N "$3" "$1" 2> /dev/null | tr -d ' \n'; }
little() { od -An -v -t u4 -j "$2" -N 4 "$1" | tr -d ' '; }

# What a file is: the format and the processors; nothing for what is no native library. Managed assemblies are PE files with a CLI header.
format() {
    local file=$1 magic at count managed
    magic=$(bytes "$file" 0 4)
    case $magic in
        7f454c46) case $(bytes "$file" 18 2) in 3e00) echo "linux x64" ;; b700) echo "linux arm64" ;; *) echo "linux other" ;; esac ;;
        cffaedfe) case $(bytes "$file" 4 4) in 0c000001) echo "osx arm64" ;; 07000001) echo "osx x64" ;; *) echo "osx other" ;; esac ;;
        cafebabe)
            printf osx
            count=$((16#$(bytes "$file" 4 4)))
            for ((at = 0; at < count; at++)); do
                case $(bytes "$file" $((8 + 20 * at)) 4) in 0100000c) printf ' arm64' ;; 01000007) printf ' x64' ;; *) printf ' other' ;; esac
            done
            echo ;;
        4d5a*)
            at=$(little "$file" 60)
            case $(bytes "$file" $((at + 24)) 2) in 0b02) managed=$((at + 248)) ;; *) managed=$((at + 232)) ;; esac
            [ "$(little "$file" "$managed")" = 0 ] || return 0
            case $(bytes "$file" $((at + 4)) 2) in 6486) echo "win x64" ;; 64aa) echo "win arm64" ;; *) echo "win other" ;; esac ;;
    esac
}

# The files that a program needs on a system, by the name that its loader looks for.
libraries() {
    local rid=$1 program=$2 names='onnxruntime SkiaSharp' name
    [ "$program" != digits ] || names+=' torch torch_cpu c10 LibTorchSharp'
    for name in $names; do
        case $rid:$name in
            win-*:SkiaSharp) echo libSkiaSharp.dll ;;
            win-*) echo "$name.dll" ;;
            linux-*) echo "lib$name.so" ;;
            osx-*) echo "lib$name.dylib" ;;
        esac
    done
}

inspect() {
    local folder=$1 rid=$2 program=$3 file found system=${2%%-*} processor=${2#*-} natives=0
    for file in $(libraries "$rid" "$program"); do
        [ -f "$folder/$file" ] || fault "$program for $rid: $file is missing"
    done
    while IFS= read -r -d '' file; do
        found=$(format "$file")
        [ -n "$found" ] || continue
        natives=$((natives + 1))
        [[ $found == "$system "* && " $found " == *" $processor "* ]] || fault "$program for $rid: ${file#"$folder"/} is for $found"
    done < <(find "$folder" -type f -print0)
    echo "$program for $rid: $natives native files, $(du -sm "$folder" | cut -f 1) MB"
}

# The assemblies are the same for every system. The start program of another system comes in a package that not every mirror has.
compiled_once=(-p:UseAppHost=false -p:PlatformTarget=AnyCPU -p:ArtifactsPivots=release)

publish() {
    local program=$1 rid=$2 project="tools/tfaip-$1"
    [ "$program" != digits ] || project=models/digits
    shift 2
    dotnet publish "$project" -c Release -r "$rid" --artifacts-path "$work/build" -o "$work/$rid/$program" -v q -nologo "$@" > "$work/log" 2>&1
}

inspect_system() {
    local rid=$1 program
    for program in predict export digits; do
        if publish "$program" "$rid" --no-self-contained "${compiled_once[@]}"; then
            inspect "$work/$rid/$program" "$rid" "$program"
        elif [ "$program" = digits ] && [ "$rid" = linux-arm64 ] && grep -q "error TFAIP001: libtorch has no package for $rid," "$work/log"; then
            echo "$program for $rid: refused: $(grep -m 1 -o 'libtorch has no package.*there\.' "$work/log")"
        else
            fault "$program for $rid does not build: $(grep -m 3 error "$work/log")"
        fi
        rm -rf "${work:?}/$rid"
    done
}

run_own() {
    local rid kind run="$work/run"
    rid=$(dotnet --info | sed -nE 's/^ *RID: *//p')
    for kind in --no-self-contained --self-contained; do
        for program in predict export digits; do
            publish "$program" "$rid" "$kind" || { fault "$program for $rid $kind: $(grep -m 3 error "$work/log")"; return; }
            inspect "$work/$rid/$program" "$rid" "$program"
        done
        "$work/$rid/digits/Digits" models/digits/config.yaml --output "$run" --trainer.epochs 1 > "$work/log" 2>&1 || fault "Training $kind: $(tail -n 3 "$work/log")"
        "$work/$rid/digits/Digits" export "$run" -o "$work/again.tfaip" > "$work/log" 2>&1 || fault "Export $kind: $(tail -n 3 "$work/log")"
        cmp "$run/model.tfaip" "$work/again.tfaip" || fault "Export $kind wrote another package"
        [ "$("$work/$rid/predict/tfaip-predict" "$work/again.tfaip" models/digits/examples/*.png | wc -l)" -eq 10 ] || fault "Predict $kind did not answer ten images"
        echo "ran for $rid $kind"
        rm -rf "${work:?}/$rid" "$run" "$work/again.tfaip"
    done
}

if [ "${1:-}" = --run ]; then
    run_own
else
    [ $# -gt 0 ] || set -- win-x64 win-arm64 linux-x64 linux-arm64 osx-arm64
    for rid; do inspect_system "$rid"; done
fi
[ "$faults" -eq 0 ] || { echo "$faults faults"; exit 1; }
