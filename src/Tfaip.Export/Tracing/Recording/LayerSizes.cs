using Tfaip.Export.Programs;
using Tfaip.Processors.Samples;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>Says which axis of its input a layer does not take, where a call of it has failed.</summary>
internal static class LayerSizes
{
    /// <summary>A sentence about the axis and what to do; null where it is not the reason.</summary>
    /// <param name="call">The call that failed, or null where none did.</param>
    /// <param name="inputs">The model's inputs.</param>
    public static string? Explain(RecordedCall? call, IReadOnlyList<TensorSpec> inputs)
    {
        if (call is not { Module: nn.Module layer } || call.Inputs.OfType<Tensor>().FirstOrDefault() is not { IsInvalid: false } input)
            return null;
        var name = layer.GetType().Name;
        var shape = input.shape;
        if (layer is Embedding or EmbeddingBag && First(layer) is { } table)
        {
            return $"{name} has {table.shape[0]} rows. Bound the whole numbers that it is given: \"in 0..{table.shape[0] - 1}\" in the "
                + "input's specification.";
        }

        if (Wanted(layer) is not var (axis, wanted)) return null;
        var at = axis < 0 ? shape.Length + axis : axis;
        if (at < 0 || at >= shape.Length)
            return $"{name} takes an input with an axis {(axis < 0 ? at - shape.Length : axis)} of {wanted}, and is given one of the shape "
                + $"[{string.Join(", ", shape)}].";
        if (shape[at] == wanted) return null;
        var what = $"{name} takes {wanted} in axis {at} of its input, and is given {shape[at]}: the shape is [{string.Join(", ", shape)}].";
        var isInput = call.Arguments.OfType<TensorArgument>().FirstOrDefault() is { Value: var value } && value < inputs.Count
            && inputs[value].Shape.Count == shape.Length;
        if (!isInput)
            return $"{what} Give the inputs' specifications sizes from which {wanted} follows, or make the layer with {shape[at]}.";
        var spec = inputs[call.Arguments.OfType<TensorArgument>().First().Value];
        return spec.Shape[at].Name is { } symbol
            ? $"{what} This is the free size '{symbol}' of the input {spec.Name}: write {wanted} in its place."
            : $"{what} Write {wanted} in its place in the specification of the input {spec.Name}, or make the layer with {shape[at]}.";
    }

    // The axis and its length, by the layer's weights.
    private static (int Axis, long Length)? Wanted(nn.Module layer) => (layer, First(layer)) switch
    {
        (Linear, { Dimensions: 2 } weight) => (-1, weight.shape[1]),
        (LSTM or GRU or RNN, { Dimensions: 2 } weight) => (-1, weight.shape[1]),
        (Conv1d or Conv2d or Conv3d, { Dimensions: > 2 } weight) => (1, weight.shape[1] * Groups(layer)),
        (ConvTranspose1d or ConvTranspose2d or ConvTranspose3d, { Dimensions: > 2 } weight) => (1, weight.shape[0]),
        (BatchNorm1d or BatchNorm2d or BatchNorm3d or GroupNorm, { Dimensions: 1 } weight) => (1, weight.shape[0]),
        (LayerNorm, { Dimensions: 1 } weight) => (-1, weight.shape[0]),
        _ => null,
    };

    private static long Groups(nn.Module layer) => layer.GetType().GetProperty("groups")?.GetValue(layer) is long groups ? groups : 1;

    private static Parameter? First(nn.Module layer) => layer.parameters().FirstOrDefault();
}
