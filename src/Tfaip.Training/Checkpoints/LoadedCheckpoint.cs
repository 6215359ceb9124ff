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

    /// <summary>Copies the weights into a model that is to be trained on.</summary>
    /// <exception cref="Processors.TfaipException">The weights are not those of such a model.</exception>
    public void LoadWeights(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        SafeTensors.Copy(Content.Weights, model.state_dict(), System.IO.Path.Combine(Path, CheckpointFolder.Weights));
    }

    /// <summary>Copies the weights into a model that is to be evaluated or exported: their averages, where there are such.</summary>
    /// <exception cref="Processors.TfaipException">The weights are not those of such a model.</exception>
    public void LoadInferenceWeights(nn.Module model)
    {
        LoadWeights(model);
        if (Content.Averages.Count == 0) return;
        var averaged = model.state_dict().Where(entry => Content.Averages.ContainsKey(entry.Key)).ToDictionary();
        SafeTensors.Copy(Content.Averages, averaged, System.IO.Path.Combine(Path, CheckpointFolder.Averages));
    }

    /// <summary>The weights for evaluation and export: their averages, where there are such. They are the caller's from now on.</summary>
    internal IReadOnlyDictionary<string, Tensor> TakeInferenceWeights()
    {
        var weights = Content.Weights.ToDictionary(entry => entry.Key, entry => Content.Averages.GetValueOrDefault(entry.Key, entry.Value).alias());
        foreach (var tensor in weights.Values) tensor.DetachFromDisposeScope();
        return weights;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var (_, weights, optimizer, metrics) = Content;
        foreach (var tensor in weights.Values.Concat(optimizer.Values).Concat(metrics.Values).Concat(Content.Averages.Values)) tensor.Dispose();
    }
}
