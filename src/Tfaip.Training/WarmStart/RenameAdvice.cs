using System.Text.RegularExpressions;

namespace Tfaip.Training.WarmStart;

/// <summary>A replacement of the beginnings of names that would make two sides match.</summary>
/// <param name="From">The expression.</param>
/// <param name="To">The replacement.</param>
/// <param name="Matches">How many names would match more.</param>
internal sealed record RenameAdvice(string From, string To, int Matches)
{
    // A file may have any number of names, and this is advice: what it takes grows as the number of names, and ends.
    private const int MostNames = 20_000;
    private const int MostPartners = 8;
    private const int MostCandidates = 32;
    private const int LongestName = 1000;

    /// <summary>Finds the replacement that helps most; null where none helps.</summary>
    /// <param name="source">Names that only the source has.</param>
    /// <param name="model">Names that only the model has.</param>
    public static RenameAdvice? For(IReadOnlyList<string> source, IReadOnlyList<string> model)
    {
        var (names, targets) = (Considered(source), Considered(model).ToHashSet(StringComparer.Ordinal));
        return Candidates(names, Endings(targets))
            .CountBy(pair => pair)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key.From.Length + pair.Key.To.Length)
            .ThenBy(pair => pair.Key.From + pair.Key.To, StringComparer.Ordinal)
            .Take(MostCandidates)
            .Select(pair => pair.Key)
            .Select(pair => new RenameAdvice(
                $"^{Regex.Escape(pair.From)}",
                pair.To.Replace("$", "$$", StringComparison.Ordinal),
                names.Count(
                    name => name.StartsWith(pair.From, StringComparison.Ordinal) && targets.Contains(pair.To + name[pair.From.Length..]))))
            .OrderByDescending(advice => advice.Matches)
            .ThenBy(advice => advice.From.Length + advice.To.Length)
            .ThenBy(advice => advice.From + advice.To, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    private static List<string> Considered(IReadOnlyList<string> names) =>
        [.. names.Where(name => name.Length <= LongestName).Take(MostNames)];

    // The names by each of their endings from a dot on, a few for each ending.
    private static Dictionary<string, List<string>> Endings(IReadOnlySet<string> names)
    {
        var endings = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            foreach (var start in Starts(name))
            {
                var ending = name[start..];
                if (!endings.TryGetValue(ending, out var partners)) endings[ending] = partners = [];
                if (partners.Count < MostPartners) partners.Add(name);
            }
        }

        return endings;
    }

    // What is before the longest ending that a name shares with any: of encoder.0.weight and net.0.weight it is encoder. and net.
    private static IEnumerable<(string From, string To)> Candidates(List<string> names, Dictionary<string, List<string>> endings)
    {
        foreach (var name in names)
        {
            foreach (var start in Starts(name))
            {
                if (!endings.TryGetValue(name[start..], out var partners)) continue;
                foreach (var partner in partners) yield return (name[..start], partner[..^(name.Length - start)]);
                break;
            }
        }
    }

    // Where the parts of a name begin, the first one first.
    private static IEnumerable<int> Starts(string name)
    {
        yield return 0;
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1)) yield return dot + 1;
    }
}
