using Tfaip.Export.Programs;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Cloning;

/// <summary>The names of a live model's parameters and buffers, and the paths of its modules.</summary>
internal sealed class StateNames
{
    private readonly Dictionary<nint, (string Name, string Kind, Tensor Tensor)> _tensors = [];
    private readonly Dictionary<object, string> _paths = new(ReferenceEqualityComparer.Instance);

    /// <summary>Reads them.</summary>
    public StateNames(nn.Module module)
    {
        foreach (var (name, parameter) in module.named_parameters()) Add(name, "parameter", parameter);
        foreach (var (name, buffer) in module.named_buffers()) Add(name, "buffer", buffer);
        foreach (var (name, tensor) in module.state_dict()) Add(name, "buffer", tensor);
        _paths.TryAdd(module, "");
        foreach (var (path, child) in module.named_modules()) _paths.TryAdd(child, path);
    }

    /// <summary>Name, kind and live tensor of each.</summary>
    public IEnumerable<(string Name, string Kind, Tensor Tensor)> Tensors => _tensors.Values;

    /// <summary>The modules with their paths.</summary>
    public IReadOnlyDictionary<object, string> Paths => _paths;

    /// <summary>Finds the state that a tensor is.</summary>
    public bool TryFind(Tensor tensor, out string name, out Tensor live)
    {
        var found = _tensors.TryGetValue(NativeTensors.Identity(tensor), out var entry);
        (name, live) = (entry.Name, entry.Tensor);
        return found;
    }

    // A native module names parameters too that it was made without, such as the bias of an attention.
    private void Add(string name, string kind, Tensor tensor)
    {
        if (NativeTensors.Exists(tensor)) _tensors.TryAdd(NativeTensors.Identity(tensor), (name, kind, tensor));
    }
}
