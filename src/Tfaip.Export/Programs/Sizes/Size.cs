using System.Globalization;

namespace Tfaip.Export.Programs.Sizes;

/// <summary>A whole number that is known from the free sizes of the inputs alone.</summary>
internal abstract record Size
{
    private protected Size()
    {
    }

    /// <summary>The number at the given sizes.</summary>
    /// <param name="sizes">The free sizes by name.</param>
    /// <exception cref="DivideByZeroException">The number is a quotient by zero there.</exception>
    /// <exception cref="OverflowException">The number is beyond 64 bits there.</exception>
    public abstract long Evaluate(IReadOnlyDictionary<string, long> sizes);

    /// <summary>The number at the given sizes; null where there is none. For functions that are only guessed.</summary>
    /// <param name="sizes">The free sizes by name.</param>
    public long? ValueAt(IReadOnlyDictionary<string, long> sizes)
    {
        try
        {
            return Evaluate(sizes);
        }
        catch (Exception error) when (error is DivideByZeroException or OverflowException)
        {
            return null;
        }
    }
}

/// <summary>A number that does not depend on any size.</summary>
/// <param name="Value">The number.</param>
internal sealed record FixedSize(long Value) : Size
{
    /// <inheritdoc/>
    public override long Evaluate(IReadOnlyDictionary<string, long> sizes) => Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A free size.</summary>
/// <param name="Name">Its name in the inputs' specs.</param>
internal sealed record SymbolSize(string Name) : Size
{
    /// <inheritdoc/>
    public override long Evaluate(IReadOnlyDictionary<string, long> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return sizes[Name];
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The sum of two numbers.</summary>
/// <param name="Left">The one.</param>
/// <param name="Right">The other.</param>
internal sealed record SizeSum(Size Left, Size Right) : Size
{
    /// <inheritdoc/>
    public override long Evaluate(IReadOnlyDictionary<string, long> sizes) =>
        checked(Left.Evaluate(sizes) + Right.Evaluate(sizes));

    /// <inheritdoc/>
    public override string ToString() => $"({Left} + {Right})";
}

/// <summary>The product of two numbers.</summary>
/// <param name="Left">The one.</param>
/// <param name="Right">The other.</param>
internal sealed record SizeProduct(Size Left, Size Right) : Size
{
    /// <inheritdoc/>
    public override long Evaluate(IReadOnlyDictionary<string, long> sizes) =>
        checked(Left.Evaluate(sizes) * Right.Evaluate(sizes));

    /// <inheritdoc/>
    public override string ToString() => $"{Left} * {Right}";
}

/// <summary>The quotient of two numbers, rounded down.</summary>
/// <param name="Numerator">What is divided.</param>
/// <param name="Denominator">What it is divided by, positive.</param>
internal sealed record SizeFloorDivision(Size Numerator, Size Denominator) : Size
{
    /// <inheritdoc/>
    public override long Evaluate(IReadOnlyDictionary<string, long> sizes)
    {
        var (numerator, denominator) = (Numerator.Evaluate(sizes), Denominator.Evaluate(sizes));
        var (quotient, remainder) = Math.DivRem(numerator, denominator);
        return remainder != 0 && (remainder < 0) != (denominator < 0) ? quotient - 1 : quotient;
    }

    /// <inheritdoc/>
    public override string ToString() => $"floor({Numerator} / {Denominator})";
}
