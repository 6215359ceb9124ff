using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Pipelines.Execution;

/// <summary>Makes batches of samples: stacks their tensors, and pads those that are named.</summary>
internal sealed class Collator
{
    private readonly IReadOnlyDictionary<string, double> _padding;
    private readonly Dictionary<string, TensorSpec> _specs;

    /// <summary>Creates the collator.</summary>
    /// <param name="padding">What named tensors are filled up with.</param>
    /// <param name="specs">Which axes are free: those with a name. All are, of a tensor that no spec is about.</param>
    public Collator(IReadOnlyDictionary<string, double> padding, IReadOnlyList<TensorSpec> specs)
    {
        if (specs.FirstOrDefault(spec => spec.Shape.Count == 0) is { } bare)
        {
            throw new TfaipException(
                $"The data class declares '{bare}', without an axis: the batch axis comes first. A number in each sample is '{bare.Name}: "
                + $"{Elements.Of(bare.Type).Name}[batch]'.");
        }

        _padding = padding;
        _specs = specs.ToDictionary(spec => spec.Name);
        foreach (var (key, filling) in padding)
        {
            if (!_specs.TryGetValue(key, out var spec))
            {
                if (specs.Count == 0) continue;
                throw new TfaipException(
                    $"data.pipeline.padding names '{key}', which is no input or target of the model; there are: "
                    + $"{string.Join(", ", _specs.Keys)}.");
            }

            var elements = Elements.Of(spec.Type);
            if (elements.CanHold(filling)) continue;
            throw new TfaipException(string.Create(
                CultureInfo.InvariantCulture,
                $"data.pipeline.padding.{key} is {filling}, which is no {elements.Name} number; the data class declares '{spec}'."));
        }
    }

    /// <summary>Pads nothing.</summary>
    public static Collator Plain { get; } = new(new Dictionary<string, double>(), []);

    /// <summary>Makes a batch.</summary>
    /// <param name="samples">The samples, at least one.</param>
    /// <param name="index">The number of the batch within its epoch.</param>
    /// <param name="withTargets">Whether the targets are stacked too.</param>
    /// <param name="count">How much is padding.</param>
    /// <exception cref="TfaipException">Samples differ; the message names them, the value and both shapes.</exception>
    public Batch Collate(IReadOnlyList<Sample> samples, int index, bool withTargets, out PaddingCount count)
    {
        count = default;
        return new Batch
        {
            Inputs = Stack(samples, Side.Input, ref count),
            Targets = withTargets ? Stack(samples, Side.Target, ref count) : SampleValues.Empty,
            Samples = samples,
            Index = index,
        };
    }

    private SampleValues Stack(IReadOnlyList<Sample> samples, Side side, ref PaddingCount count)
    {
        var first = samples[0];
        var entries = ValuesOf(first, side).Entries;
        var stacked = new KeyValuePair<string, object>[entries.Length];
        var length = 0;
        var values = new object[samples.Count];
        for (var place = 0; place < entries.Length; place++)
        {
            var (key, value) = entries[place];
            values[0] = value;
            for (var i = 1; i < values.Length; i++)
            {
                values[i] = ValueOf(samples[i], key, place, side, first);
                if (values[i].GetType() != value.GetType()) throw Unequal(samples[i], values[i], first, value, key, side);
            }

            if (value is string or byte[]) continue;
            var elements = Elements.Of(value) ?? throw new TfaipException(
                $"The {Name(side)} '{key}' of {first.Source} is {Elements.Describe(value)}, which cannot be stacked into a batch; "
                + $"it must be a tensor or a number of one of the types {TensorSpecGrammar.TypeNames}.");
            stacked[length++] = new(key, Stack(samples, values, elements, key, side, ref count));
        }

        foreach (var sample in samples) RefuseMore(sample, first, side);
        return SampleValues.Of(stacked.AsSpan(0, length));
    }

