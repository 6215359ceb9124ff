using CommandLine.Text;
using Tfaip.Parameters.Streams;
using Tfaip.Training.Reporting;

namespace Tfaip.Commands.Verbs;

/// <summary>The help of the tool.</summary>
internal static class Help
{
    public static string Version => $"tfaip-train {ToolVersion.Tfaip}";

    /// <summary>
    /// The help of the verb that was parsed, and with the default one's the usage of all; the fixed options are described by
    /// their attributes.
    /// </summary>
    /// <exception cref="CommandLineException">The help of a parameter is asked for, without a tree that has it.</exception>
    public static string Of(ParsedCommand command)
    {
        var verb = Verbs.Of(command.Options);
        if (command.Options.Help is { Length: > 0 } path)
            throw new CommandLineException($"--help {path}: name the configuration before it: tfaip-train CONFIG --help {path}.");
        var usages = verb == Verbs.All[0] ? Verbs.All.Select(each => each.Usage) : [verb.Usage];
        var text = new HelpText
        {
            Heading = Version,
            Copyright = "\n" + string.Join('\n', usages),
            AddDashesToOption = true,
            AutoHelp = false,
            AutoVersion = false,
            MaximumDisplayWidth = 120,
        };
        text.AddOptions(command.Result);
        text.AddPostOptionsLine(verb.Note);
        return string.Join('\n', text.ToString().ReplaceLineEndings("\n").Trim().Split('\n').Select(line => line.TrimEnd())) + "\n";
    }
}
