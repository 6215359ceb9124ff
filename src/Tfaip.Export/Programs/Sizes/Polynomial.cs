namespace Tfaip.Export.Programs.Sizes;

/// <summary>A size as a sum of terms, no two of which have the same atoms. A product of sums stays one: it is an atom.</summary>
internal sealed class Polynomial
{
    private readonly SortedDictionary<string, SizeTerm> _terms = new(StringComparer.Ordinal);

    /// <summary>The terms, without those that vanish.</summary>
    public IReadOnlyCollection<SizeTerm> Terms => _terms.Values;

    /// <summary>The number that is added to the other terms.</summary>
    public long Constant => _terms.TryGetValue("", out var term) ? term.Factor : 0;

    /// <summary>Whether it is a number that does not depend on any size.</summary>
    public bool IsConstant => _terms.Count == 0 || (_terms.Count == 1 && _terms.ContainsKey(""));

    /// <summary>A size as a polynomial.</summary>
    public static Polynomial Of(Size size)
    {
        var result = new Polynomial();
        result.Add(size, 1);
        return result;
    }

    /// <summary>A polynomial of terms.</summary>
    public static Polynomial Of(IEnumerable<SizeTerm> terms)
    {
        var result = new Polynomial();
        foreach (var term in terms) result.Add(term);
        return result;
    }

    /// <summary>The whole number that all terms are multiples of, with the sign of the first.</summary>
    public long Content()
    {
        var content = Terms.Aggregate(0L, (divisor, term) => Divisor(divisor, term.Factor));
        return content == 0 ? 1 : Terms.First().Factor < 0 ? -content : content;
    }

    /// <summary>The greatest number that divides both.</summary>
    public static long Divisor(long left, long right)
    {
        while (right != 0) (left, right) = (right, left % right);
        return Math.Abs(left);
    }

    /// <summary>Adds a multiple of a size.</summary>
    public void Add(Size size, long factor)
    {
        switch (size)
        {
            case FixedSize number:
                Add(new SizeTerm(checked(factor * number.Value), []));
                break;
            case SizeSum sum:
                Add(sum.Left, factor);
                Add(sum.Right, factor);
                break;
            case SizeProduct product:
                foreach (var term in Product(Of(product.Left), Of(product.Right)).Terms)
                    Add(term with { Factor = checked(term.Factor * factor) });
                break;
            default:
                Add(new SizeTerm(factor, [size]));
                break;
        }
    }

    /// <summary>The product of two.</summary>
    public static Polynomial Product(Polynomial left, Polynomial right)
    {
        if (left.IsConstant) return right.Times(left.Constant);
        return right.IsConstant ? left.Times(right.Constant) : Of([left.AsTerm().Times(right.AsTerm())]);
    }

    /// <summary>The polynomial as one term: that of a sum has the sum as an atom, without what all its terms are multiples of.</summary>
    public SizeTerm AsTerm()
    {
        if (_terms.Count == 0) return new(0, []);
        if (_terms.Count == 1) return _terms.Values.First();
        var content = Content();
        return new(content, [Of(Terms.Select(term => term with { Factor = term.Factor / content })).ToSize()]);
    }

    /// <summary>A multiple.</summary>
    public Polynomial Times(long factor) => Of(Terms.Select(term => term with { Factor = checked(term.Factor * factor) }));

    /// <summary>The polynomial as a size, the number last.</summary>
    public Size ToSize()
    {
        Size? sum = null;
        foreach (var term in Terms)
        {
            if (term.Atoms.Count > 0) sum = sum is null ? term.ToSize() : new SizeSum(sum, term.ToSize());
        }

        if (sum is null) return new FixedSize(Constant);
        return Constant == 0 ? sum : new SizeSum(sum, new FixedSize(Constant));
    }

    private void Add(SizeTerm term)
    {
        if (_terms.TryGetValue(term.Key, out var known)) term = term with { Factor = checked(known.Factor + term.Factor) };
        if (term.Factor == 0) _terms.Remove(term.Key);
        else _terms[term.Key] = term;
    }
}
