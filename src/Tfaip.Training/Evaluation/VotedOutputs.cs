using Tfaip.Inference.Voting;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Evaluation;

/// <summary>Graphs that vote over their outputs; it owns them.</summary>
internal sealed class VotedOutputs(
    IReadOnlyList<EvaluatedGraph> graphs, Voter voter, Device device, ProcessorChain postProcessing, ulong seed)
        : EvaluatedGraph(postProcessing, seed)
{
    public override TensorMap Forward(Batch batch, TensorMap inputs) => TensorValues.ToMap(Run(batch, inputs), device);

    public override IReadOnlyDictionary<string, object> Run(Batch batch, TensorMap inputs) =>
        voter.Vote([.. graphs.Select(graph => graph.Run(batch, inputs))]);

    protected override void Release()
    {
        foreach (var graph in graphs) graph.Dispose();
    }
}
