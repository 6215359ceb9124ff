using Tfaip.Export.Tracing;

namespace Tfaip.Export.Lowering;

/// <summary>What to write instead of methods that have no lowering.</summary>
internal static class Refusals
{
    private static readonly HashSet<string> Random =
    [
        "rand", "randn", "randint", "randperm", "rand_like", "randn_like", "randint_like", "bernoulli", "multinomial", "normal", "poisson",
        "binomial", "rrelu",
    ];

    private static readonly HashSet<string> DataDependent =
    [
        "nonzero", "nonzero_as_list", "argwhere", "masked_select", "unique", "unique_consecutive", "bincount", "masked_scatter",
        "repeat_interleave", "where",
    ];

    /// <summary>The message for a method that is not in the table.</summary>
    public static string Unknown(ProgramCall call)
    {
        var method = MethodNames.Describe(call.Method, call.Module);
        var name = call.Method.Name.TrimEnd('_');
        if (Random.Contains(name)) return $"{method} is random, and a graph gives the same answer each time. Make it an input of the model, or leave it out in evaluation.";
        if (DataDependent.Contains(name))
        {
            return $"{method} has no ONNX lowering: the size of its result depends on values. Keep all elements and choose with torch.where or masked_fill.";
        }

        return $"{method} has no ONNX lowering. Write it with operations that docs/export.md lists.";
    }
}
