using static TorchSharp.torch;

namespace Tfaip.Training.Optimization;

/// <summary>The tensors that an optimizer remembers, in flat form for itself and by parameter for checkpoints.</summary>
internal sealed class OptimizerState : IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);
    private readonly List<Tensor> _flat = [];

    /// <summary>The tensors by name: views of the flat ones.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>Adds a whole number on the CPU, zero at first.</summary>
    public Tensor Add(string name)
    {
        var number = zeros(1, int64).DetachFromDisposeScope();
        _tensors.Add(name, number);
        return number;
    }

    /// <summary>Adds a tensor like the parameters, zero at first.</summary>
    /// <returns>The flat tensors, one for each group of the set.</returns>
    public List<Tensor> Add(string name, ParameterSet parameters)
    {
        var buffers = new List<Tensor>();
        foreach (var group in parameters.Groups)
        {
            var flat = group.CreateBuffer();
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
