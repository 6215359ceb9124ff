using CommandLine;
using CommandLine.Text;
using Tfaip.Training.Reporting;

namespace Tfaip.Training.Commands;

/// <summary>The help of the tool.</summary>
internal static class Help
{
    private const string Train = """
        tfaip-train CONFIG [--PARAMETER VALUE…]
          Trains the model of a configuration file, exports it, and predicts a few held-out samples.
        """;

    private const string Resume = """
        tfaip-train resume RUN [--PARAMETER VALUE…]
          Goes on with a run that was interrupted, or trains a completed one for more epochs.
        """;

    public static string Version => $"tfaip-train {ToolVersion.Tfaip}";

    /// <summary>The help of the verb that was parsed; the fixed options are described by their attributes.</summary>
    public static string Of(ParserResult<object> parsed)
    {
        var isResume = parsed.Value is ResumeOptions;
        var text = new HelpText
        {
            Heading = Version,
            Copyright = Environment.NewLine + (isResume ? Resume : $"{Train}{Environment.NewLine}{Resume}").ReplaceLineEndings(),
            AddDashesToOption = true,
            AutoHelp = false,
            AutoVersion = false,
            MaximumDisplayWidth = 120,
        };
        text.AddOptions(parsed);
        text.AddPostOptionsLine(isResume
            ? $"Parameters that a resumed run may change: {string.Join(", ", ResumeOverrides.Allowed)}."
            : "Every parameter of the configuration can be given: --trainer.epochs 5, --seed=3, --trainer.optimizer sgd.");
        return string.Join(Environment.NewLine, text.ToString().ReplaceLineEndings("\n").Trim().Split('\n').Select(line => line.TrimEnd()))
            + Environment.NewLine;
    }
}
