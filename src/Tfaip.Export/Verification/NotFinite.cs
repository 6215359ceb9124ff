using Tfaip.Export.Lowering;
using Tfaip.Export.Programs;
using Tfaip.Export.Requests;
using Tfaip.Export.Tracing.Cloning;
using static TorchSharp.torch;

namespace Tfaip.Export.Verification;

/// <summary>Outputs without a finite number, which agree with any other without one, so that comparing them verifies nothing.</summary>
internal static class NotFinite
{
    private const string Advice =
        "Bound the inputs to values that the model is meant for, such as 'in 0..1'. To export it as it is, set ExportOptions.ExactNan "
        + "(--exact-nan), and what is not finite is compared too.";

    /// <summary>Whether a tensor of numbers has no finite one.</summary>
    public static bool Fills(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        if (!tensor.is_floating_point() || tensor.numel() == 0) return false;

        // The first number tells it of nearly all tensors.
        return !tensor.flatten()[0].isfinite().item<bool>() && !tensor.isfinite().any().item<bool>();
    }

    /// <summary>The error that an output has no finite number, with the first operation that gives none.</summary>
    /// <param name="model">The model.</param>
    /// <param name="program">Its recorded calls.</param>
    /// <param name="output">The output.</param>
    /// <param name="inputs">Inputs with which it has none.</param>
    /// <param name="sizes">Their sizes.</param>
    public static ExportException Refuse(
        ExportableModel model, TracedProgram program, string output, IReadOnlyList<Tensor> inputs, IReadOnlyDictionary<string, long> sizes)
    {
        var what = $"The output '{output}' is NaN or infinite in all of its elements, whatever the inputs that were tried, so that the "
            + "graph cannot be verified.";
        if (BrokenState(model.Module) is { } broken) what += $" The {broken} has numbers that are not finite: take weights that have none.";
        using var scope = NewDisposeScope();
        var interpreter = new ProgramInterpreter(program, inputs, sizes);
        foreach (var (call, results) in interpreter.Run())
        {
            if (!results.Any(result => Fills(result.Tensor))
                    || call.Arguments.OfType<TensorArgument>().Any(argument => Fills(interpreter[argument.Value])))
                continue;
            var module = call.ModulePath.Length == 0 ? "" : $" in '{call.ModulePath}'";
            return LoweringCall.Refuse(
                call,
                $"{what} The first operation without a finite number is {MethodNames.Describe(call.Method, call.Module)}{module}. "
                + $"{Advice}");
        }

        return new ExportException($"{what} {Advice}");
    }

    private static string? BrokenState(nn.Module module)
    {
        using var scope = NewDisposeScope();
        foreach (var (name, kind, tensor) in new StateNames(module).Tensors)
        {
            if (tensor.is_floating_point() && !tensor.isfinite().all().item<bool>()) return $"{kind} '{name}'";
        }

        return null;
    }
}
