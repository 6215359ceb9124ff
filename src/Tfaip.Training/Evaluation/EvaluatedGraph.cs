using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Evaluation;

/// <summary>What gives outputs, which post-processing makes an answer of.</summary>
/// <param name="postProcessing">The post-processing of evaluation.</param>
/// <param name="seed">The seed of random post-processors.</param>
internal abstract class EvaluatedGraph(ProcessorChain postProcessing, ulong seed) : EvaluatedModel
{
    /// <summary>Computes the outputs; they belong to the current dispose scope.</summary>
    public abstract TensorMap Forward(Batch batch, TensorMap inputs);

    /// <summary>Computes the outputs as values of samples, with the batch axis.</summary>
    public virtual IReadOnlyDictionary<string, object> Run(Batch batch, TensorMap inputs) => ValuesOf(Forward(batch, inputs));

    public sealed override BatchAnswer Answer(Batch batch, TensorMap inputs, long index)
    {
        var outputs = Forward(batch, inputs);
        return new(outputs, () => Finish(batch, ValuesOf(outputs), index).OfType<Sample>());
    }

    /// <summary>The samples after post-processing, null where it drops one.</summary>
    public IEnumerable<Sample?> Finish(Batch batch, IReadOnlyDictionary<string, object> outputs, long index)
    {
        foreach (var (i, answer) in Collation.Split(outputs, batch.Count).Index())
        {
            var sample = answer.Aggregate(batch.Samples[i], (sample, entry) => sample.WithOutput(entry.Key, entry.Value));
            yield return postProcessing.Process(sample, seed, 0, index + i);
        }
    }

    private static Dictionary<string, object> ValuesOf(TensorMap outputs) =>
        outputs.ToDictionary(entry => entry.Key, entry => TensorConversion.FromTorch(entry.Value));
}
