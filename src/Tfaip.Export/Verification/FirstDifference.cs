using Tfaip.Export.Lowering;
using Tfaip.Export.Tracing;

namespace Tfaip.Export.Verification;

/// <summary>The first operation of a program that the graph does otherwise.</summary>
/// <param name="Call">The call.</param>
/// <param name="Difference">How its result differs.</param>
internal sealed record FirstDifference(ProgramCall Call, string Difference)
{
    /// <summary>The error, with what was seen at the outputs before.</summary>
    public ExportException ToException(string what)
    {
        var module = Call.ModulePath.Length == 0 ? "" : $" in '{Call.ModulePath}'";
        return LoweringCall.Refuse(
            Call,
            $"{what}. The first operation that differs is {MethodNames.Describe(Call.Method, Call.Module)}{module}: {Difference}. This is a fault of the exporter; until it is mended, write this operation differently.");
    }
}
