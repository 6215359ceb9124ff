using System.Globalization;
using Tfaip.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Metrics.Gathering;

/// <summary>
/// Watches that targets are classes that an output has. A batch is not read back for it: what lies outside is set aside, and refused when
/// the metric gives its result.
/// </summary>
/// <param name="metric">The metric's name.</param>
/// <param name="output">The output.</param>
/// <param name="target">The target.</param>
internal sealed class TargetRange(string metric, string output, string target) : IDisposable
{
    /// <summary>The name that the range has in the state of a metric.</summary>
    public const string Key = "target_range";

    // float64[3]: the lowest and the highest target so far, 0 where there are only higher or lower ones, and how many classes there are.
    private Tensor? _seen;

    /// <summary>The targets as int64, with 0 in place of those that do not count or that no class has.</summary>
    /// <param name="truths">The targets.</param>
    /// <param name="classes">How many classes there are; 2 for yes and no.</param>
    /// <param name="ignoreIndex">The target that does not count.</param>
    /// <param name="weights">The weights; what weighs nothing does not count either. Null where all weigh 1.</param>
    public Tensor Inside(Tensor truths, long classes, long? ignoreIndex, Tensor? weights)
    {
        var counted = ignoreIndex is { } ignored ? where(truths.eq(ignored), zeros_like(truths), truths) : truths;
        if (weights is not null) counted = where(weights.expand_as(truths).eq(0), zeros_like(truths), counted);
        if (counted.numel() == 0) return counted.to(ScalarType.Int64);
        var values = counted.detach().to(ScalarType.Float64);
        var seen = stack([values.min().clamp_max(0), values.max().clamp_min(0), full([], classes, ScalarType.Float64, values.device)]);
        if (_seen is not null) seen = stack([minimum(seen[0], _seen[0]), maximum(seen[1], _seen[1]), seen[2]]);
        _seen?.Dispose();
        _seen = seen.DetachFromDisposeScope();
        return where(counted.lt(0).logical_or(counted.ge(classes)), zeros_like(counted), counted).to(ScalarType.Int64);
    }

    /// <summary>Refuses what was outside.</summary>
    /// <exception cref="TfaipException">A target was no class of the output.</exception>
    public void Check()
    {
        if (_seen is null) return;
        using var scope = NewDisposeScope();
        var seen = _seen.cpu().data<double>().ToArray();
        var (low, high, classes) = (seen[0], seen[1], seen[2]);
        if (low >= 0 && high < classes) return;
        var wrong = (low < 0 ? low : high).ToString(CultureInfo.InvariantCulture);
        throw new TfaipException(
            $"{metric} cannot be measured: the target '{target}' is {wrong} somewhere, and the output '{output}' has the classes 0 to "
            + $"{classes - 1}. Mend the targets; one that does not count is the metric's IgnoreIndex, -100 by default.");
    }

    /// <summary>A metric's own state and the range.</summary>
    public static IReadOnlyDictionary<string, Tensor> AddTo(IReadOnlyDictionary<string, Tensor> state, TargetRange? range) =>
        range?._seen is { } seen ? new Dictionary<string, Tensor>(state) { [Key] = seen } : state;

    /// <summary>A metric's own state without the range, which is loaded.</summary>
    public static IReadOnlyDictionary<string, Tensor> TakeFrom(IReadOnlyDictionary<string, Tensor> state, TargetRange? range, Device device)
    {
        range?.Dispose();
        if (range is null || !state.TryGetValue(Key, out var seen)) return state;
        range._seen = seen.to(device, copy: true).DetachFromDisposeScope();
        return state.Where(entry => entry.Key != Key).ToDictionary();
    }

    /// <summary>Forgets all targets.</summary>
    public void Dispose()
    {
        _seen?.Dispose();
        _seen = null;
    }
}
