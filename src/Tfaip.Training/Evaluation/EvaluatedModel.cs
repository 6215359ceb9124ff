using Tfaip.Processors.Pipelines;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Evaluation;

/// <summary>What is evaluated: a model, an exported graph, or several of them that vote.</summary>
internal abstract class EvaluatedModel : IDisposable
{
    /// <summary>Answers a batch; tensors belong to the current dispose scope.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="inputs">Its inputs on the device.</param>
    /// <param name="index">The place of its first sample in the evaluation.</param>
    public abstract BatchAnswer Answer(Batch batch, TensorMap inputs, long index);

    public void Dispose() => Release();

    /// <summary>Disposes what it owns. Default: nothing.</summary>
    protected virtual void Release()
    {
    }
}
