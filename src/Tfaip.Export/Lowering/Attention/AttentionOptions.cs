namespace Tfaip.Export.Lowering.Attention;

/// <summary>What a native module was made with and does not say: it is found by trying.</summary>
/// <param name="Heads">The number of heads.</param>
/// <param name="Gelu">Whether the activation between the two linear layers is GELU; else ReLU.</param>
/// <param name="ZeroAttention">Whether a key and value of zeros are added.</param>
internal sealed record AttentionOptions(long Heads, bool Gelu, bool ZeroAttention)
{
    /// <summary>All that a module of so many features may have been made with, the plainest first.</summary>
    /// <param name="features">The number of features, which the heads share evenly.</param>
    /// <param name="hasActivation">Whether it has an activation.</param>
    /// <param name="mayAddZeros">Whether it may add zeros.</param>
    public static IEnumerable<AttentionOptions> Candidates(long features, bool hasActivation, bool mayAddZeros) =>
        from zeros in mayAddZeros ? new[] { false, true } : [false]
        from gelu in hasActivation ? new[] { false, true } : [false]
        from heads in Enumerable.Range(1, (int)features)
        where features % heads == 0
        select new AttentionOptions(heads, gelu, zeros);
}
