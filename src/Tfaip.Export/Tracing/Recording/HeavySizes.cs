using Tfaip.Processors.Samples;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>
/// Free sizes of which each one more makes the inputs much larger, such as the number of images of 224 by 224 pixels in a batch. They are
/// tried at small values, where the model takes less time and shows as much.
/// </summary>
internal static class HeavySizes
{
    /// <summary>Elements of inputs from which they are heavy.</summary>
    public const long FewElements = 1 << 15;

    /// <summary>Whether a size is such a one, the other free sizes being the smallest that they may be.</summary>
    public static bool Contain(IReadOnlyList<TensorSpec> inputs, string symbol) => inputs
        .Where(input => input.Shape.Any(size => size.Name == symbol))
        .Sum(input =>
            Elements(input, name => name == symbol ? 1 : input.Sizes.TryGetValue(name, out var range) ? range.Low : 1)) > FewElements;

    /// <summary>The elements of all inputs at some sizes.</summary>
    public static long Elements(IReadOnlyList<TensorSpec> inputs, IReadOnlyDictionary<string, long> sizes) =>
        inputs.Sum(input => Elements(input, name => sizes[name]));

    private static long Elements(TensorSpec input, Func<string, long> sizeOf) =>
        input.Shape.Aggregate(1L, (product, size) => checked(product * (size.Length ?? sizeOf(size.Name!))));
}
