using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;

namespace Tfaip.Training.Scenarios;

/// <summary>
/// What some samples look like after pre-processing, of training and of evaluation: type and shape of each value, and where the
/// parameters of generator and processors say it, how many values a whole number has.
/// </summary>
internal sealed class FoundSpecs
{
    /// <summary>How many samples of training are looked at, and how many of evaluation.</summary>
    public const int SamplesLookedAt = 32;

    private readonly List<Sample> _samples;
    private readonly IReadOnlyList<ValueCount> _counts;

    private FoundSpecs(List<Sample> samples, IReadOnlyList<ValueCount> counts) => (_samples, _counts) = (samples, counts);

    /// <summary>Reads the samples.</summary>
    /// <exception cref="TfaipException">The data cannot be read, or no sample is left.</exception>
    public static FoundSpecs Of(GenericDataParams parameters)
    {
        var training = GenericData.Training(parameters);
        List<Sample> samples = [.. Read(training, PipelineMode.Training, parameters)];
        if (samples.Count == 0)
        {
            throw new TfaipException(
                "The generator data.training gave no samples, or pre-processing dropped the first ones, so the "
                + "model's inputs are not known. Look at the generator and the processors, or write down data.inputs and data.targets.");
        }

        if (parameters.Evaluation is { } evaluation) samples.AddRange(Read(evaluation, PipelineMode.Evaluation, parameters));
        var counts = parameters.PreProcessing.Where(processor => processor.Modes.Contains(PipelineMode.Training))
            .Aggregate(training.Counts(), (before, processor) => processor.CountsAfter(before));
        return new(samples, counts);
    }

    /// <summary>The tensors and numbers of a side, in the order of their names; texts and bytes are none.</summary>
    /// <exception cref="TfaipException">Samples differ in what they have, or none of it is a tensor.</exception>
    public IReadOnlyList<TensorSpec> Specs(SampleSide side)
    {
        var names = _samples.SelectMany(sample => sample.ValuesOf(side)).Where(value => Elements.Of(value.Value) is not null)
            .Select(value => value.Key).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (names.Length == 0 && side == SampleSide.Inputs)
        {
            var first = _samples[0];
            var has = string.Join(", ", first.Inputs.Select(value => $"'{value.Key}', {Elements.Describe(value.Value)}"));
            throw new TfaipException(
                $"No input of the samples is a tensor or a number after pre-processing; {first.Source} has "
                + $"{(has.Length == 0 ? "none" : has)}. Make one by a processor in data.pre_processing.");
        }

        var specs = names.Select(name => SpecOf(side, name)).ToArray();
        return specs.All(spec => spec.IsFixed) ? [.. specs.Select(spec => spec.Spec)] : throw Differ(side, specs);
    }

    /// <summary>Holds what is written down against the samples.</summary>
    /// <param name="side">The side.</param>
    /// <param name="list">The parameter that lists the specs.</param>
    /// <param name="specs">What is written down.</param>
    /// <param name="faults">Gets what does not fit.</param>
    public void Check(SampleSide side, string list, IReadOnlyList<TensorSpec> specs, ICollection<DataFault> faults)
    {
        foreach (var (i, spec) in specs.Index())
        {
            var place = FormattableString.Invariant($"{list}.{i}");
            if (_samples.Select(sample => FaultOf(sample, side, spec)).FirstOrDefault(fault => fault is not null) is { } found)
                faults.Add(new(place, found));
            else if (CountOf(side, spec.Name) is { } count && spec.Values is var (low, high) && (low != 0 || high != count - 1))
                faults.Add(new(place, string.Create(
                    CultureInfo.InvariantCulture,
                    $"'{spec.Name}' has values from {low} to {high} here, but by the labels of generator and processors there are "
                    + $"{count}, from 0 to {count - 1}.")));
        }
    }

    private static string? FaultOf(Sample sample, SampleSide side, TensorSpec spec)
    {
        var values = sample.ValuesOf(side);
        var what = side == SampleSide.Inputs ? "input" : "target";
        if (!values.TryGetValue(spec.Name, out var value))
            return $"after pre-processing, {sample.Source} has no {what} '{spec.Name}'; it has: "
                + $"{(values.Count == 0 ? "none" : string.Join(", ", values.Keys))}.";
        var (type, shape) = FormOf(value);
        var fits = type == spec.Type && shape.Length == spec.Shape.Count - 1
            && shape.Zip(spec.Shape.Skip(1)).All(axis => axis.Second.Length is not { } length || length == axis.First);
        return fits ? null : $"after pre-processing, the {what} '{spec.Name}' of {sample.Source} is {Elements.Describe(value)}, which is "
            + $"not '{spec}' without the batch axis.";
    }

