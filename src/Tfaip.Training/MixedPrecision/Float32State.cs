using Tfaip.Training.Scenarios;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Training.MixedPrecision;

/// <summary>The parameters and buffers of a model that stay float32 where the rest is computed with in bfloat16.</summary>
internal sealed class Float32State
{
    private readonly HashSet<object> _tensors = new(ReferenceEqualityComparer.Instance);

    /// <summary>Finds them.</summary>
    public Float32State(Model model)
    {
        // Normalisations that keep statistics compute in float32 whatever their input is; all others compute in the type of their weights.
        foreach (var norm in model.named_modules().Select(entry => entry.module).OfType<NormBase>())
        {
            _tensors.UnionWith(norm.parameters(recurse: false));
            _tensors.UnionWith(norm.buffers(recurse: false));
        }

        _tensors.UnionWith(Of(model).Where(entry => model.StaysFloat32(entry.Name)).Select(entry => entry.Tensor));
    }

    /// <summary>The parameters and buffers of a model with their names, each once.</summary>
    public static IEnumerable<(string Name, Tensor Tensor)> Of(Model model) => model.named_parameters()
        .Select(entry => (entry.name, Tensor: (Tensor)entry.parameter))
        .Concat(model.named_buffers().Select(entry => (entry.name, Tensor: entry.buffer)))
        .DistinctBy(entry => (object)entry.Tensor, ReferenceEqualityComparer.Instance);

    /// <summary>Whether a parameter or buffer is to be computed with in bfloat16.</summary>
    public bool Leaves(Tensor tensor) => tensor.dtype == ScalarType.Float32 && !_tensors.Contains(tensor);
}
