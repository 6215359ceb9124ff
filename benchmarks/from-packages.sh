#!/usr/bin/env bash
# What a user does who has only the packages: packs everything, and in an empty folder with an empty home writes the scenario of the tutorial,
# builds it, trains, exports, predicts, and answers in an application. The packages come from a folder, all others from the machine's sources.
# Usage: benchmarks/from-packages.sh [FOLDER]   (default: a new temporary one, which is deleted)
set -euo pipefail
cd "$(dirname "$0")/.."
repository=$PWD
work=${1:-$(mktemp -d)}
[ $# -gt 0 ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work/packages" "$work/home" "$work/mine" "$work/tools" "$work/app"
version=0.1.0-test.$(date +%s)

step() { printf '%6ss  %s\n' "$SECONDS" "$1"; }

step "packing version $version"
dotnet pack Tfaip.sln -c Release -v q -nologo -nodeReuse:false -p:Version="$version" -o "$work/packages"

# Downloads are shared with the machine's cache; Tfaip's own packages of this version are taken out of it again.
export NUGET_PACKAGES=${NUGET_PACKAGES:-$HOME/.nuget/packages}
trap 'rm -rf "$NUGET_PACKAGES"/tfaip*/"$version"; [ -n "${1:-}" ] || rm -rf "$work"' EXIT

for config in "$HOME/.nuget/NuGet/NuGet.Config" "$HOME/.config/NuGet/NuGet.Config"; do
    if [ -f "$config" ]; then mkdir -p "$work/home/.nuget/NuGet" && cp "$config" "$work/home/.nuget/NuGet/NuGet.Config"; fi
done
export HOME="$work/home" DOTNET_CLI_HOME="$work/home" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
cat > "$work/NuGet.config" <<XML
<configuration><packageSources><add key="packages" value="packages" /></packageSources></configuration>
XML

cd "$work/mine"
step "installing the tools"
for tool in train export predict; do
    dotnet tool install "tfaip-$tool" --version "$version" --tool-path "$work/tools" > /dev/null
done
export PATH="$work/tools:$PATH"

step "writing the scenario of docs/tutorials/first-scenario.md"
page="$repository/docs/tutorials/first-scenario.md"
block() { awk -v name="$1" '/^```/ { shown = $2 == name; next } shown' "$page"; }

# TorchSharp-cpu has the native libraries of every system; one is enough here.
case $(uname -sm) in
    'Linux x86_64') libtorch=libtorch-cpu-linux-x64 ;;
    'Darwin arm64') libtorch=libtorch-cpu-osx-arm64 ;;
    *) libtorch=libtorch-cpu-win-x64 ;;
esac
torch=$(sed -nE "s/.*\"$libtorch\" Version=\"([^\"]+)\".*/\1/p" "$repository/Directory.Packages.props")
block Flowers.csproj | sed "s/\"Tfaip.Commands\" Version=\"[^\"]*\"/\"Tfaip.Commands\" Version=\"$version\"/
    s/\"TorchSharp-cpu\" Version=\"[^\"]*\"/\"$libtorch\" Version=\"$torch\"/" > Flowers.csproj
block FlowerModel.cs > FlowerModel.cs
block config.yaml > config.yaml
block flowers.csv > flowers.csv
[ -s FlowerModel.cs ] && [ -s config.yaml ] && [ -s flowers.csv ]
for i in $(seq 3 149); do awk -v i="$i" 'BEGIN { k = i % 3; s = i % 10 * 0.1; split("ash birch cedar", n, " ")
    printf "f%d,%.1f,%.1f,%.1f,%.1f,%s\n", i, 1 + k + s, 0.2 + k * 0.4 + s, 4 + k * 0.8 + s, 3 - k * 0.4 + s, n[k + 1] }'; done >> flowers.csv

step "tfaip-train"
tfaip-train config.yaml --output run --progress none > train.log
step "dotnet run, in the scenario's folder"
dotnet run -- config.yaml --output run2 --progress none > run.log
cmp run/model.tfaip run2/model.tfaip
step "tfaip-export"
tfaip-export run -o model.tfaip > export.log
cmp run/model.tfaip model.tfaip
step "tfaip-predict"
tfaip-predict model.tfaip flowers.csv > answers.jsonl
[ "$(wc -l < answers.jsonl)" = 150 ]
[ "$(grep -c '"ash"' answers.jsonl)" -ge 40 ]

step "Scalars stay alive in the program: its TorchSharp.dll is the copy without optimisation"
kept=$(od -An -tx1 -v bin/Debug/net10.0/TorchSharp.dll | tr -d ' \n' | grep -c '080100030100000000')
[ "$kept" = 1 ]

step "an application over the package"
cd "$work/app"
cat > App.csproj <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Tfaip.Inference" Version="$version" />
    <PackageReference Include="Microsoft.ML.OnnxRuntime" Version="$(sed -nE 's/.*<OnnxRuntimeVersion>(.*)<.*/\1/p' "$repository/Directory.Packages.props")" />
  </ItemGroup>
</Project>
XML
block Program.cs > Program.cs
dotnet run -- "$work/mine/model.tfaip" > answer.txt
cat answer.txt
grep -q '^ash (0\.' answer.txt
if ls bin/Debug/net10.0 | grep -qi torch; then echo "an application has no TorchSharp"; exit 1; fi
step "done"
