using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>The tensors that an optimizer remembers, in flat form for itself and by parameter for checkpoints.</summary>
internal sealed class OptimizerState : IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);
    private readonly List<Tensor> _flat = [];

    /// <summary>The tensors by name: views of the flat ones.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>Adds a number on the CPU.</summary>
    public Tensor AddNumber(string name, ScalarType type, double value = 0)
    {
        var number = full([1], value, type).DetachFromDisposeScope();
        _tensors.Add(name, number);
        return number;
    }

    /// <summary>Adds a tensor like the parameters.</summary>
    /// <returns>The flat tensors, one for each group of the set.</returns>
    public IReadOnlyList<Tensor> Add(string name, ParameterSet parameters, double value = 0)
    {
        var buffers = new List<Tensor>();
        foreach (var group in parameters.Groups)
        {
            var flat = group.CreateBuffer();
            if (value != 0) flat.fill_(value);
            buffers.Add(flat);
            foreach (var slot in group.Slots) _tensors.Add($"{name}.{slot.Name}", slot.ViewOf(flat).DetachFromDisposeScope());
        }

        _flat.AddRange(buffers);
        return buffers;
    }

    public void Dispose()
    {
        foreach (var tensor in _tensors.Values.Concat(_flat)) tensor.Dispose();
    }
}
