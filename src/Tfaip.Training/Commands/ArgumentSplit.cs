namespace Tfaip.Training.Commands;

/// <summary>
/// The command line in two: the verb, its file and the fixed options, and the parameters of the tree. Whatever begins with
/// <c>--</c> and is no fixed option is a parameter; the arguments after it up to the next <c>--</c> are its values.
/// </summary>
/// <param name="Fixed">Verb, file and fixed options.</param>
/// <param name="Overrides">The parameters.</param>
internal sealed record ArgumentSplit(IReadOnlyList<string> Fixed, IReadOnlyList<Override> Overrides)
{
    public static ArgumentSplit Of(IReadOnlyList<string> arguments)
    {
        var fixedOnes = new List<string>();
        var overrides = new List<Override>();
        var run = new List<string>();
        var takesValues = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            var isName = argument.StartsWith("--", StringComparison.Ordinal);
            var isFixed = isName ? CommonOptions.Names.Contains(argument[2..]) : !takesValues;
            if (isName) takesValues = !isFixed && !argument.Contains('=');
            if (!isFixed)
            {
                run.Add(argument);
                continue;
            }

            Close(i);
            fixedOnes.Add(argument);
        }

        Close(arguments.Count);
        return new(fixedOnes, overrides);

        void Close(int end)
        {
            if (run.Count > 0) overrides.Add(new([.. run], end - run.Count + 1));
            run.Clear();
        }
    }
}
