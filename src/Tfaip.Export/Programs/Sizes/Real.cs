using System.Globalization;

namespace Tfaip.Export.Programs.Sizes;

/// <summary>A real number that is known from the free sizes of the inputs alone, in double precision.</summary>
internal abstract record Real
{
    private protected Real()
    {
    }

    /// <summary>The number at the given sizes.</summary>
    /// <param name="sizes">The free sizes by name.</param>
    public abstract double Evaluate(IReadOnlyDictionary<string, long> sizes);
}

/// <summary>A number that does not depend on any size.</summary>
/// <param name="Value">The number.</param>
internal sealed record FixedReal(double Value) : Real
{
    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyDictionary<string, long> sizes) => Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A whole number as a real one.</summary>
/// <param name="Size">The whole number.</param>
internal sealed record SizeReal(Size Size) : Real
{
    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyDictionary<string, long> sizes)
    {
        ArgumentNullException.ThrowIfNull(Size);
        return Size.Evaluate(sizes);
    }

    /// <inheritdoc/>
    public override string ToString() => Size.ToString()!;
}

/// <summary>The product of two numbers.</summary>
/// <param name="Left">The one.</param>
/// <param name="Right">The other.</param>
internal sealed record RealProduct(Real Left, Real Right) : Real
{
    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyDictionary<string, long> sizes) => Left.Evaluate(sizes) * Right.Evaluate(sizes);

    /// <inheritdoc/>
    public override string ToString() => $"{Left} * {Right}";
}

/// <summary>The sum of two numbers.</summary>
/// <param name="Left">The one.</param>
/// <param name="Right">The other.</param>
internal sealed record RealSum(Real Left, Real Right) : Real
{
    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyDictionary<string, long> sizes) => Left.Evaluate(sizes) + Right.Evaluate(sizes);

    /// <inheritdoc/>
    public override string ToString() => $"({Left} + {Right})";
}

/// <summary>The quotient of two numbers.</summary>
/// <param name="Numerator">What is divided.</param>
/// <param name="Denominator">What it is divided by.</param>
internal sealed record RealQuotient(Real Numerator, Real Denominator) : Real
{
    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyDictionary<string, long> sizes) => Numerator.Evaluate(sizes) / Denominator.Evaluate(sizes);

    /// <inheritdoc/>
    public override string ToString() => $"({Numerator} / {Denominator})";
}

/// <summary>The square root of a number.</summary>
/// <param name="Radicand">The number.</param>
internal sealed record RealRoot(Real Radicand) : Real
{
    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyDictionary<string, long> sizes) => Math.Sqrt(Radicand.Evaluate(sizes));

    /// <inheritdoc/>
    public override string ToString() => $"sqrt({Radicand})";
}

/// <summary>The natural logarithm of a number.</summary>
/// <param name="Argument">The number.</param>
internal sealed record RealLogarithm(Real Argument) : Real
{
    /// <inheritdoc/>
    public override double Evaluate(IReadOnlyDictionary<string, long> sizes) => Math.Log(Argument.Evaluate(sizes));

    /// <inheritdoc/>
    public override string ToString() => $"log({Argument})";
}
