using static TorchSharp.torch;

namespace Tfaip.Training.Checkpoints.Snapshots;

/// <summary>A checkpoint in memory of its own, as its files will be. The memory is kept and used again for the next one.</summary>
internal sealed class CheckpointImage : IDisposable
{
    private readonly Dictionary<string, TensorImage> _images = new(StringComparer.Ordinal);
    private IReadOnlyList<string> _files = [];
    private CheckpointState? _state;

    /// <summary>The state.</summary>
    public CheckpointState State => _state ?? throw new InvalidOperationException("Nothing was taken yet.");

    /// <summary>The files of tensors, by name.</summary>
    public IEnumerable<KeyValuePair<string, TensorImage>> Files => _files.Select(name => KeyValuePair.Create(name, _images[name]));

    /// <summary>Takes the memory that a checkpoint needs.</summary>
    public void Reserve(CheckpointContent content)
    {
        foreach (var (name, tensors) in SectionsOf(content)) ImageOf(name).Reserve(tensors);
    }

    /// <summary>Has the system give the memory now rather than at the first use.</summary>
    public void Touch()
    {
        foreach (var image in _images.Values) image.Touch();
    }

    /// <summary>The first of the named weights with a number that is not finite, or null.</summary>
    public string? FirstNotFinite(IReadOnlySet<string> weights) => _images[CheckpointFolder.Weights].FirstNotFinite(weights);

    /// <summary>The bytes that the tensors of a checkpoint take.</summary>
    public static long BytesOf(CheckpointContent content) =>
        SectionsOf(content).Sum(section => section.Tensors.Values.Sum(tensor => tensor.numel() * tensor.ElementSize));

    /// <summary>Takes a checkpoint without copying what stays as it is until it is written.</summary>
    /// <param name="content">The checkpoint.</param>
    /// <param name="steadyWeights">Weights that do, as the optimizer's tensors and the averages.</param>
    public void Hold(CheckpointContent content, IReadOnlySet<string> steadyWeights) => Take(content, steadyWeights, null);

    /// <summary>Lets go of what was not copied.</summary>
    public void Release()
    {
        foreach (var image in _images.Values) image.Release();
    }

    /// <summary>Copies a checkpoint into the image, or promises to.</summary>
    /// <param name="content">The checkpoint.</param>
    /// <param name="steadyWeights">
    /// Weights that stay as they are, as the optimizer's tensors and the averages do, until the copies are made.
    /// </param>
    /// <returns>The copies that are left to be made.</returns>
    public MemoryCopies Take(CheckpointContent content, IReadOnlySet<string> steadyWeights)
    {
        var copies = new MemoryCopies();
        Take(content, steadyWeights, copies);
        return copies;
    }

    public void Dispose()
    {
        foreach (var image in _images.Values) image.Dispose();
    }

    private void Take(CheckpointContent content, IReadOnlySet<string> steadyWeights, MemoryCopies? copies)
    {
        var sections = SectionsOf(content).ToList();
        foreach (var (name, tensors) in sections)
        {
            ImageOf(name).Take(tensors, IsSteady(name), copies);
        }

        _files = sections.ConvertAll(section => section.Name);
        _state = content.State;

        Func<string, bool> IsSteady(string file) => file switch
        {
            CheckpointFolder.Weights => steadyWeights.Contains,
            CheckpointFolder.Metrics => _ => false,
            _ => _ => true,
        };
    }

    private static IEnumerable<(string Name, IReadOnlyDictionary<string, Tensor> Tensors)> SectionsOf(CheckpointContent content)
    {
        yield return (CheckpointFolder.Weights, content.Weights);
        yield return (CheckpointFolder.Optimizer, content.Optimizer);
        if (content.Averages.Count > 0) yield return (CheckpointFolder.Averages, content.Averages);
        yield return (CheckpointFolder.Metrics, content.Metrics);
    }

    private TensorImage ImageOf(string name)
    {
        if (!_images.TryGetValue(name, out var image)) _images.Add(name, image = new TensorImage());
        return image;
    }
}