    private static IEnumerable<Sample> Read(GeneratorParams generator, PipelineMode mode, GenericDataParams parameters)
    {
        using var source = generator.Open();
        if (source.Count == 0) yield break;
        var pipeline = parameters.Pipeline with { BatchSize = 1, Batching = null, Workers = 1, Preload = false };
        var batches = new SamplePipeline(source, parameters.PreProcessing, pipeline, mode, seed: 0).Read(0);
        foreach (var sample in batches.SelectMany(batch => batch.Samples).Take(SamplesLookedAt)) yield return sample;
    }

    private (TensorSpec Spec, bool IsFixed, string Seen) SpecOf(SampleSide side, string name)
    {
        var what = side == SampleSide.Inputs ? "input" : "target";
        if (!TensorSpecGrammar.IsTensorName(name))
            throw new TfaipException(
                $"The {what} '{name}' cannot be the name of a tensor, which holds no white space and none of : ; , [ ]. Give it another, "
                + "by the generator or by rename.");
        if (_samples.FirstOrDefault(sample => !sample.ValuesOf(side).ContainsKey(name)) is { } without)
            throw new TfaipException(
                $"After pre-processing, some samples have the {what} '{name}', but {without.Source} has none. Each sample must have it.");
        var forms = _samples.Select(sample =>
            (sample.Source, Value: sample.ValuesOf(side)[name], Form: FormOf(sample.ValuesOf(side)[name]))).ToArray();
        var (type, shape) = forms[0].Form;
        var other = forms.FirstOrDefault(form => form.Form.Type != type || form.Form.Shape.Length != shape.Length);
        if (other.Value is not null)
        {
            throw new TfaipException(
                $"After pre-processing, the {what} '{name}' is {Elements.Describe(forms[0].Value)} in {forms[0].Source}, but "
                + $"{Elements.Describe(other.Value)} in {other.Source}. It must have one type and as many axes in each sample.");
        }

        var dimensions = new List<Dimension> { Dimension.Free("batch") };
        var isFixed = true;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            var isSame = forms.All(form => form.Form.Shape[axis] == shape[axis]);
            dimensions.Add(isSame ? Dimension.Fixed(shape[axis]) : Dimension.Free(FormattableString.Invariant($"{name}_{axis + 1}")));
            isFixed &= isSame;
        }

        var unlike = forms.FirstOrDefault(form => !form.Form.Shape.SequenceEqual(shape));
        var seen = isFixed ? "" : $"the {what} '{name}' is {Elements.Describe(forms[0].Value)} in {forms[0].Source}, but "
            + $"{Elements.Describe(unlike.Value)} in {unlike.Source}";
        var bounds = CountOf(side, name) is { } count && IsWhole(type!.Value) ? (0.0, count - 1.0) : default((double, double)?);
        return (new TensorSpec(name, type!.Value, dimensions) { Values = bounds }, isFixed, seen);
    }

    // A length that differs has a name, which other inputs may share: only the author of the model knows it.
    private static TfaipException Differ(SampleSide side, (TensorSpec Spec, bool IsFixed, string Seen)[] specs)
    {
        var list = side == SampleSide.Inputs ? "data.inputs" : "data.targets";
        return new(
            $"After pre-processing, {string.Join(", and ", specs.Where(spec => !spec.IsFixed).Select(spec => spec.Seen))}. "
            + $"Write down {list} and name each axis whose length differs; axes of one name have the same length:\n"
            + string.Join('\n', specs.Select(spec => $"  - \"{spec.Spec}\"")));
    }

    private long? CountOf(SampleSide side, string name) => _counts.FirstOrDefault(count => (count.Side, count.Key) == (side, name))?.Count;

    private static bool IsWhole(ElementType type) =>
        type is ElementType.Int64 or ElementType.Int32 or ElementType.Int16 or ElementType.Int8 or ElementType.UInt8;

    private static (ElementType? Type, nint[] Shape) FormOf(object value)
    {
        var elements = Elements.Of(value);
        return (elements?.Type, elements?.IsTensor(value) == true ? [.. elements.ShapeOf(value)] : []);
    }
}
