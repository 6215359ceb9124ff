using Tfaip.Inference.Voting;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Evaluation;

/// <summary>Graphs that vote over their answers, each after its own post-processing; it owns them.</summary>
internal sealed class VotedAnswers(IReadOnlyList<EvaluatedGraph> graphs, Voter voter) : EvaluatedModel
{
    public override BatchAnswer Answer(Batch batch, TensorMap inputs, long index) => new(null, () => Vote(batch, inputs, index));

    protected override void Release()
    {
        foreach (var graph in graphs) graph.Dispose();
    }

    // What one of the models has no answer to, has none.
    private IEnumerable<Sample> Vote(Batch batch, TensorMap inputs, long index)
    {
        var answers = graphs.Select(graph => graph.Finish(batch, graph.Run(batch, inputs), index).ToArray()).ToArray();
        for (var i = 0; i < batch.Count; i++)
        {
            var votes = answers.Select(samples => samples[i]).OfType<Sample>().ToArray();
            if (votes.Length < answers.Length) continue;
            var outputs = voter.Vote([.. votes.Select(vote => vote.Outputs)]);
            yield return votes[0] with
            {
                Outputs = outputs.Aggregate(SampleValues.Empty, (values, output) => values.With(output.Key, output.Value))
            };
        }
    }
}
