using Tfaip.Parameters;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Optimizers;

/// <summary>
/// Refuses what a normalisation cannot learn from: a single value for each channel, of the batch or of a sample, which has no variance.
/// TorchSharp computes with it, and running statistics are not numbers from then on.
/// </summary>
internal sealed class SingleValueGuard : IDisposable
{
    private readonly List<Action> _remove = [];

    /// <summary>Watches the batch and instance normalisations of a model.</summary>
    public SingleValueGuard(nn.Module model)
    {
        foreach (var (name, module) in model.named_modules())
        {
            var hook = module switch
            {
                BatchNorm norm => norm.register_forward_pre_hook((_, input) => Check(name, norm, input)),
                InstanceNorm norm => norm.register_forward_pre_hook((_, input) => Check(name, norm, input)),
                _ => null,
            };
            if (hook is null) continue;
            _remove.Add(hook.remove);
        }
    }

    /// <summary>Watches them no more.</summary>
    public void Dispose()
    {
        foreach (var remove in _remove) remove();
        _remove.Clear();
    }

    private static Tensor Check(string name, BatchNorm norm, Tensor input)
    {
        var shape = input.shape;
        if (!norm.training || shape.Length < 2 || shape[0] * shape[2..].Aggregate(1L, (product, size) => product * size) != 1) return input;
        throw new TfaipException(
            $"The batch normalisation '{name}' ({norm.GetType().Name}) gets one value for each channel in training, "
            + $"an input of [{string.Join(", ", shape)}]: "
            + "a single value has no variance, and the running statistics would not be numbers any more. "
            + "Leave out a last batch of one sample with data.pipeline.drop_remainder: true, or choose another data.pipeline.batch_size.");
    }

    // Each sample is normalised alone; one may come without a batch.
    private static Tensor Check(string name, InstanceNorm norm, Tensor input)
    {
        var axes = norm is InstanceNorm1d ? 1 : norm is InstanceNorm2d ? 2 : 3;
        var shape = input.shape;
        if (!norm.training || shape.Length <= axes || shape[^axes..].Aggregate(1L, (product, size) => product * size) != 1) return input;
        throw new TfaipException(
            $"The instance normalisation '{name}' ({norm.GetType().Name}) gets one value for each channel of a sample in training, "
            + $"an input of [{string.Join(", ", shape)}]: a single value has no variance. "
            + "Give it larger inputs, pool less before it, or take another normalisation, such as GroupNorm.");
    }
}
