using CommandLine;

namespace Tfaip.Training.Commands;

/// <summary>A command line, understood.</summary>
/// <param name="Options">The verb with its fixed options.</param>
/// <param name="Overrides">The parameters of the tree.</param>
/// <param name="Result">What the parser made of it; the help is written from it.</param>
internal sealed record ParsedCommand(CommonOptions Options, IReadOnlyList<Override> Overrides, ParserResult<object> Result)
{
    /// <exception cref="CommandLineException">Something is not understood.</exception>
    public static ParsedCommand Parse(IReadOnlyList<string> arguments)
    {
        var split = ArgumentSplit.Of(arguments);
        using var parser = new Parser(settings =>
        {
            settings.AutoHelp = false;
            settings.AutoVersion = false;
            settings.EnableDashDash = true;
            settings.HelpWriter = null;
        });
        var result = parser.ParseArguments(split.Fixed, [.. Verbs.All.Select(verb => verb.Options)]);
        if (result is NotParsed<object> failed) throw new CommandLineException(Explain(failed.Errors.First()));

        var options = (CommonOptions)result.Value;
        if (options.Surplus.FirstOrDefault() is { } surplus)
        {
            throw new CommandLineException(
                $"'{surplus}' is one argument too many after '{options.Path}'. Parameters are given as --name value.");
        }

        return new(options, split.Overrides, result);
    }

    private static string Explain(Error error) => error switch
    {
        UnknownOptionError { Token: var name } when FixedOptions.All.ContainsKey(name) => $"--{name}: this verb has no such option; its --help shows those there are.",
        UnknownOptionError unknown => $"-{unknown.Token}: there is no such option. tfaip-train --help shows those there are.",
        RepeatedOptionError repeated => $"--{repeated.NameInfo.LongName} is given more than once.",
        _ => $"The command line is not understood ({error.Tag}). tfaip-train --help shows how it is written.",
    };
}
