using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace Tfaip.Training.Tensors;

/// <summary>Tensors by name, in the order in which they were set. It does not own them.</summary>
/// <example><c>new TensorMap { ["logits"] = logits }</c></example>
public sealed class TensorMap : IReadOnlyDictionary<string, Tensor>
{
    private readonly OrderedDictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Count => _tensors.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _tensors.Keys;

    /// <inheritdoc/>
    public IEnumerable<Tensor> Values => _tensors.Values;

    /// <summary>The tensor of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names those there are.</exception>
    public Tensor this[string key]
    {
        get => _tensors.TryGetValue(key, out var tensor)
            ? tensor
            : throw new KeyNotFoundException(
                $"There is no tensor '{key}'; there are: {(Count == 0 ? "none" : string.Join(", ", Keys))}.");
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            ArgumentNullException.ThrowIfNull(value);
            _tensors[key] = value;
        }
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _tensors.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Tensor value) => _tensors.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Tensor>> GetEnumerator() => _tensors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
