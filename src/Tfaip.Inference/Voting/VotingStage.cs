namespace Tfaip.Inference.Voting;

/// <summary>What models vote over.</summary>
public enum VotingStage
{
    /// <summary>The outputs of their graphs, before post-processing, which is then done once.</summary>
    Outputs,

    /// <summary>Their answers, each after the model's own post-processing.</summary>
    Answers,
}
