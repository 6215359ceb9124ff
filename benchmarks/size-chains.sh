#!/usr/bin/env bash
# Random chains of operations that change sizes, exported and compared with TorchSharp at every size of their ranges, or at some forty of them
# where they are many: benchmarks/size-chains.sh [CHAINS], by default 100,000 (some four hours of one core). Stops at the first wrong graph,
# with the seed that makes it again.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build -c Release tests/Tfaip.Export.Tests -v q
# .NET keeps some 2 MB for each assembly that it has loaded from memory, one for each export, so a process makes so many and ends.
batch=2500
for ((done = 0; done < ${1:-100000}; done += batch)); do
  # One thread: the tensors are small, and two processes may share the machine.
  OMP_NUM_THREADS=1 TFAIP_SIZE_CHAINS=$batch dotnet exec tests/Tfaip.Export.Tests/bin/Release/net10.0/Tfaip.Export.Tests.dll \
    --filter "FullyQualifiedName~SizeChainTests.Exported" --output Detailed
  echo "$((done + batch)) chains are right"
done
