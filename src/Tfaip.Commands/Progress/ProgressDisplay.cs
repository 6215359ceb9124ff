using Spectre.Console;
using Tfaip.Commands.Terminal;
using Tfaip.Training.Callbacks;

namespace Tfaip.Commands.Progress;

/// <summary>
/// Chooses how progress is shown: drawn in place on a terminal, as plain lines elsewhere, unless something else is asked for.
/// </summary>
internal static class ProgressDisplay
{
    /// <summary>Creates the callback that shows a run's progress on a console; null where none is to be shown.</summary>
    public static ICallback? Create(IAnsiConsole console, TimeProvider time, ProgressMode mode = ProgressMode.Auto)
    {
        ArgumentNullException.ThrowIfNull(console);
        return mode switch
        {
            ProgressMode.None => null,
            ProgressMode.Auto when console.Profile is { Out.IsTerminal: true, Capabilities: { Interactive: true, Ansi: true } } =>
                new LiveProgress(console, time),
            _ => new PlainProgress(console.Lines(), time),
        };
    }
}
