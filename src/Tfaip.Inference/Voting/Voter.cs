using Tfaip.Parameters;

namespace Tfaip.Inference.Voting;

/// <summary>Makes one answer of those of several models. The vote of models that agree is what they agree on, to the bit.</summary>
public abstract class Voter
{
    private protected Voter()
    {
    }

    /// <summary>The mean of the graphs' outputs: <c>mean</c>.</summary>
    public static Voter Mean { get; } = new MeanVoter();

    /// <summary>The answer that most models give: <c>majority</c>.</summary>
    public static Voter Majority { get; } = new MajorityVoter();

    /// <summary>All voters by name.</summary>
    public static IReadOnlyDictionary<string, Voter> All { get; } =
        new OrderedDictionary<string, Voter>(StringComparer.Ordinal) { [Mean.Name] = Mean, [Majority.Name] = Majority };

    /// <summary>The name on command lines.</summary>
    public abstract string Name { get; }

    /// <summary>What the models vote over.</summary>
    public abstract VotingStage Stage { get; }

    /// <summary>Votes.</summary>
    /// <param name="votes">The outputs or answers by name, one dictionary for each model: tensors, numbers, strings or bytes.</param>
    /// <returns>The result by the same names.</returns>
    /// <exception cref="TfaipException">
    /// The models give different outputs, or ones over which there is no such vote; the message says which.
    /// </exception>
    public IReadOnlyDictionary<string, object> Vote(IReadOnlyList<IReadOnlyDictionary<string, object>> votes)
    {
        ArgumentNullException.ThrowIfNull(votes);
        if (votes.Count == 0) throw new ArgumentException("There is no vote.", nameof(votes));
        foreach (var vote in votes)
        {
            if (!vote.Keys.Order(StringComparer.Ordinal).SequenceEqual(votes[0].Keys.Order(StringComparer.Ordinal)))
            {
                throw new TfaipException(
                    $"The models give different outputs: {List(votes[0])} and {List(vote)}. Only models with the same outputs can vote.");
            }
        }

        return Decide(votes);
    }

    private protected abstract IReadOnlyDictionary<string, object> Decide(IReadOnlyList<IReadOnlyDictionary<string, object>> votes);

    private static string List(IReadOnlyDictionary<string, object> vote) => vote.Count == 0 ? "none" : string.Join(", ", vote.Keys);
}
