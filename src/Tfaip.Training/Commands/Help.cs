using CommandLine;
using CommandLine.Text;
using Tfaip.Training.Reporting;

namespace Tfaip.Training.Commands;

/// <summary>The help of the tool.</summary>
internal static class Help
{
    public static string Version => $"tfaip-train {ToolVersion.Tfaip}";

    public static string Of(ParserResult<object> parsed)
    {
        var isResume = parsed.Value is ResumeOptions;
        var usage = isResume
            ? "usage: tfaip-train resume RUN [--PARAMETER VALUE…]"
            : """
              usage: tfaip-train CONFIG [--PARAMETER VALUE…]
                     tfaip-train resume RUN [--PARAMETER VALUE…]
              """;
        var text = new HelpText { Heading = Version, Copyright = usage, AddDashesToOption = true, AdditionalNewLineAfterOption = false };
        text.AutoHelp = false;
        text.AutoVersion = false;
        text.AddOptions(parsed);
        text.AddPostOptionsLine(isResume
            ? $"Parameters that a resumed run may change: {string.Join(", ", ResumeOverrides.Allowed)}."
            : "Every parameter of the configuration can be given: --trainer.epochs 5, --seed=3, --trainer.optimizer sgd.");
        return text.ToString().TrimEnd() + Environment.NewLine;
    }
}
