using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Torch;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Scenarios;

/// <summary>Puts what the data class declares of a batch onto the device, after checking that it is what was declared.</summary>
/// <param name="data">What declares the inputs and targets.</param>
/// <param name="device">The run's device.</param>
internal sealed class BatchConverter(Data data, Device device)
{
    /// <summary>Converts a batch; its tensors belong to the current dispose scope.</summary>
    /// <exception cref="TfaipException">A value is missing or is not as declared.</exception>
    public (TensorMap Inputs, TensorMap Targets) Convert(Batch batch)
    {
        var sizes = new Dictionary<string, long>(StringComparer.Ordinal);
        return (Convert(batch, data.Inputs, batch.Inputs, "input", sizes), Convert(batch, data.Targets, batch.Targets, "target", sizes));
    }

    private TensorMap Convert(
        Batch batch,
        IReadOnlyList<TensorSpec> specs,
        IReadOnlyDictionary<string, object> values,
        string side,
        Dictionary<string, long> sizes)
    {
        var tensors = new TensorMap();
        foreach (var spec in specs)
        {
            if (!values.TryGetValue(spec.Name, out var value))
            {
                throw new TfaipException(
                    $"The data class declares the {side} '{spec}', but the batch has no such value; it has: "
                    + $"{(values.Count == 0 ? "none" : string.Join(", ", values.Keys))}. Pre-processing must make it.");
            }

            var tensor = TensorConversion.ToTorch(value, device);
            if (tensor is null || !Matches(tensor, spec, sizes))
            {
                throw new TfaipException(
                    $"The data class declares the {side} '{spec}', but the batch has {Describe(value, tensor)}. "
                    + "Change the declaration, or make it so with a processor.");
            }

            if (spec.Values is var (low, high)) CheckBounds(batch, spec, side, value, low, high);
            tensors[spec.Name] = tensor;
        }

        return tensors;
    }

    // What fills up a batch is no value of a sample.
    private void CheckBounds(Batch batch, TensorSpec spec, string side, object value, double low, double high)
    {
        using var scope = NewDisposeScope();
        var tensor = TensorConversion.ToTorch(value, CPU)!;
        var numbers = tensor.to(ScalarType.Float64);
        var areWrong = numbers.ge(low).logical_and(numbers.le(high)).logical_not();
        if (data.Parameters.Pipeline.Padding.TryGetValue(spec.Name, out var filling)) areWrong = areWrong.logical_and(numbers.ne(filling));
        if (BatchPlace.First(batch, tensor, areWrong) is not var (place, number)) return;
        throw new TfaipException(string.Create(
            CultureInfo.InvariantCulture,
            $"The {side} '{spec.Name}' of {place} is {number}, but the data class declares '{spec}': values from {low} to {high}. Change "
            + $"the declaration, or correct the data."));
    }

    private static bool Matches(Tensor tensor, TensorSpec spec, Dictionary<string, long> sizes)
    {
        var shape = tensor.shape;
        if (TorchTypes.ToElement(tensor.dtype) != spec.Type || shape.Length != spec.Shape.Count) return false;
        for (var axis = 0; axis < spec.Shape.Count; axis++)
        {
            var (expected, actual) = (spec.Shape[axis], shape[axis]);
            var length = expected.Name is not { } name ? expected.Length : sizes.TryAdd(name, actual) ? actual : sizes[name];
            if (length != actual) return false;
        }

        return true;
    }

    private static string Describe(object value, Tensor? tensor) => tensor is null ? value.GetType().Name : Elements.Describe(value);
}
