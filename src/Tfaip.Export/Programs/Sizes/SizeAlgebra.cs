namespace Tfaip.Export.Programs.Sizes;

/// <summary>
/// Calculates with sizes and gives each result in one form, so that sizes that are the same sum, product or quotient are equal. All is
/// exact: no rounding is left out, and nothing is assumed of a size but that it is a whole number and no divisor zero.
/// </summary>
internal static class SizeAlgebra
{
    /// <summary>The number one.</summary>
    public static FixedSize One { get; } = new(1);

    /// <summary>The number zero.</summary>
    public static FixedSize Zero { get; } = new(0);

    /// <summary>A number.</summary>
    public static FixedSize Fixed(long value) => new(value);

    /// <summary>A size in its one form.</summary>
    public static Size Normal(Size size) => size is FixedSize or SymbolSize ? size : Polynomial.Of(size).ToSize();

    /// <summary>The sum.</summary>
    public static Size Plus(this Size left, Size right)
    {
        if (left is FixedSize one && right is FixedSize other) return Fixed(checked(one.Value + other.Value));
        var sum = Polynomial.Of(left);
        sum.Add(right, 1);
        return sum.ToSize();
    }

    /// <summary>The sum with a number.</summary>
    public static Size Plus(this Size left, long right) => right == 0 ? left : left.Plus(Fixed(right));

    /// <summary>The difference.</summary>
    public static Size Minus(this Size left, Size right) => left.Plus(right.Times(-1));

    /// <summary>The product.</summary>
    public static Size Times(this Size left, Size right) => left is FixedSize one && right is FixedSize other
        ? Fixed(checked(one.Value * other.Value))
        : Polynomial.Product(Polynomial.Of(left), Polynomial.Of(right)).ToSize();

    /// <summary>The product with a number.</summary>
    public static Size Times(this Size left, long right) => right == 1 ? left : left.Times(Fixed(right));

    /// <summary>The sum of any number of sizes.</summary>
    public static Size Sum(IEnumerable<Size> sizes) => sizes.Aggregate((Size)Zero, Plus);

    /// <summary>The product of any number of sizes.</summary>
    public static Size Product(IEnumerable<Size> sizes) => sizes.Aggregate((Size)One, Times);

    /// <summary>The quotient, rounded down.</summary>
    public static Size Over(this Size numerator, long denominator) => numerator.Over(Fixed(denominator));

    /// <summary>The quotient, rounded up.</summary>
    public static Size OverUp(this Size numerator, long denominator) => numerator.Plus(denominator - 1).Over(denominator);

    /// <summary>The quotient, rounded down; the denominator is positive.</summary>
    public static Size Over(this Size numerator, Size denominator)
    {
        if (denominator is FixedSize { Value: var number })
        {
            if (number <= 0) throw new ShapeException($"a size is divided by {number}");
            if (numerator is FixedSize { Value: var value }) return Fixed(Floor(value, number));
            return Over(Polynomial.Of(numerator), number);
        }

        var divisor = Polynomial.Of(denominator).AsTerm();
        if (divisor.Factor < 0) return new SizeFloorDivision(Normal(numerator), Normal(denominator));
        var dividend = Polynomial.Of(numerator);

        // What is in all terms of both goes.
        if (Cancelled(dividend.Terms, divisor) is { } terms) return Over(Polynomial.Of(terms), divisor.Factor);
        if (Cancelled([dividend.AsTerm()], divisor) is { } whole) return Over(Polynomial.Of(whole), divisor.Factor);
        var (left, right) = (dividend.AsTerm(), divisor);
        foreach (var atom in divisor.Atoms)
        {
            if (left.Without([atom]) is { } others) (left, right) = (new(left.Factor, others), new(right.Factor, right.Without([atom])!));
        }

        return new SizeFloorDivision(Polynomial.Of([left]).ToSize(), Polynomial.Of([right]).ToSize());
    }

    private static IEnumerable<SizeTerm>? Cancelled(IEnumerable<SizeTerm> terms, SizeTerm divisor)
    {
        var quotients = terms.Select(term => (term.Factor, Atoms: term.Without(divisor.Atoms))).ToArray();
        return Array.Exists(quotients, quotient => quotient.Atoms is null)
            ? null
            : quotients.Select(quotient => new SizeTerm(quotient.Factor, quotient.Atoms!));
    }

    private static Size Over(Polynomial numerator, long denominator)
    {
        if (denominator == 1) return numerator.ToSize();

        // Whole multiples come out: floor((q a + b) / q) = a + floor(b / q).
        var outside = Polynomial.Of(numerator.Terms.Select(term => term with { Factor = Floor(term.Factor, denominator) }));
        var inside = Polynomial.Of(
            numerator.Terms.Select(term => term with { Factor = term.Factor - (Floor(term.Factor, denominator) * denominator) }));
        if (inside.IsConstant) return outside.ToSize();

        // floor((g a + b) / (g q)) = floor((a + floor(b / g)) / q)
        var common = inside.Terms.Where(term => term.Atoms.Count > 0)
            .Aggregate(denominator, (divisor, term) => Polynomial.Divisor(divisor, term.Factor));
        if (common > 1)
        {
            var reduced = Polynomial.Of(inside.Terms.Select(term => term with { Factor = Floor(term.Factor, common) }));
            return outside.ToSize().Plus(Over(reduced, denominator / common));
        }

        // floor((floor(a / p) + b) / q) = floor((a + p b) / (p q))
        foreach (var term in inside.Terms)
        {
            if (term is not { Factor: 1, Atoms: [SizeFloorDivision { Denominator: FixedSize { Value: var inner } } quotient] }) continue;
            var rest = Polynomial.Of(inside.Terms.Where(other => other != term)).Times(inner);
            rest.Add(quotient.Numerator, 1);
            return outside.ToSize().Plus(Over(rest, checked(inner * denominator)));
        }

        return outside.ToSize().Plus(new SizeFloorDivision(inside.ToSize(), Fixed(denominator)));
    }

    private static long Floor(long numerator, long denominator)
    {
        var (quotient, remainder) = Math.DivRem(numerator, denominator);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
