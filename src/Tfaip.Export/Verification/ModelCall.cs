using System.Reflection;
using Tfaip.Export.Requests;
using Tfaip.Export.Tracing.Recording;
using static TorchSharp.torch;

namespace Tfaip.Export.Verification;

/// <summary>Calls a live model: its entry, or its own <c>forward</c>.</summary>
internal static class ModelCall
{
    /// <summary>The outputs for inputs, in the order of the model's description.</summary>
    public static IReadOnlyList<Tensor> Run(ExportableModel model, IReadOnlyList<Tensor> inputs)
    {
        if (model.Entry is { } entry) return [.. ModelOutputs.Of(entry([.. inputs])).Select(output => output.Tensor)];
        var forward = ModuleEntry.Of(model.Module, [.. model.Inputs.Select(input => input.Name)]);
        var result = forward.Method.Invoke(model.Module, BindingFlags.DoNotWrapExceptions, null, forward.Arguments(inputs), null);
        return [.. ModelOutputs.Of(result).Select(output => output.Tensor)];
    }
}
