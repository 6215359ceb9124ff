using Tfaip.Export.Requests;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Layers;

/// <summary>One use of a layer, to be exported.</summary>
/// <param name="Name">What is special in it.</param>
/// <param name="Model">Makes it, with its inputs.</param>
internal sealed record LayerRow(string Name, Func<ExportableModel> Model)
{
    /// <summary>A module whose own <c>forward</c> is exported.</summary>
    public static LayerRow Of(string name, Func<nn.Module> module, params string[] inputs) =>
        new(name, () => new() { Module = module(), Inputs = [.. inputs.Select(TensorSpec.Parse)] });

    /// <summary>A module that is called in a way of its own.</summary>
    public static LayerRow Of<T>(string name, Func<T> module, Func<T, Tensor[], Tensor[]> forward, params string[] inputs)
        where T : nn.Module => new(name, () =>
    {
        var made = module();
        return new() { Module = made, Forward = tensors => forward(made, tensors), Inputs = [.. inputs.Select(TensorSpec.Parse)] };
    });

    /// <summary>A function without parameters.</summary>
    public static LayerRow Function(string name, Func<Tensor[], Tensor> function, params string[] inputs) =>
        Of(name, () => nn.Identity(), (_, tensors) => [function(tensors)], inputs);
}
