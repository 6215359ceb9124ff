using Tfaip.Export.Lowering;
using Tfaip.Export.Programs;
using Tfaip.Export.Requests;

namespace Tfaip.Export.Verification;

/// <summary>The first operation of a program that the graph does otherwise.</summary>
/// <param name="Call">The call.</param>
/// <param name="Difference">How its result differs.</param>
internal sealed record FirstDifference(ProgramCall Call, string Difference)
{
    /// <value>Whether it only chose others among equal numbers, whose order TorchSharp leaves open. Default: false.</value>
    public bool IsTie { get; init; }

    /// <summary>The error, with what was seen at the outputs before.</summary>
    public ExportException ToException(string what)
    {
        var module = Call.ModulePath.Length == 0 ? "" : $" in '{Call.ModulePath}'";
        return LoweringCall.Refuse(
            Call,
            IsTie
                ? $"{what}. Among equal numbers {MethodNames.Describe(Call.Method, Call.Module)}{module} takes any, and the graph takes "
                    + "others. Make the numbers differ, or give the values instead of their positions."
                : $"{what}. The first operation that differs is {MethodNames.Describe(Call.Method, Call.Module)}{module}: {Difference}. "
                    + "This is a fault of the exporter; until it is mended, write this operation differently.");
    }
}
