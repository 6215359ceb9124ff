using Tfaip.Export.Weights;
using static TorchSharp.torch;

namespace Tfaip.Training.Checkpoints;

/// <summary>A checkpoint in memory; it owns its tensors.</summary>
public sealed class LoadedCheckpoint : IDisposable
{
    internal LoadedCheckpoint(string path, CheckpointContent content) => (Path, Content) = (path, content);

    /// <summary>The full path of its folder.</summary>
    public string Path { get; }

    /// <summary>What is in it, on the CPU.</summary>
    public CheckpointContent Content { get; }

    /// <summary>Copies the weights into a model.</summary>
    /// <exception cref="Processors.TfaipException">The weights are not those of such a model.</exception>
    public void LoadWeights(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        SafeTensors.Copy(Content.Weights, model.state_dict(), System.IO.Path.Combine(Path, CheckpointFolder.Weights));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Content.Weights.Values.Concat(Content.Optimizer.Values).Concat(Content.Metrics.Values)) tensor.Dispose();
    }
}
