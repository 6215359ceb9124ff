namespace Tfaip.Training.Tests.Configurations.Hostile;

/// <summary>What became of hostile inputs.</summary>
internal sealed record HostileReport
{
    public int Inputs { get; init; }

    /// <summary>How many were configurations, although nobody would write them.</summary>
    public int Right { get; set; }

    public double SlowestMilliseconds { get; set; }

    /// <summary>The number of the slowest one.</summary>
    public int Slowest { get; set; }

    /// <summary>The most bytes that one of them allocated, those that were collected again included.</summary>
    public long MostAllocated { get; set; }

    public long PeakMemory { get; set; }
}
