using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Training.Tests.Configurations.Typos;

/// <summary>How often the first suggestion is the right one, over typos that a generator makes.</summary>
[TestClass]
public sealed class TypoTests
{
    private const double Wanted = 0.95;

    private static readonly TypoSet Set = new(Path.Combine(RepositoryFolder(), "models", "mnist", "config.yaml"));

    public required TestContext TestContext { get; init; }

    [TestMethod]
    public void The_first_suggestion_is_right_in_files() =>
        Measure(Set.Typos, Set.InFile, (error, typo) => Stands(error, typo.Meant.Split('.')[^1]));

    [TestMethod]
    public void The_first_suggestion_is_right_on_the_command_line() => Measure(
        [.. Set.Typos.Where((_, i) => i % 3 == 0)],
        Set.AsArgument,
        (error, typo) => Stands(error, typo.Kind == TypoKind.OtherVariant ? "belongs to" : TypoTree.Arguments(Set.Root, typo).Meant));

    // Suggestions are what the message shows.
    private static bool Stands(ConfigurationError error, string text) =>
        $"{error.Message} {error.Fix}".Contains(text, StringComparison.Ordinal);

    private void Measure(IReadOnlyList<Typo> typos, Func<Typo, ConfigurationError?> say, Func<ConfigurationError, Typo, bool> isShown)
    {
        var lines = new List<string>();
        var (right, wrong) = (new Dictionary<TypoKind, int>(), new List<string>());
        foreach (var typo in typos)
        {
            if (say(typo) is { Suggestions: [var first, ..] } error && IsSame(first, typo.Meant)
                    && isShown(error, typo with { Meant = first }))
                right[typo.Kind] = right.GetValueOrDefault(typo.Kind) + 1;
            else wrong.Add($"{typo}: {say(typo)}");
        }

        foreach (var kind in typos.GroupBy(typo => typo.Kind))
            TestContext.WriteLine($"{kind.Key}: {right.GetValueOrDefault(kind.Key)} of {kind.Count()}");
        TestContext.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{right.Values.Sum()} of {typos.Count} ({(double)right.Values.Sum() / typos.Count:P1}); {Set.LeftOut} of the set were "
                + $"left out."));
        foreach (var line in wrong) TestContext.WriteLine(line);
        Assert.IsGreaterThanOrEqualTo(2000, Set.Typos.Count);
        Assert.IsGreaterThanOrEqualTo(Wanted, (double)right.Values.Sum() / typos.Count);
    }

    // Elements of a list that have the same parameter are told apart by nothing.
    private static bool IsSame(string suggested, string meant) =>
        suggested == meant || (Set.Root.Find(suggested)?.Property is { } property && Set.Root.Find(meant)?.Property is { } other
            && (property.DeclaringType, property.Name) == (other.DeclaringType, other.Name));

    private static string RepositoryFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tfaip.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new AssertFailedException("The test is not in the repository.");
        return folder;
    }
}
