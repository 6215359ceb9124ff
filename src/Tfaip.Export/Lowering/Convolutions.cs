using System.Reflection;
using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp;
using TorchSharp.Modules;

namespace Tfaip.Export.Lowering;

/// <summary>Convolutions over one to three axes, and their transposes.</summary>
internal static class Convolutions
{
    public static void Register(LoweringTable table)
    {
        for (var axes = 1; axes <= 3; axes++)
        {
            var count = axes;
            table.Methods($"conv{axes}d conv{axes}d_padding", call => Convolve(call, count));
            table.Methods($"conv_transpose{axes}d", call => Transposed(call, count));
        }

        table.Layer<Convolution>(Convolve);
        table.Layer<ConvolutionTranspose>((call, layer) => Convolve(
            call,
            "ConvTranspose",
            call.Parameter(layer.weight, "weight"),
            call.OptionalParameter(layer.bias, "bias"),
            layer.kernel_size.Length,

            // TorchSharp takes the first output padding for all axes.
            new(
                layer.stride,
                Symmetric(layer.padding!),
                layer.dilation,
                layer.groups,
                PerAxis([layer.output_padding[0]], layer.kernel_size.Length, 0))));
    }

    /// <summary>A list of one number for all axes, or one for each, as one for each.</summary>
    public static long[] PerAxis(long[]? values, int axes, long standard) => values switch
    {
        null or { Length: 0 } => [.. Enumerable.Repeat(standard, axes)],
        [var all] => [.. Enumerable.Repeat(all, axes)],
        _ => values,
    };

    /// <summary>A list of one number for all axes, or one for each, as one for each.</summary>
    public static double[] PerAxis(double[] values, int axes) => values is [var all] ? [.. Enumerable.Repeat(all, axes)] : values;

    /// <summary>The same padding at the start and the end of each axis, as ONNX lists it.</summary>
    public static long[] Symmetric(long[] padding) => [.. padding, .. padding];

    /// <summary>Runs what wants a batch axis on an input that may lack it.</summary>
    public static GraphValue Batched(LoweringCall call, int axes, Func<GraphValue, GraphValue> operation)
    {
        if (call.Self.Rank == axes + 2) return operation(call.Self.Value);
        return call.Graph.Squeeze(operation(call.Graph.Unsqueeze(call.Self.Value, 0)), 0);
    }

    private static GraphValue Convolve(LoweringCall call, int axes)
    {
        var weight = call.Tensor("weight");
        var dilation = PerAxis(call.OptionalIntegers("dilation"), axes, 1);
        var pads = call.Find("padding") is ConstantArgument { Value: TorchSharp.Padding padding }
            ? padding == TorchSharp.Padding.Same ? Same(Kernel(call, weight), dilation) : new long[2 * axes]
            : Symmetric(PerAxis(call.OptionalIntegers("padding"), axes, 0));
        return Convolve(
            call, "Conv", weight, call.OptionalTensor("bias"), axes,
            new(PerAxis(call.OptionalIntegers("stride", "strides"), axes, 1), pads, dilation, call.Integer("groups"), null));
    }

    private static GraphValue Transposed(LoweringCall call, int axes) => Convolve(
        call, "ConvTranspose", call.Tensor("weight"), call.OptionalTensor("bias"), axes,
        new(
            PerAxis(call.OptionalIntegers("stride", "strides"), axes, 1),
            Symmetric(PerAxis(call.OptionalIntegers("padding"), axes, 0)),
            PerAxis(call.OptionalIntegers("dilation"), axes, 1),
            call.Integer("groups"),
            PerAxis(call.OptionalIntegers("output_padding"), axes, 0)));

    private static GraphValue Convolve(LoweringCall call, Convolution layer)
    {
        var axes = layer.kernel_size.Length;
        var (weight, bias) = (call.Parameter(layer.weight, "weight"), call.OptionalParameter(layer.bias, "bias"));
        if (layer.padding_mode == PaddingModes.Zeros)
        {
            var pads = layer.padding_type switch
            {
                TorchSharp.Padding.Same => Same(layer.kernel_size, layer.dilation),
                TorchSharp.Padding.Valid => new long[2 * axes],
                _ => Symmetric(layer.padding!),
            };
            return Convolve(call, "Conv", weight, bias, axes, new(layer.stride, pads, layer.dilation, layer.groups, null));
        }

        var attributes = new Attributes(layer.stride, new long[2 * axes], layer.dilation, layer.groups, null);
        return Batched(call, axes, input => Convolve(
            call,
            "Conv",
            Paddings.Pad(call, input, axes + 2, Paddings.Fixed(PadsOf(layer)), layer.padding_mode, 0),
            weight,
            bias,
            attributes));
    }

