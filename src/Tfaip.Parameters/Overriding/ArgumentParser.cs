using Tfaip.Parameters.Hints;
using Tfaip.Parameters.Trees;

namespace Tfaip.Parameters.Overriding;

/// <summary>Reads arguments such as <c>--a.b value</c>, <c>--a.b=value</c> and <c>--a.list+ value</c>.</summary>
/// <param name="flow">Reads a list or mapping in brackets; null where the text is neither.</param>
internal sealed class ArgumentParser(Func<string, ArgumentOrigin, ConfigNode?> flow)
{
    private const string Prefix = "--";
    private const char Append = '+';

    /// <summary>
    /// Reads arguments that stand together; of two values for the same path the last one counts, and what is appended comes in
    /// its order.
    /// </summary>
    public void Parse(IReadOnlyList<string> arguments, int firstPosition, List<Assignment> assignments, ErrorList errors)
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

            var texts = new List<string>();
            if (equals >= 0) texts.Add(argument[(equals + 1)..]);
            else for (; i < arguments.Count && !IsName(arguments[i]); i++) texts.Add(arguments[i]);

            // Of several values each has its own place; one alone is the parameter's.
            ScalarNode[] values = texts is [var text]
                ? [Scalar(text, origin)]
                : [.. texts.Select((each, n) => Scalar(each, origin with { Position = position + 1 + n }))];

            var path = name[Prefix.Length..].TrimEnd(Append).Split('.');
            if (path.Contains("")) errors.Add(origin, "A name between the points is empty; write --a.b.c.");
            else if (values.Length == 0) errors.Add(origin, $"The value is missing; write {name} VALUE or {name}=VALUE.");
            else if (name.EndsWith(Append)) assignments.Add(new(path, new AppendNode(values, origin), origin));
            else Put(assignments, new(path, values.Length == 1 ? values[0] : new SequenceNode(values, origin), origin));
        }
    }

    // "-1" and "-" are values, and so is what comes after "=".
    private static bool IsName(string argument) => argument.StartsWith(Prefix, StringComparison.Ordinal);

    private ScalarNode Scalar(string text, ArgumentOrigin origin) =>
        new(text == "null" ? null : text, text.Length == 0, origin) { Flow = text is ['[' or '{', ..] ? Flow(text, origin) : null };

    private ConfigNode? Flow(string text, ArgumentOrigin origin) => text switch
    {
        "[]" => new SequenceNode([], origin with { Column = 1 }),
        "{}" => new MappingNode([], origin with { Column = 1 }),
        _ => flow(text, origin),
    };

    private static void Put(List<Assignment> assignments, Assignment assignment)
    {
        assignments.RemoveAll(earlier => earlier.Value is not AppendNode && earlier.Path.SequenceEqual(assignment.Path));
        assignments.Add(assignment);
    }
}
