using System.Text.RegularExpressions;

namespace Tfaip.Training.WarmStart;

/// <summary>A replacement of the beginnings of names that would make two sides match.</summary>
/// <param name="From">The expression.</param>
/// <param name="To">The replacement.</param>
/// <param name="Matches">How many names would match more.</param>
internal sealed record RenameAdvice(string From, string To, int Matches)
{
    /// <summary>Finds the replacement that helps most; null where none helps.</summary>
    /// <param name="source">Names that only the source has.</param>
    /// <param name="model">Names that only the model has.</param>
    public static RenameAdvice? For(IReadOnlyList<string> source, IReadOnlyList<string> model)
    {
        var targets = model.ToHashSet(StringComparer.Ordinal);
        return source
            .SelectMany(name => model.Select(other => Beginnings(name, other)))
            .OfType<(string From, string To)>()
            .Distinct()
            .Select(pair => new RenameAdvice(
                $"^{Regex.Escape(pair.From)}",
                pair.To.Replace("$", "$$", StringComparison.Ordinal),
                source.Count(name => name.StartsWith(pair.From, StringComparison.Ordinal) && targets.Contains(pair.To + name[pair.From.Length..]))))
            .OrderByDescending(advice => advice.Matches)
            .ThenBy(advice => advice.From.Length + advice.To.Length)
            .ThenBy(advice => advice.From + advice.To, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    // What is before the last parts that two names share, with the dot: encoder.0.weight, net.0.weight: encoder. and net.
    private static (string From, string To)? Beginnings(string name, string other)
    {
        var (mine, theirs) = (name.Split('.'), other.Split('.'));
        var shared = mine.Reverse().Zip(theirs.Reverse()).TakeWhile(parts => parts.First == parts.Second).Count();
        return shared == 0 ? null : (Beginning(mine, shared), Beginning(theirs, shared));
    }

    private static string Beginning(string[] parts, int shared) => string.Concat(parts.SkipLast(shared).Select(part => part + "."));
}
