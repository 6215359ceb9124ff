using Tfaip.Parameters;

namespace Tfaip.Inference.Voting;

/// <summary>Votes by the mean of each output, which must be of floating point.</summary>
internal sealed class MeanVoter : Voter
{
    public override string Name => "mean";

    public override VotingStage Stage => VotingStage.Outputs;

    private protected override IReadOnlyDictionary<string, object> Decide(IReadOnlyList<IReadOnlyDictionary<string, object>> votes) =>
        votes[0].ToDictionary(
            output => output.Key,
            output => FloatingPoint.Mean([.. votes.Select(vote => vote[output.Key])], output.Key)
                ?? throw new TfaipException(
                    $"The output '{output.Key}' is {VoteText.Of(output.Value)}, of which there is no mean. Vote by {Majority.Name}."));
}
