using Spectre.Console;
using Tfaip.Training.Evaluation.Jobs;

namespace Tfaip.Commands.Progress;

/// <summary>
/// Chooses how the progress of an evaluation is shown: a bar on a terminal, which goes at the end, else a line in ten seconds on
/// standard error.
/// </summary>
internal static class EvaluationProgress
{
    public static IEvaluationProgress Create(IAnsiConsole console, TextWriter error, TimeProvider time) =>
        console.Profile is { Out.IsTerminal: true, Capabilities: { Interactive: true, Ansi: true } }
            ? new LiveEvaluation(console, time)
            : new PlainEvaluation(error, time);
}
