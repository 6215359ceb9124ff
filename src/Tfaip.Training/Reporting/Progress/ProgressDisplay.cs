using Spectre.Console;
using Tfaip.Training.Callbacks;

namespace Tfaip.Training.Reporting.Progress;

/// <summary>Chooses how progress is shown: drawn in place on a terminal, as plain lines elsewhere.</summary>
public static class ProgressDisplay
{
    /// <summary>Creates the callback that shows a run's progress on a console.</summary>
    public static ICallback Create(IAnsiConsole console, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(console);
        return console.Profile is { Out.IsTerminal: true, Capabilities: { Interactive: true, Ansi: true } }
            ? new LiveProgress(console, time)
            : new PlainProgress(console.Profile.Out.Writer, time);
    }
}
