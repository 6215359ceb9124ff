using System.Diagnostics;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>
/// How many samples are handed to a worker at once: more where a piece took so little time that handing it over costs more. What becomes of
/// the samples does not depend on it. Safe for parallel calls.
/// </summary>
internal sealed class PieceSize
{
    private const int Largest = 1024;
    private static readonly long Quick = Stopwatch.Frequency / 10_000;

    private readonly int _smallest;

    // Writes of several workers at once may be lost; each is as good as the other.
    private volatile int _current;

    /// <summary>Creates the size.</summary>
    /// <param name="smallest">How many samples it is at first and at least.</param>
    public PieceSize(int smallest) => _current = _smallest = smallest;

    /// <summary>The size of the next piece.</summary>
    public int Current => _current;

    /// <summary>Takes note of how long a piece took.</summary>
    public void Took(int samples, long ticks)
    {
        var current = _current;
        if (samples < current) return;
        if (ticks < Quick) _current = Math.Max(_smallest, Math.Min(2 * current, Largest));
        else if (ticks > 4 * Quick) _current = Math.Max(_smallest, current / 2);
    }
}
