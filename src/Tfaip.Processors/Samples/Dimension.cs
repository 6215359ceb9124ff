using System.Globalization;

namespace Tfaip.Processors.Samples;

/// <summary>One axis of a tensor: a fixed length, or a name for a length that is known only at run time.</summary>
public readonly record struct Dimension
{
    private Dimension(long? length, string? name) => (Length, Name) = (length, name);

    /// <summary>The fixed length, or null where it is free.</summary>
    public long? Length { get; }

    /// <summary>The name of a free length; axes of one name have the same length. Null where the length is fixed.</summary>
    public string? Name { get; }

    /// <summary>A fixed length, 0 or more.</summary>
    public static Dimension Fixed(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return new(length, null);
    }

    /// <summary>A free length.</summary>
    /// <param name="name">
    /// Its name: begins with a letter, <c>_</c> or <c>(</c>, and holds none of <c>, ; : [ ]</c>, so that a
    /// <see cref="TensorSpec"/> can be read back from its text.
    /// </param>
    public static Dimension Free(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!TensorSpecGrammar.IsSizeName(name))
        {
            throw new ArgumentException(
                $"'{name}' is not the name of a size: it begins with a letter, '_' or '(', and holds none of , ; : [ ].",
                nameof(name));
        }

        return new(null, name);
    }

    /// <inheritdoc/>
    public override string ToString() => Name ?? Length?.ToString(CultureInfo.InvariantCulture) ?? "?";
}
