namespace Tfaip.Export.Programs.Sizes;

/// <summary>The larger of two numbers.</summary>
/// <param name="Left">The one.</param>
/// <param name="Right">The other.</param>
internal sealed record SizeMaximum(Size Left, Size Right) : Size
{
    /// <inheritdoc/>
    public override long Evaluate(IReadOnlyDictionary<string, long> sizes) => Math.Max(Left.Evaluate(sizes), Right.Evaluate(sizes));

    /// <inheritdoc/>
    public override string ToString() => $"max({Left}, {Right})";
}
