using Tfaip.Training.Callbacks;

namespace Tfaip.Commands.Output;

/// <summary>Says the warnings of a run whose progress is not shown.</summary>
/// <param name="writeLine">Where they are said.</param>
internal sealed class WarningReport(Action<string> writeLine) : ICallback
{
    public void On(RunEvent happened, IRunControl run)
    {
        IReadOnlyList<string> warnings = happened switch
        {
            RunStarted started => started.Info.Warnings,
            WarningRaised warning => [warning.Text],
            _ => [],
        };
        foreach (var warning in warnings) writeLine($"warning: {warning}");
    }
}