    private object Stack(IReadOnlyList<Sample> samples, object[] values, Elements elements, string key, Side side, ref PaddingCount count)
    {
        if (!elements.IsTensor(values[0])) return elements.StackScalars(values);
        if (_padding.TryGetValue(key, out var filling)) return Pad(samples, values, elements, key, filling, side, ref count);
        for (var i = 1; i < values.Length; i++)
        {
            if (!elements.HaveEqualShapes(values[i], values[0])) throw Unequal(samples[i], values[i], samples[0], values[0], key, side);
        }

        return elements.StackTensors(values);
    }

    private object Pad(
        IReadOnlyList<Sample> samples, object[] values, Elements elements, string key, double filling, Side side, ref PaddingCount count)
    {
        var spec = _specs.GetValueOrDefault(key);
        var shape = elements.ShapeOf(values[0]).ToArray();
        var filled = ElementsIn(shape);
        for (var i = 1; i < values.Length; i++)
        {
            var other = elements.ShapeOf(values[i]);
            filled += ElementsIn(other);
            if (other.Length != shape.Length) throw Unequal(samples[i], values[i], samples[0], values[0], key, side);
            for (var axis = 0; axis < shape.Length; axis++)
            {
                if (other[axis] == shape[axis]) continue;
                if (spec is not null && (axis + 1 >= spec.Shape.Count || spec.Shape[axis + 1].Name is null))
                    throw Unequal(samples[i], values[i], samples[0], values[0], key, side);
                shape[axis] = Math.Max(shape[axis], other[axis]);
            }
        }

        if (!elements.CanHold(filling))
        {
            throw new TfaipException(string.Create(
                CultureInfo.InvariantCulture,
                $"data.pipeline.padding.{key} is {filling}, but the {Name(side)} '{key}' of {samples[0].Source} is "
                + $"{Elements.Describe(values[0])}, which cannot hold that."));
        }

        var all = ElementsIn(shape) * values.Length;
        count = new(count.Elements + all, count.Padding + all - filled);
        return elements.StackPadded(values, shape, filling);
    }

    private static long ElementsIn(ReadOnlySpan<nint> shape)
    {
        var count = 1L;
        foreach (var axis in shape) count *= axis;
        return count;
    }

    private static object ValueOf(Sample sample, string key, int place, Side side, Sample first)
    {
        // Samples of one pipeline have the same names, so that the value stands where it does in the first one.
        var values = ValuesOf(sample, side);
        if (place < values.Entries.Length && ReferenceEquals(values.Entries[place].Key, key)) return values.Entries[place].Value;
        return values.TryGetValue(key, out var value)
            ? value
            : throw new TfaipException(
                $"{sample.Source} has no {Name(side)} '{key}', but {first.Source} of the same batch has one.");
    }

    private static void RefuseMore(Sample sample, Sample first, Side side)
    {
        if (ValuesOf(sample, side).Count == ValuesOf(first, side).Count) return;
        foreach (var (key, _) in ValuesOf(sample, side)) ValueOf(first, key, 0, side, sample);
    }

    private TfaipException Unequal(Sample sample, object value, Sample first, object firstValue, string key, Side side)
    {
        var advice = "";
        var free = "";
        if (_padding.ContainsKey(key))
        {
            if (_specs.TryGetValue(key, out var spec))
                free = $" The data class declares '{spec}'; axes with a name are padded, others are not.";
        }
        else if (this != Plain && HaveEqualRanks(value, firstValue))
        {
            advice = $"fill up shorter ones by data.pipeline.padding.{key}, ";
        }

        return new TfaipException(
            $"The {Name(side)} '{key}' of {sample.Source} is {Elements.Describe(value)}, "
            + $"that of {first.Source} is {Elements.Describe(firstValue)}: "
            + $"the samples of a batch must agree.{free} Bring them to one type and shape with a processor, {advice}or set batch_size to "
            + "1.");
    }

    private static bool HaveEqualRanks(object left, object right) =>
        left.GetType() == right.GetType()
        && Elements.IsTensor(left, out var elements)
        && elements.ShapeOf(left).Length == elements.ShapeOf(right).Length;

    private static SampleValues ValuesOf(Sample sample, Side side) => side == Side.Input ? sample.Inputs : sample.Targets;

    private static string Name(Side side) => side == Side.Input ? "input" : "target";

    private enum Side
    {
        Input,
        Target,
    }
}
