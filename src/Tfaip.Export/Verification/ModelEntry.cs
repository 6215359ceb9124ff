using System.Reflection;
using Tfaip.Export.Tracing.Recording;
using static TorchSharp.torch;

namespace Tfaip.Export.Verification;

/// <summary>Calls a live model: its entry, or its own <c>forward</c>.</summary>
internal static class ModelEntry
{
    /// <summary>The outputs for inputs, in the order of the model's description.</summary>
    public static IReadOnlyList<Tensor> Run(ExportableModel model, IReadOnlyList<Tensor> inputs)
    {
        if (model.Forward is { } entry) return entry([.. inputs]);
        var forward = Modules.EntryOf(model.Module, inputs.Count);
        var result = forward.Invoke(model.Module, BindingFlags.DoNotWrapExceptions, null, Modules.WithDefaults(forward, inputs), null);
        if (result is IEnumerable<KeyValuePair<string, Tensor>> named) return [.. named.Select(pair => pair.Value)];
        var tensors = new List<Tensor?>();
        TensorTypes.TryFlatten(result, tensors);
        return [.. tensors.Select(tensor => tensor!)];
    }
}
