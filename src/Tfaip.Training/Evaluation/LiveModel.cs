using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Evaluation;

/// <summary>A model in TorchSharp, which stays the caller's.</summary>
internal sealed class LiveModel(Model model, ProcessorChain postProcessing, ulong seed) : EvaluatedGraph(postProcessing, seed)
{
    public override TensorMap Forward(Batch batch, TensorMap inputs) => model.Forward(inputs);
}
