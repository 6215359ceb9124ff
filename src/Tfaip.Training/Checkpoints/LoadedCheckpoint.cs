using Tfaip.Parameters;
using Tfaip.Torch.Weights;
using Tfaip.Training.Checkpoints.Snapshots;
using static TorchSharp.torch;

namespace Tfaip.Training.Checkpoints;

/// <summary>
/// A checkpoint that is open: every byte of it was checked. What is loaded of it goes into its place tensor by tensor; only
/// <see cref="Content"/> has it in memory. It owns its files and tensors.
/// </summary>
internal sealed class LoadedCheckpoint : IDisposable
{
    private const int MostShown = 20;

    private readonly IReadOnlyDictionary<string, Stream> _files;
    private CheckpointContent? _content;

    internal LoadedCheckpoint(string path, CheckpointState state, IReadOnlyDictionary<string, Stream> files) =>
        (Path, State, _files) = (path, state, files);

    /// <summary>The full path of its folder.</summary>
    public string Path { get; }

    /// <summary>Where the run stood.</summary>
    public CheckpointState State { get; }

    /// <summary>All that is in it, on the CPU; it is read at the first call.</summary>
    public CheckpointContent Content =>
        _content ??= new(State, Read(CheckpointFolder.Weights), Read(CheckpointFolder.Optimizer), Read(CheckpointFolder.Metrics))
        {
            Averages = ReadAverages(),
        };

    /// <summary>Copies the weights into a model that is to be trained on.</summary>
    /// <exception cref="TfaipException">The weights are not those of such a model.</exception>
    public void LoadWeights(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Load(CheckpointFolder.Weights, model.state_dict());
    }

    /// <summary>Copies the weights into a model that is to be evaluated or exported: their averages, where there are such.</summary>
    /// <exception cref="TfaipException">The weights are not those of such a model.</exception>
    public void LoadInferenceWeights(nn.Module model)
    {
        LoadWeights(model);
        if (!_files.ContainsKey(CheckpointFolder.Averages)) return;
        var names = SafeTensors.NamesOf(Rewound(CheckpointFolder.Averages), In(CheckpointFolder.Averages)).ToHashSet();
        Load(CheckpointFolder.Averages, model.state_dict().Where(entry => names.Contains(entry.Key)).ToDictionary());
    }

    /// <summary>Copies what the optimizer remembers into it.</summary>
    /// <exception cref="TfaipException">It is not that of such an optimizer.</exception>
    internal void LoadOptimizer(IReadOnlyDictionary<string, Tensor> state) => Load(CheckpointFolder.Optimizer, state);

    /// <summary>What losses and metrics had gathered; the caller's, in no dispose scope.</summary>
    internal IReadOnlyDictionary<string, Tensor> ReadMetrics() => Read(CheckpointFolder.Metrics);

    /// <summary>The averages of weights; the caller's, in no dispose scope. Empty where there are none.</summary>
    internal IReadOnlyDictionary<string, Tensor> ReadAverages() =>
        _files.ContainsKey(CheckpointFolder.Averages) ? Read(CheckpointFolder.Averages) : new Dictionary<string, Tensor>();

    /// <summary>The weights for evaluation and export: their averages, where there are such. They are the caller's from now on.</summary>
    internal IReadOnlyDictionary<string, Tensor> ReadInferenceWeights()
    {
        var (weights, averages) = (Read(CheckpointFolder.Weights).ToDictionary(), ReadAverages());
        var foreign = averages.Keys.Where(name => !weights.ContainsKey(name)).Order(StringComparer.Ordinal).ToArray();
        if (foreign.Length > 0)
        {
            foreach (var tensor in weights.Values.Concat(averages.Values)) tensor.Dispose();
            throw new TfaipException(
                $"{In(CheckpointFolder.Averages)}: does not fit the checkpoint's weights; not among them: "
                + $"{string.Join(", ", foreign.Take(MostShown))}.");
        }

        foreach (var (name, average) in averages)
        {
            weights[name].Dispose();
            weights[name] = average;
        }

        return weights;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
        if (_content is null) return;
        var (_, weights, optimizer, metrics) = _content;
        foreach (var tensor in weights.Values.Concat(optimizer.Values).Concat(metrics.Values).Concat(_content.Averages.Values))
            tensor.Dispose();
    }

    private void Load(string file, IReadOnlyDictionary<string, Tensor> destination) =>
        SafeTensors.Load(Rewound(file), destination, In(file));

    private IReadOnlyDictionary<string, Tensor> Read(string file) => SafeTensors.Read(Rewound(file), In(file));

    private string In(string file) => System.IO.Path.Combine(Path, file);

    private Stream Rewound(string file)
    {
        _files[file].Position = 0;
        return _files[file];
    }
}
