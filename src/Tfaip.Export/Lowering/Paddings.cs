using System.Reflection;
using Tfaip.Export.Graphs;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp;
using TorchSharp.Modules;

namespace Tfaip.Export.Lowering;

/// <summary>Tensors made longer at their ends.</summary>
internal static class Paddings
{
    public static void Register(LoweringTable table)
    {
        table.Methods("pad", call =>
        {
            var pads = call.OptionalLengths("pad")!;

            // One number alone is for both ends of all axes.
            if (call.Find("pad") is not ListArgument) pads = [.. Enumerable.Repeat(pads[0], 2 * call.Self.Rank)];
            return Pad(call, call.Self.Value, call.Self.Rank, pads, call.Constant<PaddingModes>("mode")!.Value, call.Real("value"));
        });
        table.Layer<PadBase>((call, layer) => Pad(call, call.Self.Value, call.Self.Rank, Fixed(layer.padding), Mode(layer), layer.value));
    }

    /// <summary>
    /// Pads; <paramref name="pads"/> are start and end of the last axis, then of the one before it, and so on, as TorchSharp lists them.
    /// </summary>
    public static GraphValue Pad(LoweringCall call, GraphValue value, int rank, IReadOnlyList<Size> pads, PaddingModes mode, double fill)
    {
        if (pads.All(pad => pad is FixedSize { Value: 0 })) return value;
        if (mode == PaddingModes.Circular)
        {
            return Circular(call.Graph, value, rank, [.. pads.Select(pad =>
                pad is FixedSize known ? known.Value : throw call.Refuse("its padding goes round and depends on a size of the inputs"))]);
        }

        var (starts, ends) = (new Size[rank], new Size[rank]);
        Array.Fill(starts, new FixedSize(0));
        Array.Fill(ends, new FixedSize(0));
        for (var i = 0; i < pads.Count / 2; i++) (starts[rank - 1 - i], ends[rank - 1 - i]) = (pads[2 * i], pads[(2 * i) + 1]);
        var name = mode switch { PaddingModes.Reflect => "reflect", PaddingModes.Replicate => "edge", _ => "constant" };
        return call.Graph.Node(
            "Pad",
            value.Type,
            [value, call.Graph.Vector([.. starts, .. ends]), name == "constant" ? call.Graph.Scalar(fill, value.Type) : null],
            ("mode", name));
    }

    /// <summary>Lengths that are known.</summary>
    public static IReadOnlyList<Size> Fixed(long[] lengths) => [.. lengths.Select(length => new FixedSize(length))];

    private static GraphValue Circular(GraphBuilder graph, GraphValue value, int rank, long[] pads)
    {
        for (var i = 0; i < pads.Length / 2; i++)
        {
            var (axis, start, end) = (rank - 1 - i, pads[2 * i], pads[(2 * i) + 1]);
            var parts = new List<GraphValue>();
            if (start > 0) parts.Add(graph.Slice(value, axis, new FixedSize(-start), new FixedSize(long.MaxValue)));
            parts.Add(value);
            if (end > 0) parts.Add(graph.Slice(value, axis, new FixedSize(0), new FixedSize(end)));
            value = graph.Concat(parts, axis);
        }

        return value;
    }

    private static PaddingModes Mode(PadBase layer) => (PaddingModes)typeof(PadBase)
        .GetFields(BindingFlags.NonPublic | BindingFlags.Instance).Single(field => field.FieldType == typeof(PaddingModes))
        .GetValue(layer)!;
}
