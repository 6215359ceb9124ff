using Tfaip.Inference;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Evaluation.Members;

/// <summary>The graph of a package in ONNX Runtime; it owns the predictor.</summary>
internal sealed class PackagedGraph(Predictor predictor, Device device, ProcessorChain postProcessing, ulong seed)
    : EvaluatedGraph(postProcessing, seed)
{
    public override TensorMap Forward(Batch batch, TensorMap inputs) => TensorValues.ToMap(Run(batch, inputs), device);

    public override IReadOnlyDictionary<string, object> Run(Batch batch, TensorMap inputs) => predictor.RunGraph(batch.Inputs);

    protected override void Release() => predictor.Dispose();
}
