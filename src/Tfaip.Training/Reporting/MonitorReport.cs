using System.Globalization;
using Tfaip.Training.Callbacks;

namespace Tfaip.Training.Reporting;

/// <summary>Says when the monitored value is not a number for the first time, since no checkpoint can be the best by it.</summary>
/// <param name="writeLine">Where it is said.</param>
internal sealed class MonitorReport(Action<string> writeLine) : ICallback
{
    private bool _isSaid;

    public void On(RunEvent happened, IRunControl run)
    {
        if (_isSaid || happened is not MonitorUpdated { Value: double.NaN } updated) return;
        _isSaid = true;
        writeLine(string.Create(
            CultureInfo.InvariantCulture,
            $"warning: The monitored value '{updated.Monitor.Metric}' is not a number after epoch {updated.Epoch}, step {updated.Step}: "
            + $"such a value is never the best.{(updated.NotFiniteInput is { } input ? $" In the evaluation, {input}." : "")}"));
    }
}
