using System.Reflection;
using System.Runtime.CompilerServices;
using Tfaip.Export.Programs;
using Tfaip.Export.Programs.Sizes;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Size = Tfaip.Export.Programs.Sizes.Size;

namespace Tfaip.Export.Tracing.Shapes;

/// <summary>Layers over sequences: recurrent ones, attention, transformers.</summary>
internal static class SequenceShapes
{
    // How many positions a layer of attention adds to those that are attended to.
    private static readonly ConditionalWeakTable<MultiheadAttention, object> Added = [];

    public static void Register(ShapeTable table)
    {
        table.Layer<LSTM>("forward", (call, layer) => Recurrent(call, layer, 2));
        table.Layer<GRU>("forward", (call, layer) => Recurrent(call, layer, 1));
        table.Layer<RNN>("forward", (call, layer) => Recurrent(call, layer, 1));
        table.Layer<LSTMCell>("forward", (call, layer) => [Cell(call, layer.weight_hh!), Cell(call, layer.weight_hh!)]);
        table.Layer<GRUCell>("forward", (call, layer) => [Cell(call, layer.weight_hh!)]);
        table.Layer<RNNCell>("forward", (call, layer) => [Cell(call, layer.weight_hh!)]);
        table.Layer<MultiheadAttention>("forward", Attended);
        table.Same(
            typeof(TransformerEncoder), typeof(TransformerEncoderLayer), typeof(TransformerDecoder), typeof(TransformerDecoderLayer));
        table.Layer<Transformer>((call, _) => call.Tensor("tgt", "input2").Shape);
        table.Methods("scaled_dot_product_attention", call => [.. call.Tensor("query").Shape.SkipLast(1), call.Tensor("value").Shape[^1]]);
    }

    private static T Field<T>(object layer, string name) =>
        (T)layer.GetType().GetField(name, BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(layer)!;

    private static IReadOnlyList<IReadOnlyList<Size>?> Recurrent(ShapeCall call, nn.Module layer, int states)
    {
        var (layers, hidden, directions) = (
            Field<long>(layer, "_num_layers"), Field<long>(layer, "_hidden_size"), Field<bool>(layer, "_bidirectional") ? 2 : 1);
        var batch = call.Rank == 2 ? null : call.Shape[Field<bool>(layer, "_batch_first") ? 0 : 1];
        IReadOnlyList<Size> state = [
            SizeAlgebra.Fixed(layers * directions), .. batch is null ? [] : new[] { batch }, SizeAlgebra.Fixed(hidden)
        ];
        return [[.. call.Shape.SkipLast(1), SizeAlgebra.Fixed(hidden * directions)], .. Enumerable.Repeat(state, states)];
    }

    private static IReadOnlyList<Size> Cell(ShapeCall call, Tensor weight) =>
        [.. call.Shape.SkipLast(1), SizeAlgebra.Fixed(weight.shape[1])];

    private static IReadOnlyList<IReadOnlyList<Size>?> Attended(ShapeCall call, MultiheadAttention layer)
    {
        var key = call.Tensor("key", "input2").Shape;
        var needed = call.Find("need_weights", "input5") is not ConstantArgument { Value: false };
        return
        [
            call.Shape,
            needed
                ? [.. call.Rank == 3 ? new[] { call.Shape[1] } : [], call.Shape[0], key[0].Plus((long)Added.GetValue(layer, Probe))]
                : null,
        ];
    }

    // TorchSharp does not say what a layer adds; what it makes of four positions does.
    private static object Probe(MultiheadAttention layer)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var weights = layer.state_dict();
        var features = weights["out_proj.weight"].shape[0];
        Tensor Sample(string name, long length) =>
            zeros(
                [length, 1, weights.TryGetValue($"{name}_proj_weight", out var own) ? own.shape[1] : features],
                weights["out_proj.weight"].dtype);
        return layer.call(Sample("q", 3), Sample("k", 4), Sample("v", 4)).Item2.shape[^1] - 4;
    }
}
