namespace Tfaip.Processors.Samples;

/// <summary>One example on its way through a pipeline. Immutable; processors return changed copies.</summary>
public sealed record Sample
{
    /// <summary>The key of <see cref="Meta"/> that says where the sample comes from, such as <c>digits.csv.gz:17</c>.</summary>
    public const string SourceKey = "source";

    /// <value>What the model is asked. Default: none.</value>
    public SampleValues Inputs { get; init; } = SampleValues.Empty;

    /// <value>What the model should answer; empty in prediction. Default: none.</value>
    public SampleValues Targets { get; init; } = SampleValues.Empty;

    /// <value>What the model answers, after post-processing. Default: none.</value>
    public SampleValues Outputs { get; init; } = SampleValues.Empty;

    /// <value>What else is known of the sample. Default: nothing.</value>
    public SampleValues Meta { get; init; } = SampleValues.Empty;

    /// <summary>Why a processor drops the sample; null where none does.</summary>
    public string? DropReason { get; private init; }

    /// <summary>Where the sample comes from, or "unknown source".</summary>
    public string Source => Meta.TryGetValue(SourceKey, out var source) ? source.ToString()! : "unknown source";

    /// <summary>This sample with one input added or replaced.</summary>
    public Sample WithInput(string key, object value) => this with { Inputs = Inputs.With(key, value) };

    /// <summary>This sample with one target added or replaced.</summary>
    public Sample WithTarget(string key, object value) => this with { Targets = Targets.With(key, value) };

    /// <summary>This sample with one output added or replaced.</summary>
    public Sample WithOutput(string key, object value) => this with { Outputs = Outputs.With(key, value) };

    /// <summary>This sample with one piece of meta information added or replaced.</summary>
    public Sample WithMeta(string key, object value) => this with { Meta = Meta.With(key, value) };

    /// <summary>This sample as one to be left out: what a processor returns to drop it.</summary>
    /// <param name="reason">Why, by which drops are counted: few different texts, without what belongs to this sample alone.</param>
    public Sample Drop(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return this with { DropReason = reason };
    }

    /// <summary>The values of one side.</summary>
    public SampleValues ValuesOf(SampleSide side) => side switch
    {
        SampleSide.Inputs => Inputs,
        SampleSide.Targets => Targets,
        SampleSide.Outputs => Outputs,
        SampleSide.Meta => Meta,
        _ => throw new ArgumentOutOfRangeException(nameof(side), side, null),
    };

    /// <summary>This sample with other values on one side.</summary>
    public Sample WithValues(SampleSide side, SampleValues values) => side switch
    {
        SampleSide.Inputs => this with { Inputs = values },
        SampleSide.Targets => this with { Targets = values },
        SampleSide.Outputs => this with { Outputs = values },
        SampleSide.Meta => this with { Meta = values },
        _ => throw new ArgumentOutOfRangeException(nameof(side), side, null),
    };
}
