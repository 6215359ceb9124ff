using System.Reflection;
using CommandLine;
using Tfaip.Parameters.Hints;
using Tfaip.Parameters.Streams;

namespace Tfaip.Commands.Verbs;

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
        if (MeantVerb(options) is { } verb)
            throw new CommandLineException($"'{options.Path}' is neither a verb nor a file. Did you mean the verb '{verb}'?");
        if (!options.TakesSeveral && options.Surplus.FirstOrDefault() is { } surplus)
        {
            throw new CommandLineException(
                $"'{surplus}' is one argument too many after '{options.Path}'. Parameters are given as --name value.");
        }

        return new(options, split.Overrides, result);
    }

    // The default verb takes what is no verb for its file.
    private static string? MeantVerb(CommonOptions options)
    {
        if (options is not TrainOptions { Path: { } word } || File.Exists(word) || Directory.Exists(word)) return null;
        return Suggestions.Nearest(word, Verbs.All.Select(verb => verb.Options.GetCustomAttribute<VerbAttribute>()!.Name));
    }

    private static string Explain(Error error) => error switch
    {
        UnknownOptionError { Token: var name } when FixedOptions.All.ContainsKey(name) =>
            $"--{name}: this verb has no such option; its --help shows those there are.",
        UnknownOptionError unknown => $"-{unknown.Token}: there is no such option. tfaip-train --help shows those there are.",
        RepeatedOptionError repeated => $"--{repeated.NameInfo.LongName} is given more than once.",
        _ => $"The command line is not understood ({error.Tag}). tfaip-train --help shows how it is written.",
    };
}
