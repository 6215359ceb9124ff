using Microsoft.Extensions.Time.Testing;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.Tests.Loop;

/// <summary>Takes 2 s for a batch of training and half a second for one of evaluation.</summary>
internal sealed class ClockedModel(ToyModelParams parameters, FakeTimeProvider clock) : ToyModel(parameters)
{
    public override TensorMap Forward(TensorMap inputs)
    {
        clock.Advance(TimeSpan.FromSeconds(training ? 2 : 0.5));
        return base.Forward(inputs);
    }
}
