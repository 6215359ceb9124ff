using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Parameters;

/// <summary>Parameters of one element type that are moved alike, in one flat tensor, with their gradients in another.</summary>
public sealed class FlatParameters : IDisposable
{
    internal FlatParameters(Tensor values, Tensor gradients, IReadOnlyList<ParameterSlot> slots) =>
        (Values, Gradients, Slots) = (values, gradients, slots);

    /// <summary>The values of all parameters, with zeros between them.</summary>
    public Tensor Values { get; }

    /// <summary>The gradients of all parameters, with zeros between them.</summary>
    public Tensor Gradients { get; }

    /// <summary>Where each parameter lies.</summary>
    public IReadOnlyList<ParameterSlot> Slots { get; }

    /// <value>What the learning rate is multiplied by for them. Default: 1.</value>
    public double LearningRateFactor { get; init; } = 1;

    /// <value>How strongly they are pulled to zero. Default: null, as the optimizer's parameters say.</value>
    public double? WeightDecay { get; init; }

    /// <summary>A tensor like <see cref="Values"/>, all zero; it is the caller's, and in no dispose scope.</summary>
    public Tensor CreateBuffer() => zeros_like(Values).DetachFromDisposeScope();

    /// <summary>Gives the parameters memory of their own again, without gradients.</summary>
    public void Dispose()
    {
        using (NewDisposeScope())
        using (no_grad())
        {
            foreach (var slot in Slots.Where(slot => !slot.Parameter.IsInvalid))
            {
                slot.Parameter.grad = null;
                slot.Parameter.set_(slot.Parameter.clone());
            }
        }

        Values.Dispose();
        Gradients.Dispose();
    }
}
