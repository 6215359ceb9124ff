namespace KillStorm;

/// <summary>
/// Chooses the instants of kills: a deck of them, so that few kills already hit each phase, in an order that is shuffled but for
/// those after training, which come last.
/// </summary>
internal sealed class Instants(Random random)
{
    // Null is any instant of training, whatever it hits.
    private static readonly Phase?[] Training =
        [Phase.Start, null, null, null, Phase.Evaluation, Phase.CheckpointWriting, Phase.CheckpointWriting, Phase.CheckpointReplacing];

    private static readonly Phase?[] Closing = [Phase.Export, Phase.End];

    // How often a phase that comes again and again is let go by.
    private const int MostPassed = 4;

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(4);

    private readonly Queue<Phase?> _deck = [];

    /// <summary>Waits for the next instant.</summary>
    /// <param name="process">The run.</param>
    /// <param name="phase">Says what it is doing.</param>
    /// <param name="durations">How long an undisturbed run takes.</param>
    /// <returns>False where the run ended before it; it comes in another run then.</returns>
    public bool Await(TrainingProcess process, Func<Phase> phase, Durations durations)
    {
        if (_deck.Count == 0) Deal();
        var isHit = _deck.Peek() switch
        {
            Phase.Start => !process.Waits(durations.Start * random.NextDouble()),
            Phase.Export => Reach(process, phase, Phase.Export) && !process.Waits(durations.Export * random.NextDouble()),
            Phase.End => Reach(process, phase, Phase.End),
            { } wanted => Reach(process, phase, Phase.Step) && Meet(process, phase, wanted),
            null => Reach(process, phase, Phase.Step) && !process.Waits(durations.Training * random.NextDouble() / 4),
        };
        if (isHit) _deck.Dequeue();
        return isHit;
    }

    private void Deal()
    {
        var training = Training.ToArray();
        random.Shuffle(training);
        foreach (var card in training.Concat(Closing)) _deck.Enqueue(card);
    }

    // In training; a run that comes to its export is past it.
    private bool Meet(TrainingProcess process, Func<Phase> phase, Phase wanted)
    {
        for (var left = 1 + random.Next(MostPassed); ;)
        {
            var now = phase();
            if (now >= Phase.Export || process.HasExited) return false;
            if (now != wanted)
            {
                process.Waits(TimeSpan.Zero);
                continue;
            }

            if (--left == 0) return !process.Waits(Longest * random.NextDouble() * random.NextDouble());
            while (phase() == wanted && !process.HasExited)
            {
            }
        }
    }

    // Phases only ever go on, but for those of training.
    private static bool Reach(TrainingProcess process, Func<Phase> phase, Phase first)
    {
        while (phase() < first)
        {
            if (process.Waits(TimeSpan.FromMilliseconds(2))) return false;
        }

        return true;
    }
}
