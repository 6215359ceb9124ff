using Tfaip.Training.Scenarios;

namespace TrainingSpeed;

/// <summary>Alternates epochs of a trainer in float32 and of one in bfloat16 over the same batches, and compares their medians.</summary>
internal static class PrecisionRace
{
    // Epochs before the medians: compiling, caches, memory of the allocator.
    private const int WarmUp = 4;

    /// <param name="data">Creates the data, once for each trainer.</param>
    /// <param name="model">Creates the model, likewise.</param>
    /// <param name="epochs">How many epochs are measured.</param>
    public static void Run(Func<Data> data, Func<Model> model, int epochs)
    {
        using var turns = new Turns();
        IReadOnlyList<Measurement> rounded = [];
        var thread = new Thread(() =>
        {
            rounded = TrainerEpochs.Run(data(), model(), epochs + WarmUp, () => turns.Next(1), precision: ComputePrecision.Bfloat16);
            turns.End(1);
        });
        thread.Start();
        var full = TrainerEpochs.Run(data(), model(), epochs + WarmUp, () => turns.Next(0));
        turns.End(0);
        thread.Join();
        Console.WriteLine($"{epochs} alternating epochs");
        Race.Compare(
            "time by the clock", ("float32", [.. full.Skip(WarmUp)]), ("bfloat16", [.. rounded.Skip(WarmUp)]), epoch => epoch.Seconds);
        Race.Compare(
            "processor time of the training thread",
            ("float32", [.. full.Skip(WarmUp)]),
            ("bfloat16", [.. rounded.Skip(WarmUp)]),
            epoch => epoch.Processor);
    }
}
