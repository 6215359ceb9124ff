namespace KillStorm;

/// <summary>Chooses the instants of kills: anywhere in the run, and some in its rare phases.</summary>
/// <param name="random">The generator.</param>
/// <param name="start">How long a run took to its first step.</param>
/// <param name="training">How long it trained.</param>
/// <param name="export">How long the export and all after it took.</param>
internal sealed class Instants(Random random, TimeSpan start, TimeSpan training, TimeSpan export)
{
    /// <summary>Waits for the next instant.</summary>
    /// <returns>False where the run ended before it.</returns>
    public bool Await(TrainingProcess process, Func<Phase> phase) => random.NextDouble() switch
    {
        < 0.15 => !process.Waits(start * random.NextDouble()),
        < 0.9 => AwaitPhase(process, phase, Phase.Step) && !process.Waits(training * random.NextDouble() / 2),
        _ => AwaitPhase(process, phase, Phase.Export) && !process.Waits(export * random.NextDouble()),
    };

    // Phases only ever go on, but for steps and evaluations.
    private static bool AwaitPhase(TrainingProcess process, Func<Phase> phase, Phase first)
    {
        while (phase() < first)
        {
            if (process.Waits(TimeSpan.FromMilliseconds(2))) return false;
        }

        return true;
    }
}
