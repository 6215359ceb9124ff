using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Tfaip.Processors.Samples;

/// <summary>
/// The named values of one side of a sample: strings, bytes, scalars or <see cref="System.Numerics.Tensors.Tensor{T}"/>.
/// Immutable; a change gives a new object. Enumerates in the order of the names (ordinal).
/// </summary>
public sealed class SampleValues : IReadOnlyDictionary<string, object>
{
    // A side has a handful of values: a sorted array is searched and copied faster than a tree or a hash table.
    private readonly KeyValuePair<string, object>[] _values;

    private SampleValues(KeyValuePair<string, object>[] values) => _values = values;

    /// <summary>The values in the order of the names, without an enumerator.</summary>
    internal ReadOnlySpan<KeyValuePair<string, object>> Entries => _values;

    /// <summary>No values.</summary>
    public static SampleValues Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Select(value => value.Key);

    /// <inheritdoc/>
    public IEnumerable<object> Values => _values.Select(value => value.Value);

    /// <inheritdoc/>
    /// <exception cref="KeyNotFoundException">There is no such value; the message names those there are.</exception>
    public object this[string key] => TryGetValue(key, out var value)
        ? value
        : throw new KeyNotFoundException(Count == 0
            ? $"There is no value '{key}'; there are none at all."
            : $"There is no value '{key}'; there are: {string.Join(", ", Keys)}.");

    /// <summary>Values whose names are in ascending order (ordinal).</summary>
    internal static SampleValues Of(ReadOnlySpan<KeyValuePair<string, object>> ascending) =>
        ascending.IsEmpty ? Empty : new([.. ascending]);

    /// <summary>What messages say of a value: <c>float32[28, 28]</c>, <c>an int64 number</c>, <c>a string</c>.</summary>
    public static string Describe(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Elements.Describe(value);
    }

    /// <summary>These values with one added or replaced.</summary>
    public SampleValues With(string key, object value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        var place = Find(key);
        KeyValuePair<string, object>[] values;
        if (place >= 0)
        {
            values = [.. _values];
        }
        else
        {
            place = ~place;
            values = new KeyValuePair<string, object>[_values.Length + 1];
            _values.AsSpan(0, place).CopyTo(values);
            _values.AsSpan(place).CopyTo(values.AsSpan(place + 1));
        }

        values[place] = new(key, value);
        return new(values);
    }

    /// <summary>These values without one.</summary>
    public SampleValues Without(string key)
    {
        var place = Find(key);
        return place < 0 ? this : new([.. _values.AsSpan(0, place), .. _values.AsSpan(place + 1)]);
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => Find(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value)
    {
        var place = Find(key);
        value = place < 0 ? null : _values[place].Value;
        return place >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The place of a key, or the complement of the place where it belongs.</summary>
    private int Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        for (var i = 0; i < _values.Length; i++)
        {
            var order = string.CompareOrdinal(_values[i].Key, key);
            if (order == 0) return i;
            if (order > 0) return ~i;
        }

        return ~_values.Length;
    }
}
