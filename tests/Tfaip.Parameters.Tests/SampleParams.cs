using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;

namespace Tfaip.Processors.Tests.Parameters;

/// <summary>A tree with every kind of parameter.</summary>
public sealed record RunSample : IValidatable
{
    public string Name { get; init; } = "run";

    [Range(1, int.MaxValue)]
    public int Epochs { get; init; } = 10;

    [Range(0, int.MaxValue)]
    public int Warmup { get; init; }

    public bool Shuffle { get; init; } = true;

    public double Rate { get; init; } = 0.5;

    public float Dropout { get; init; } = 0.1f;

    public byte Level { get; init; } = 3;

    public ulong Seed { get; init; } = 1;

    public int? Limit { get; init; }

    public string? Note { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    public ColorMode Color { get; init; } = ColorMode.LightGrey;

    public IReadOnlyList<int> Sizes { get; init; } = [1, 2];

    public IReadOnlyList<int?> Gaps { get; init; } = [];

    public IReadOnlyDictionary<string, double> Weights { get; init; } = new Dictionary<string, double> { ["loss"] = 1 };

    public StageSample Stage { get; init; } = new();

    public StepSample Step { get; init; } = new MomentumSample { StepSize = 0.25 };

    public StepSample? Second { get; init; }

    public IReadOnlyList<StepSample> Steps { get; init; } = [];

    public IReadOnlyDictionary<string, StageSample> Stages { get; init; } = new Dictionary<string, StageSample>();

    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Warmup > Epochs) yield return (nameof(Warmup), $"the warm-up of {Warmup} epochs is longer than the run of {Epochs}.");
    }
}

public enum ColorMode
{
    LightGrey,
    Rgb,
}

public sealed record StageSample
{
    public int Depth { get; init; } = 1;

    [RelativePath]
    public string? Path { get; init; }
}

public abstract record StepSample
{
    [Range(0, double.MaxValue, MinimumIsExclusive = true)]
    public double StepSize { get; init; } = 0.125;
}

[Variant("plain")]
public sealed record PlainSample : StepSample;

/// <summary>Has a parameter of the same name as the other one, which is not the same parameter.</summary>
[Variant("momentum")]
public sealed record MomentumSample : StepSample
{
    public double Momentum { get; init; } = 0.5;

    public StageSample Stage { get; init; } = new() { Depth = 7 };
}

[Variant("smoothed")]
public sealed record SmoothedSample : StepSample
{
    public double Momentum { get; init; } = 0.75;

    public StepSample? Inner { get; init; }
}
