using Tfaip.Export.Graphs;
using TorchSharp.Modules;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Lowering;

/// <summary>The inverse of a pooling to maxima: each value to the position that it was found at, zeros elsewhere.</summary>
internal static class Unpooling
{
    public static void Register(LoweringTable table)
    {
        table.Methods("max_unpool1d", call => Unpool(call, 1));
        table.Methods("max_unpool2d", call => Unpool(call, 2));
        table.Methods("max_unpool3d", call => Unpool(call, 3));
        table.Layer<MaxUnpool1d>((call, _) => Unpool(call, 1));
        table.Layer<MaxUnpool2d>((call, _) => Unpool(call, 2));
        table.Layer<MaxUnpool3d>((call, _) => Unpool(call, 3));
    }

    private static GraphValue Unpool(LoweringCall call, int axes)
    {
        // The recording knows the size of the result.
        foreach (var name in new[] { "kernel_size", "stride", "padding", "output_size", "input3" }) call.Find(name);
        var (graph, self, indices) = (call.Graph, call.Self, call.Tensor("indices", "input2"));
        IReadOnlyList<Size> Flat(IReadOnlyList<Size> shape) => [.. shape.SkipLast(axes), SizeArithmetic.Product(shape.TakeLast(axes))];
        var zeros = graph.Expand(graph.Scalar(0L, self.Type), [], Flat(call.Result.Shape));
        var values = graph.Reshape(self.Value, self.Shape, Flat(self.Shape));
        var places = graph.Reshape(indices.Value, indices.Shape, Flat(indices.Shape));
        var unpooled = graph.Node("ScatterElements", self.Type, [zeros, places, values], ("axis", (long)(self.Rank - axes)));
        return graph.Reshape(unpooled, Flat(call.Result.Shape), call.Result.Shape);
    }
}
