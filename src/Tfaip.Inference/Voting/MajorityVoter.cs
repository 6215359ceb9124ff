using Tfaip.Parameters;

namespace Tfaip.Inference.Voting;

/// <summary>
/// Votes by the answer that most models give; of equally many, the one that is first. Answers are the same if all values are that are not
/// of floating point: labels, texts. Those of floating point, such as a probability, are the mean over the models of the majority.
/// </summary>
internal sealed class MajorityVoter : Voter
{
    public override string Name => "majority";

    public override VotingStage Stage => VotingStage.Answers;

    private protected override IReadOnlyDictionary<string, object> Decide(IReadOnlyList<IReadOnlyDictionary<string, object>> votes)
    {
        string[] decided = [.. votes[0].Where(value => !FloatingPoint.Is(value.Value)).Select(value => value.Key)];
        if (decided.Length == 0)
        {
            throw new TfaipException(
                $"The answers have only values of floating point ({string.Join(", ", votes[0].Keys)}), of which there is no majority. Vote "
                + $"by {Mean.Name}.");
        }

        // Groups keep the order in which their first answer came, and so does a stable sort of them.
        var majority = votes
            .GroupBy(vote => vote, new SameValues(decided))
            .OrderByDescending(group => group.Count())
            .First()
            .ToArray();
        return majority[0].ToDictionary(
            value => value.Key, value => FloatingPoint.Mean([.. majority.Select(vote => vote[value.Key])], value.Key) ?? value.Value);
    }

    private sealed class SameValues(string[] keys) : IEqualityComparer<IReadOnlyDictionary<string, object>>
    {
        public bool Equals(IReadOnlyDictionary<string, object>? x, IReadOnlyDictionary<string, object>? y) =>
            Array.TrueForAll(keys, key => VoteValue.AreEqual(x![key], y![key]));

        // There are a handful of models: all are compared.
        public int GetHashCode(IReadOnlyDictionary<string, object> vote) => 0;
    }
}
