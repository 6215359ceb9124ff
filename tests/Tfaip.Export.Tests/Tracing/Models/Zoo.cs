using Tfaip.Processors.Samples;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Tracing.Models;

/// <summary>Modules written as users write them, each with what is special in it.</summary>
internal static class Zoo
{
    private const string Rows = "x: float32[batch, 6]";
    private const string Images = "x: float32[batch, 3, height, width]; height: 8..40; width: 8..40";
    private const string Sequences = "x: float32[batch, time, 6]";

    public static IReadOnlyDictionary<string, Func<ExportableModel>> All { get; } = new Dictionary<string, Func<ExportableModel>>
    {
        ["mlp"] = () => Of(new Mlp(), Rows),
        ["residual convolution"] = () => Of(Residual.Network(), Images),
        ["layer norm, linear, gelu"] = () => Of(new NormBlock(), Sequences),
        ["bidirectional lstm"] = () => Of(new BiLstm(), Sequences),
        ["lstm with initial states"] = () => Of(new StatefulLstm(), Sequences),
        ["self-attention"] = () => Of(new SelfAttention(), Sequences),
        ["sequential root"] = () => Of(Sequential(("a", Linear(6, 8)), ("act", ReLU(inplace: true)), ("drop", Dropout()), ("b", new Mlp(8))), Rows),
        ["layer root"] = () => Of(Linear(6, 2), Rows),
        ["shared weights"] = () => Of(new SharedWeights(), Rows),
        ["called twice"] = () => Of(new CalledTwice(), Rows),
        ["functions in fields"] = () => Of(new FunctionFields(), Rows),
        ["indices"] = () => Of(new Indices(), Sequences),
        ["operators"] = () => Of(new Operators(), Rows),
        ["generic helpers"] = () => Of(new GenericHelpers(), Rows),
        ["dispose scopes"] = () => Of(new DisposeScopes(), Rows),
        ["in place on its own"] = () => Of(new InPlace(), Rows),
        ["made in forward"] = () => Of(new MadeInForward(), Sequences),
        ["buffers and tables"] = () => Of(new BuffersAndTables(), Rows),
        ["module list and dictionary"] = () => Of(new Containers(), Rows),
        ["derived from sequential"] = () => Of(new DerivedSequential(), Rows),
        ["flatten and pool"] = () => Of(new FlattenAndPool(), Images),
        ["two inputs, nested outputs"] = () => Of(new TwoInputs(), Rows, "y: float32[batch, 6]"),
        ["hooks"] = () => Of(Hooked.Create(), Rows),
        ["entry in a closure"] = () => Closures.Create(),
        ["embedding"] = () => Of(new TokenModel(), "ids: int64[batch, time] in 0..9; time: 2..64"),
        ["halves"] = () => Of(new Halves(), "x: float32[batch, time, 6]; time: 2..40"),
    };

    public static Tensor[] Run(ExportableModel model, Tensor[] inputs) => model.Forward is { } forward
        ? forward(inputs)
        : (model.Module, inputs.Length) switch
        {
            (nn.Module<Tensor, Tensor> module, 1) => [module.call(inputs[0])],
            (TwoInputs module, 2) => [.. Flat(module.call(inputs[0], inputs[1]))],
            (BiLstm module, 1) => [.. module.call(inputs[0])],
            _ => throw new InvalidOperationException(model.Module.GetName()),
        };

    private static Tensor[] Flat((Tensor, (Tensor, Tensor)) nested) => [nested.Item1, nested.Item2.Item1, nested.Item2.Item2];

    private static ExportableModel Of(nn.Module module, params string[] inputs) =>
        new() { Module = module, Inputs = [.. inputs.Select(TensorSpec.Parse)] };
}
