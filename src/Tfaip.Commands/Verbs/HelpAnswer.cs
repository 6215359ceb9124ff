using Spectre.Console;
using Tfaip.Commands.Terminal;
using Tfaip.Configuration.Descriptions;
using Tfaip.Configuration.Descriptions.Layout;
using Tfaip.Configuration.Descriptions.Places;
using Tfaip.Configuration.Programs;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Streams;

namespace Tfaip.Commands.Verbs;

/// <summary>Answers what is asked about a tree instead of running it.</summary>
internal sealed class HelpAnswer(Configured configured, CommandContext context)
{
    private const int LeastWidth = 80;

    private readonly Inspection _inspection = configured.Definition.Inspect(configured.Config);

    /// <summary>Writes the answer to standard output.</summary>
    /// <exception cref="ConfigurationException">
    /// The tree has errors: it is thrown when the answer is written, as far as there is one.
    /// </exception>
    /// <exception cref="CommandLineException">The option names a parameter that does not exist.</exception>
    public int Write(TreeOptions options)
    {
        try
        {
            var answers = new Answers(_inspection, configured.Config.Layers, configured.Definition.Catalog, Page());
            if (options.Help is not null) answers.Help(options.Help, Introduction(options.Path!));
            else if (options.Explain is not null) answers.Explain(options.Explain);
            else context.Write(CommentedConfig.Of(configured.Bind(), _inspection.Root, configured.Definition.Catalog));
        }
        catch (UnknownPlaceException unknown)
        {
            throw new CommandLineException(unknown.Message);
        }

        PlainConsole.Stream(context.Console).Flush();
        return _inspection.Errors.Count == 0 ? ExitCode.Success : throw new ConfigurationException(_inspection.Errors);
    }

    private string Introduction(string file) =>
        $"Parameters of {configured.Definition.Name}, as {file} and the command line configure them. --help PATH shows a part of them with "
        + "all variants, --explain PATH where a value comes from; tfaip-train --help shows verbs and options.";

    private PageWriter Page()
    {
        var profile = context.Console.Profile;
        return new(
            PlainConsole.Stream(context.Console),
            Math.Max(LeastWidth, profile.Width),
            profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors });
    }
}
