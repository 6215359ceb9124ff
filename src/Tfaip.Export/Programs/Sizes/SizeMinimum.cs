namespace Tfaip.Export.Programs.Sizes;

/// <summary>The smaller of two numbers.</summary>
/// <param name="Left">The one.</param>
/// <param name="Right">The other.</param>
internal sealed record SizeMinimum(Size Left, Size Right) : Size
{
    /// <inheritdoc/>
    public override long Evaluate(IReadOnlyDictionary<string, long> sizes) => Math.Min(Left.Evaluate(sizes), Right.Evaluate(sizes));

    /// <inheritdoc/>
    public override string ToString() => $"min({Left}, {Right})";
}
