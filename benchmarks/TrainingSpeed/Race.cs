using Tfaip.Training.Scenarios;

namespace TrainingSpeed;

/// <summary>Alternates epochs of a hand-written loop and of the trainer, and compares their medians.</summary>
internal static class Race
{
    // Epochs before the medians: compiling, caches, memory of the allocator.
    private const int WarmUp = 4;

    public static void Run(HandWrittenLoop loop, Model model, int epochs)
    {
        var trainer = TrainerEpochs.Run(loop.Data, model, epochs + WarmUp, loop.Epoch).Skip(WarmUp).ToArray();
        var hand = loop.Epochs.Skip(WarmUp).ToArray();
        Console.WriteLine($"{epochs} alternating epochs of {loop.Steps} steps");
        Compare("time by the clock", ("hand-written loop", hand), ("trainer", trainer), epoch => epoch.Seconds);
        Compare("processor time of the training thread", ("hand-written loop", hand), ("trainer", trainer), epoch => epoch.Processor);
    }

    /// <summary>Writes the medians of two alternating series, and their ratio: the second over the first.</summary>
    public static void Compare(
        string what, (string Name, Measurement[] Epochs) first, (string Name, Measurement[] Epochs) second, Func<Measurement, double> value)
    {
        var (theirs, ours) = (first.Epochs.Select(value).ToArray(), second.Epochs.Select(value).ToArray());
        Console.WriteLine(what);
        Write(first.Name, theirs);
        Write(second.Name, ours);
        Console.WriteLine(
            $"  ratio of medians   {Median(ours) / Median(theirs):F3}; median of ratios "
            + $"{Median(ours.Zip(theirs, (a, b) => a / b).ToArray()):F3}");
    }

    private static void Write(string name, double[] seconds) =>
        Console.WriteLine($"  {name,-18} median {Median(seconds) * 1e3:F1} ms, {seconds.Min() * 1e3:F1} to {seconds.Max() * 1e3:F1}");

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