    // What the layer itself pads with; its public properties do not say it for 'same'.
    private static long[] PadsOf(Convolution layer) => (long[])typeof(Convolution)
        .GetField("_reversed_padding_repeated_twice", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(layer)!;

    private static long[] Kernel(LoweringCall call, Operand weight) => [.. weight.Shape.Skip(2).Select(size => size is FixedSize length
        ? length.Value
        : throw call.Refuse("the size of its kernel depends on a size of the inputs"))];

    // As much as keeps the length; an odd rest goes to the end.
    private static long[] Same(long[] kernel, long[] dilation)
    {
        var total = kernel.Zip(dilation, (length, step) => step * (length - 1)).ToArray();
        return [.. total.Select(pad => pad / 2), .. total.Select(pad => pad - (pad / 2))];
    }

    private static GraphValue Convolve(
        LoweringCall call, string operation, Operand weight, Operand? bias, int axes, Attributes attributes) =>
        Batched(call, axes, input => Convolve(call, operation, input, weight, bias, attributes));

    private static GraphValue Convolve(
        LoweringCall call, string operation, GraphValue input, Operand weight, Operand? bias, Attributes attributes)
    {
        // A transposed convolution may cut off all that it makes. TorchSharp gives an empty tensor then; ONNX Runtime refuses it when
        // it runs.
        if (call.Result.Shape.TakeLast(attributes.Strides.Length).Any(size => call.Bounds.Of(size).High < 1))
            throw call.Refuse("its padding takes away all of its result, at every size", "Pad less, or give the kernel more.");
        if (attributes.OutputPadding is { } output
            && output.Zip(attributes.Strides).Any(pair => pair.First >= pair.Second && pair.First > 0))
        {
            return PaddedAfter(call, input, weight, bias, attributes, output);
        }

        var list = new List<GraphAttribute>
        {
            ("kernel_shape", Kernel(call, weight)), ("strides", attributes.Strides), ("pads", attributes.Pads),
            ("dilations", attributes.Dilations), ("group", attributes.Groups),
        };
        if (attributes.OutputPadding is { } padding && padding.Any(length => length != 0)) list.Add(("output_padding", padding));
        return call.Graph.Node(operation, input.Type, [input, weight.Value, bias?.Value], [.. list]);
    }

    // ONNX Runtime takes no output padding of a stride or more. It is so much less cut off at the end, or rows of the bias alone.
    private static GraphValue PaddedAfter(
        LoweringCall call, GraphValue input, Operand weight, Operand? bias, Attributes attributes, long[] output)
    {
        var (graph, axes) = (call.Graph, output.Length);
        long[] less = [.. output.Zip(attributes.Pads.Skip(axes), Math.Min)];
        long[] more = [.. output.Zip(less, (length, taken) => length - taken)];
        long[] pads = [.. attributes.Pads.Take(axes), .. attributes.Pads.Skip(axes).Zip(less, (pad, taken) => pad - taken)];
        var value = Convolve(call, "ConvTranspose", input, weight, null, attributes with { Pads = pads, OutputPadding = null });
        if (more.Any(length => length > 0))
        {
            value = graph.Node(
                "Pad",
                value.Type,
                [value, graph.Int64s([.. new long[axes + 4], .. more]), graph.Scalar(0.0, value.Type)],
                ("mode", "constant"));
        }

        return bias is null
            ? value
            : graph.Same("Add", value, graph.Unsqueeze(bias.Value, [.. Enumerable.Range(1, axes).Select(axis => (long)axis)]));
    }

    private sealed record Attributes(long[] Strides, long[] Pads, long[] Dilations, long Groups, long[]? OutputPadding);
}
