using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace Tfaip.Export.Verification;

/// <summary>Calls a live model: its entry, or its own <c>forward</c>.</summary>
internal static class ModelEntry
{
    /// <summary>The outputs for inputs, in the order of the model's description.</summary>
    public static IReadOnlyList<Tensor> Run(ExportableModel model, IReadOnlyList<Tensor> inputs)
    {
        if (model.Forward is { } entry) return entry([.. inputs]);
        var forward = model.Module.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance).FirstOrDefault(method =>
            method.Name == "forward" && method.GetParameters() is var parameters && parameters.Length >= inputs.Count
            && parameters.Take(inputs.Count).All(parameter => parameter.ParameterType == typeof(Tensor))
            && parameters.Skip(inputs.Count).All(parameter => parameter.HasDefaultValue))
            ?? throw new ExportException(
                $"{model.Module.GetType().Name} has no forward that takes {inputs.Count} tensor{(inputs.Count == 1 ? "" : "s")}. Describe its inputs one by one, or give ExportableModel.Forward.");
        var missing = forward.GetParameters().Skip(inputs.Count).Select(parameter => parameter.DefaultValue);
        try
        {
            return [.. Flatten(forward.Invoke(model.Module, [.. inputs, .. missing]))];
        }
        catch (TargetInvocationException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
    }

    private static IEnumerable<Tensor> Flatten(object? result) => result switch
    {
        Tensor tensor => [tensor],
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Flatten(tuple[i])),
        IEnumerable<Tensor> list => list,
        _ => throw new ExportException($"The model's forward gives {result?.GetType().Name ?? "null"}. Let it give a tensor, a tuple or a list of tensors."),
    };
}
