using System.Diagnostics;
using static TorchSharp.torch;

namespace TrainingSpeed;

/// <summary>Resident memory and live tensors over many steps of the small network.</summary>
internal static class MemoryGrowth
{
    private const int StepsPerEpoch = 500;
    private const int Reports = 10;

    // Until everything is compiled in its last form: what .NET's compiler needs for it, it keeps.
    private const int WarmUp = 20_000;

    public static void Run(int steps)
    {
        var (tensors, resident) = (new List<long>(), new List<long>());
        var every = Math.Max(steps / Reports, 1);
        TrainerEpochs.Run(
            new DigitLikeData(32, StepsPerEpoch), new PlainModel(new Mlp()), (WarmUp + steps) / StepsPerEpoch, () => { }, step =>
            {
                if (step < WarmUp - every || (step - WarmUp) % every != 0) return;
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                using var process = Process.GetCurrentProcess();
                // Looking takes memory itself, the first time.
                if (step >= WarmUp)
                {
                    tensors.Add(Tensor.TotalCount);
                    resident.Add(process.WorkingSet64);
                }

                Console.WriteLine(
                    $"step {step,7}: {process.WorkingSet64 / 1048576.0:F1} MiB resident, of which "
                    + $"{GC.GetGCMemoryInfo().TotalCommittedBytes / 1048576.0:F1} are the garbage collector's; {process.Threads.Count} "
                    + $"threads, {Tensor.TotalCount} live tensors");
            });
        Console.WriteLine(
            $"growth over {steps} steps: {((double)resident[^1] / resident[0]) - 1:P2}; live tensors "
            + $"{(tensors.Distinct().Count() == 1 ? "constant" : "not constant")}");
    }
}
