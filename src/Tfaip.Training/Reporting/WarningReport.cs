using Tfaip.Training.Callbacks;

namespace Tfaip.Training.Reporting;

/// <summary>Says the warnings of a run whose progress is not shown.</summary>
/// <param name="writeLine">Where they are said.</param>
internal sealed class WarningReport(Action<string> writeLine) : ICallback
{
    public void On(RunEvent happened, IRunControl run)
    {
        if (happened is not RunStarted started) return;
        foreach (var warning in started.Info.Warnings) writeLine($"warning: {warning}");
    }
}
