using System.Text.RegularExpressions;
using Tfaip.Parameters;
using Tfaip.Parameters.Hints;

namespace Tfaip.Training.Optimization.Parameters;

/// <summary>Regular expressions, each over whole names of parameters or other tensors of a model.</summary>
internal sealed class NamePatterns
{
    private const int MostShown = 8;

    private readonly string _key;
    private readonly List<Regex> _patterns = [];

    /// <summary>Reads the expressions.</summary>
    /// <param name="key">Where they stand in the configuration, such as <c>trainer.freeze</c>; for errors.</param>
    /// <param name="patterns">The expressions, in .NET's syntax; each must match a whole name.</param>
    /// <exception cref="TfaipException">One is not a regular expression.</exception>
    public NamePatterns(string key, IReadOnlyList<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        _key = key;
        foreach (var pattern in patterns)
        {
            try
            {
                _patterns.Add(new Regex($"^(?:{pattern})$", RegexOptions.CultureInvariant));
            }
            catch (ArgumentException error)
            {
                throw new TfaipException($"{key}: '{pattern}' is not a regular expression: {error.Message}", error);
            }
        }

        Patterns = patterns;
    }

    /// <summary>The expressions as they were given.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>Whether an expression matches the whole name.</summary>
    public bool Match(string name) => _patterns.Exists(pattern => pattern.IsMatch(name));

    /// <summary>Makes sure that each expression matches a name: one that matches none is a slip.</summary>
    /// <param name="names">The names that there are.</param>
    /// <param name="what">What they are names of, such as <c>parameter</c>.</param>
    /// <exception cref="TfaipException">One matches none; the message has the names that may have been meant.</exception>
    public void CheckUse(IReadOnlyCollection<string> names, string what)
    {
        ArgumentNullException.ThrowIfNull(names);
        for (var i = 0; i < _patterns.Count; i++)
        {
            if (names.Any(_patterns[i].IsMatch)) continue;
            var meant = Suggestions.Ranked(Literal(Patterns[i]), names);
            throw new TfaipException(
                $"{_key}: '{Patterns[i]}' matches no {what}. An expression must match a whole name. "
                + (meant.Count > 0 ? $"Did you mean {string.Join(" or ", meant.Select(name => $"'{name}'"))}? " : "")
                + $"The model has: {List(names)}.");
        }
    }

    // What is left of an expression when its signs are gone: near enough to a name to find those that resemble it.
    private static string Literal(string pattern) =>
        pattern.Replace(".*", "", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal);

    private static string List(IReadOnlyCollection<string> names) => names.Count <= MostShown
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostShown))} and {names.Count - MostShown} more";
}
