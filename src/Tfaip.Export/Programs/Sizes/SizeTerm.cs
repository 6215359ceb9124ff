namespace Tfaip.Export.Programs.Sizes;

/// <summary>A whole number times sizes that are no sums, products or fixed numbers themselves; without any, the number alone.</summary>
/// <param name="Factor">The number.</param>
/// <param name="Atoms">The sizes, in the order of their texts.</param>
internal sealed record SizeTerm(long Factor, IReadOnlyList<Size> Atoms)
{
    /// <summary>What terms that can be added up have in common.</summary>
    public string Key { get; } = string.Join('*', Atoms);

    /// <summary>The product of two terms.</summary>
    public SizeTerm Times(SizeTerm other) =>
        new(checked(Factor * other.Factor), [.. Atoms.Concat(other.Atoms).OrderBy(atom => atom.ToString(), StringComparer.Ordinal)]);

    /// <summary>The term without the atoms of another, or null where it does not have them all.</summary>
    public IReadOnlyList<Size>? Without(IReadOnlyList<Size> atoms)
    {
        var left = Atoms.ToList();
        return atoms.All(left.Remove) ? left : null;
    }

    /// <summary>The term as a size.</summary>
    public Size ToSize()
    {
        Size? product = Factor == 1 ? null : new FixedSize(Factor);
        foreach (var atom in Atoms) product = product is null ? atom : new SizeProduct(product, atom);
        return product ?? new FixedSize(1);
    }
}
