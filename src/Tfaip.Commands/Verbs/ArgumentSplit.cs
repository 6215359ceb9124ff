using Tfaip.Parameters.Streams;

namespace Tfaip.Commands.Verbs;

/// <summary>
/// The command line in two: the verb, its file and the fixed options, and the parameters of the tree. Whatever begins with
/// <c>--</c> and is no fixed option is a parameter; the arguments after it up to the next <c>--</c> are its values. What
/// follows a <c>--</c> alone is no option and no parameter.
/// </summary>
/// <param name="Fixed">Verb, file and fixed options, the latter as <c>--name</c> or <c>--name=value</c>.</param>
/// <param name="Overrides">The parameters.</param>
internal sealed record ArgumentSplit(IReadOnlyList<string> Fixed, IReadOnlyList<Override> Overrides)
{
    private const string Prefix = "--";

    /// <exception cref="CommandLineException">A fixed option has a value that it cannot have, or lacks one.</exception>
    public static ArgumentSplit Of(IReadOnlyList<string> arguments)
    {
        var fixedOnes = new List<string>();
        var overrides = new List<Override>();
        for (var i = 0; i < arguments.Count;)
        {
            if (arguments[i] == Prefix)
            {
                fixedOnes.AddRange(arguments.Skip(i));
                break;
            }

            if (!IsName(arguments[i]))
            {
                fixedOnes.Add(arguments[i++]);
            }
            else if (FixedOptions.All.TryGetValue(NameOf(arguments[i]), out var option))
            {
                i = TakeOption(option, arguments, i, fixedOnes);
            }
            else
            {
                var end = EndOfParameter(arguments, i);
                overrides.Add(new([.. arguments.Skip(i).Take(end - i)], i + 1));
                i = end;
            }
        }

        return new(fixedOnes, overrides);
    }

    private static bool IsName(string argument) => argument.StartsWith(Prefix, StringComparison.Ordinal);

    private static string NameOf(string argument) => argument[Prefix.Length..].Split('=', 2)[0];

    private static int EndOfParameter(IReadOnlyList<string> arguments, int begin)
    {
        var end = begin + 1;
        if (!arguments[begin].Contains('=')) while (end < arguments.Count && !IsName(arguments[end])) end++;
        return end;
    }

    // The parser takes the value of a flag for a file, and a missing value for none.
    private static int TakeOption(FixedOption option, IReadOnlyList<string> arguments, int i, List<string> fixedOnes)
    {
        var name = Prefix + option.Name;
        var given = arguments[i].Length > name.Length ? arguments[i][(name.Length + 1)..] : null;
        var next = i + 1 < arguments.Count && !IsName(arguments[i + 1]) ? arguments[i + 1] : null;
        switch (option.Arity)
        {
            case FixedOptionArity.Flag when given is not null:
                throw new CommandLineException($"argument {i + 1} ({name}): this option has no value; write {name} alone.");
            case FixedOptionArity.Value when string.IsNullOrEmpty(given ?? next):
                throw new CommandLineException($"argument {i + 1} ({name}): the value is missing; write {name} VALUE.");
            case FixedOptionArity.Value:
                fixedOnes.Add($"{name}={given ?? next}");
                return given is null ? i + 2 : i + 1;
            case FixedOptionArity.Optional when !string.IsNullOrEmpty(given):
                fixedOnes.Add($"{name}={given}");
                return i + 1;
            case FixedOptionArity.Optional when given is null && next is not null && !IsFile(next):
                fixedOnes.Add($"{name}={next}");
                return i + 2;
            case FixedOptionArity.Optional:
                fixedOnes.AddRange([name, ""]);
                return i + 1;
            default:
                fixedOnes.Add(name);
                return i + 1;
        }
    }

    // "--help config.yaml": the path of a parameter has no such ending and no folder.
    private static bool IsFile(string argument) =>
        argument.EndsWith(".yaml", StringComparison.Ordinal) || argument.EndsWith(".yml", StringComparison.Ordinal)
        || argument.Contains('/') || argument.Contains(Path.DirectorySeparatorChar);
}
