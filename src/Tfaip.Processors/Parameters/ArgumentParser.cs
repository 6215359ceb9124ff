namespace Tfaip.Processors.Parameters;

/// <summary>Reads arguments such as <c>--a.b value</c> and <c>--a.b=value</c>.</summary>
internal static class ArgumentParser
{
    private const string Prefix = "--";

    /// <summary>Reads arguments that stand together; of two values for the same path the last one counts.</summary>
    public static void Parse(IReadOnlyList<string> arguments, int firstPosition, List<Assignment> assignments, ErrorList errors)
    {
        for (var i = 0; i < arguments.Count;)
        {
            var (argument, position) = (arguments[i], firstPosition + i);
            i++;
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? argument : argument[..equals];
            var origin = new ArgumentOrigin(position, Expectations.Short(name));
            if (!IsName(argument))
            {
                errors.Add(origin, $"Expected a parameter such as --trainer.epochs, not '{Expectations.Short(argument)}'.");
                continue;
            }

            var values = new List<ScalarNode>();
            if (equals >= 0) values.Add(Scalar(argument[(equals + 1)..], origin));
            else for (; i < arguments.Count && !IsName(arguments[i]); i++) values.Add(Scalar(arguments[i], origin with { Position = firstPosition + i }));

            var path = name[Prefix.Length..].Split('.');
            if (path.Contains("")) errors.Add(origin, "A name between the points is empty; write --a.b.c.");
            else if (values.Count == 0) errors.Add(origin, $"The value is missing; write {name} VALUE or {name}=VALUE.");
            else Put(assignments, new(path, values.Count == 1 ? values[0] with { Origin = origin } : new SequenceNode(values, origin), origin));
        }
    }

    // "-1" and "-" are values, and so is what comes after "=".
    private static bool IsName(string argument) => argument.StartsWith(Prefix, StringComparison.Ordinal);

    private static ScalarNode Scalar(string text, Origin origin) => new(text == "null" ? null : text, text.Length == 0, origin);

    private static void Put(List<Assignment> assignments, Assignment assignment)
    {
        assignments.RemoveAll(earlier => earlier.Path.SequenceEqual(assignment.Path));
        assignments.Add(assignment);
    }
}
