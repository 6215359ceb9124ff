using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Tfaip.Processors.Samples;

/// <summary>
/// The named values of one side of a sample: strings, bytes, scalars or <see cref="System.Numerics.Tensors.Tensor{T}"/>.
/// Immutable; a change gives a new object. Enumerates in the order of the names (ordinal).
/// </summary>
public sealed class SampleValues : IReadOnlyDictionary<string, object>
{
    private readonly ImmutableSortedDictionary<string, object> _values;

    private SampleValues(ImmutableSortedDictionary<string, object> values) => _values = values;

    /// <summary>No values.</summary>
    public static SampleValues Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, object>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Keys;

    /// <inheritdoc/>
    public IEnumerable<object> Values => _values.Values;

    /// <inheritdoc/>
    /// <exception cref="KeyNotFoundException">There is no such value; the message names those there are.</exception>
    public object this[string key] => _values.TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException($"There is no value '{key}'; there are: {string.Join(", ", _values.Keys)}.");

    /// <summary>These values with one added or replaced.</summary>
    public SampleValues With(string key, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        return new(_values.SetItem(key, value));
    }

    /// <summary>These values without one.</summary>
    public SampleValues Without(string key) => new(_values.Remove(key));

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value) => _values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
