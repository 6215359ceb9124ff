using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Averaging;

/// <summary>The running statistics of batch normalisations, computed anew for other weights (PyTorch's <c>update_bn</c>).</summary>
internal sealed class BatchStatistics : IDisposable
{
    private readonly List<(BatchNorm Module, double? Momentum)> _modules;
    private readonly List<(Tensor Buffer, Tensor Saved)> _buffers;

    private BatchStatistics(nn.Module model)
    {
        _modules = Tracking(model).Select(entry => (entry.Module, Momentum: entry.Module.momentum)).ToList();
        _buffers = Of(model).Select(entry => (entry.Buffer, entry.Buffer.clone().DetachFromDisposeScope())).ToList();
    }

    /// <summary>Whether a model has such statistics, in modules that are in training mode.</summary>
    public static bool IsIn(nn.Module model) => Tracking(model).Any();

    /// <summary>The statistics by their names in the state dict.</summary>
    public static IEnumerable<(string Name, Tensor Buffer)> Of(nn.Module model) =>
        from entry in Tracking(model)
        from buffer in entry.Module.named_buffers(recurse: false)
        select ($"{entry.Name}.{buffer.name}", buffer.buffer);

    /// <summary>Replaces the statistics by the means over what a function shows to the model, until the result is disposed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="show">Runs the model over batches, in training mode.</param>
    public static IDisposable Renew(nn.Module model, Action show)
    {
        var before = new BatchStatistics(model);
        using var _ = no_grad();
        foreach (var (module, _) in before._modules)
        {
            module.running_mean!.fill_(0);
            module.running_var!.fill_(1);
            module.num_batches_tracked!.fill_(0);
            module.momentum = null; // the plain mean over all batches
        }

        try
        {
            show();
        }
        catch
        {
            before.Dispose();
            throw;
        }

        before.RestoreMomentum();
        return before;
    }

    public void Dispose()
    {
        RestoreMomentum();
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (buffer, saved) in _buffers)
        {
            buffer.copy_(saved);
            saved.Dispose();
        }

        _buffers.Clear();
    }

    private static IEnumerable<(string Name, BatchNorm Module)> Tracking(nn.Module model) =>
        from entry in model.named_modules()
        let module = entry.module as BatchNorm
        where module is { track_running_stats: true, training: true }
        select (entry.name, module);

    private void RestoreMomentum()
    {
        foreach (var (module, momentum) in _modules) module.momentum = momentum;
    }
}
