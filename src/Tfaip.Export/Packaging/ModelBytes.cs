using Tfaip.Export.Graphs;
using static TorchSharp.torch;

namespace Tfaip.Export.Packaging;

/// <summary>How much room the weights of a module take.</summary>
internal static class ModelBytes
{
    /// <summary>The bytes of all parameters and buffers; those that layers share count once.</summary>
    public static long Of(nn.Module module) =>
        module.parameters().Cast<Tensor>().Concat(module.buffers()).DistinctBy(tensor => tensor.Handle).Sum(GraphSerializer.WeightBytes);
}
