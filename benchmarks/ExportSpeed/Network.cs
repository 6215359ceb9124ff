using Tfaip.Export.Requests;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace ExportSpeed;

/// <summary>A network that is measured.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Create">Makes it with random weights.</param>
/// <param name="Input">Its input with free sizes.</param>
/// <param name="Shape">The sizes that it is timed at.</param>
internal sealed record Network(string Name, Func<nn.Module<Tensor, Tensor>> Create, string Input, long[] Shape)
{
    /// <summary>What the exporter takes.</summary>
    public ExportableModel Exportable(nn.Module module) => new() { Module = module, Inputs = [TensorSpec.Parse(Input)] };
}
