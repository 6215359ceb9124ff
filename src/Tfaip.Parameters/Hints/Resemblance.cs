namespace Tfaip.Parameters.Hints;

/// <summary>How far a name that does not exist is from one that does, in edits: 0 is the same, null is another word.</summary>
internal static class Resemblance
{
    /// <summary>The cost of the same letters in another spelling: <c>learningRate</c> for <c>learning_rate</c>.</summary>
    public const double Spelling = 0.25;

    // In edits too: what counts more than a slip of the keyboard is a word left out or put in.
    private const double OtherOrder = 0.5;
    private const double WordMissing = 1.3;
    private const double WordTooMuch = 2.1;
    private const double Initials = 1.2;
    private const double Beginning = 1.2;
    private const int ShortestBeginning = 3;
    private const int ShortestMisspelt = 4;

    public static double? Of(string written, string known)
    {
        if (written == known) return 0;
        var (ours, theirs) = (Words.Of(written), Words.Of(known));
        var (plain, candidate) = (string.Concat(ours), string.Concat(theirs));
        if (plain.Length == 0 || candidate.Length == 0) return null;
        if (plain == candidate) return Spelling;

        double? least = Slips(plain, candidate);
        Take(OfWords(ours, theirs));
        if (theirs.Length > 1 && plain == string.Concat(theirs.Select(word => word[0]))) Take(Initials);
        if (plain.Length >= ShortestBeginning && candidate.StartsWith(plain, StringComparison.Ordinal)) Take(Beginning);
        return least;

        void Take(double? cost)
        {
            if (cost is not null && (least is null || cost < least)) least = cost;
        }
    }

    // One edit in three letters is a slip, more is another word; but of a short word two, if its letters are there.
    private static int? Slips(string a, string b)
    {
        var (distance, longest) = (TypingDistance.Of(a, b), Math.Max(a.Length, b.Length));
        var isNear = distance <= Math.Max(1, (longest + 1) / 3) || (distance == 2 && LettersInCommon(a, b) >= longest - 1);
        return isNear && distance < Math.Min(a.Length, b.Length) ? distance : null;
    }

    private static int LettersInCommon(string a, string b) =>
        a.GroupBy(letter => letter).Sum(group => Math.Min(group.Count(), b.Count(letter => letter == group.Key)));

    /// <summary>The words of both in the best pairing: their slips, another order, and words that only one of them has.</summary>
    private static double? OfWords(string[] ours, string[] theirs)
    {
        if (ours.Length > 4 || theirs.Length > 5) return null;
        double cost = 0;
        var free = theirs.Index().ToList();
        var (last, letters, isInOrder) = (-1, 0, true);
        var paired = 0;
        foreach (var word in ours)
        {
            var best = free
                .Select(their => (their.Index, their.Item, Cost: word == their.Item
                    ? 0
                    : word.Length < ShortestMisspelt ? null : Slips(word, their.Item)))
                .Where(pair => pair.Cost is not null)
                .OrderBy(pair => pair.Cost)
                .FirstOrDefault((Index: -1, Item: "", Cost: null));
            if (best.Cost is not { } slips)
            {
                cost += WordTooMuch;
                continue;
            }

            free.RemoveAll(their => their.Index == best.Index);
            cost += slips;
            letters += best.Item.Length;
            paired++;
            isInOrder &= best.Index > last;
            last = best.Index;
        }

        // A short word in common says nothing.
        if (letters < 3 || paired < ours.Length - 1 || letters * 3 < theirs.Sum(word => word.Length)) return null;
        return cost + (free.Count * WordMissing) + (isInOrder ? 0 : OtherOrder);
    }
}
