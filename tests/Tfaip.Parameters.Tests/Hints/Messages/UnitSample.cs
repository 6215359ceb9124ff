using Tfaip.Parameters;

namespace Tfaip.Processors.Tests.Parameters.Messages;

/// <summary>Numbers with and without units.</summary>
public sealed record UnitSample
{
    [Unit(UnitKind.Count)]
    public int Samples { get; init; } = 1;

    [Unit(UnitKind.Bytes)]
    public long Cache { get; init; }

    [Unit(UnitKind.Count)]
    public double Rate { get; init; }

    [Unit(UnitKind.Bytes)]
    public IReadOnlyList<uint> Blocks { get; init; } = [];

    [Unit(UnitKind.Count)]
    public IReadOnlyDictionary<string, int?> Limits { get; init; } = new Dictionary<string, int?>();

    public TimeSpan Timeout { get; init; }

    public TimeSpan? Pause { get; init; }

    public int Plain { get; init; }

    public double Number { get; init; }

    public byte Small { get; init; }

    public bool Flag { get; init; }
}
