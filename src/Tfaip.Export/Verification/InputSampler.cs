using Tfaip.Export.Programs;
using Tfaip.Processors.Samples;
using Tfaip.Torch;
using static TorchSharp.torch;

namespace Tfaip.Export.Verification;

/// <summary>Makes inputs that follow the inputs' specs.</summary>
internal static class InputSampler
{
    private const double LargeDeviation = 10;

    // So many numbers are drawn; a larger tensor repeats them. It is a prime, so that no axis repeats with them.
    private const long Drawn = 999_983;

    // Whole numbers that the spec does not bound: small enough to be positions in most things.
    private const long UnboundedHigh = 1;

    /// <summary>One tensor for each input, at the given sizes.</summary>
    public static IReadOnlyList<Tensor> Sample(TracedProgram program, IReadOnlyDictionary<string, long> sizes, InputKind kind, ulong seed)
    {
        using var generator = new Generator(seed ^ 0x5DEECE66DUL);
        return [.. program.Inputs.Select(input => Sample(input.Spec, sizes, kind, generator))];
    }

    private static Tensor Sample(TensorSpec spec, IReadOnlyDictionary<string, long> sizes, InputKind kind, Generator generator)
    {
        var shape = spec.Shape.Select(dimension => dimension.Length ?? sizes[dimension.Name!]).ToArray();
        var type = TorchTypes.Of(spec.Type);
        if (type == ScalarType.Bool)
            return kind == InputKind.Zeros ? zeros(shape, type) : randint(0, 2, shape, ScalarType.Int64, generator: generator).to(type);
        if (TorchTypes.IsFloat(type))
        {
            if (spec.Values is { } bounds) return Filled(shape, count => Bounded(count, bounds, kind, generator).to(type));
            if (kind == InputKind.Zeros) return zeros(shape, type);
            return Filled(shape, count =>
            {
                var normal = randn(count, ScalarType.Float64, generator: generator) * (kind == InputKind.Large ? LargeDeviation : 1);
                return (kind == InputKind.NotFinite ? WithExtremes(normal, generator) : normal).to(type);
            });
        }

        var range = spec.Values ?? (0, type == ScalarType.Byte ? byte.MaxValue : UnboundedHigh);
        return kind switch
        {
            InputKind.Zeros => full(shape, Math.Clamp(0, (long)range.Low, (long)range.High), type),
            InputKind.Large => where(Coin(shape, generator), full(shape, (long)range.Low, type), full(shape, (long)range.High, type)),
            _ => randint((long)range.Low, (long)range.High + 1, shape, ScalarType.Int64, generator: generator).to(type),
        };
    }

    private static Tensor Filled(long[] shape, Func<long, Tensor> draw)
    {
        var count = shape.Aggregate(1L, (product, length) => product * length);
        var drawn = draw(Math.Min(count, Drawn));
        return (count <= Drawn ? drawn : drawn.repeat(((count - 1) / Drawn) + 1)[..(int)count]).reshape(shape);
    }

    // One in eight elements, a quarter of these of each kind.
    private static Tensor WithExtremes(Tensor normal, Generator generator)
    {
        var choice = randint(0, 32, normal.shape, ScalarType.Int64, generator: generator);
        var extremes = new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0 };
        for (var i = 0; i < extremes.Length; i++) normal = normal.masked_fill(choice.eq(i), extremes[i]);
        return normal;
    }

    private static Tensor Bounded(long count, (double Low, double High) bounds, InputKind kind, Generator generator) => kind switch
    {
        InputKind.Zeros => full(count, Math.Clamp(0, bounds.Low, bounds.High), ScalarType.Float64),
        InputKind.Large =>
            where(Coin([count], generator), full(count, bounds.Low, ScalarType.Float64), full(count, bounds.High, ScalarType.Float64)),
        _ => (rand(count, ScalarType.Float64, generator: generator) * (bounds.High - bounds.Low)) + bounds.Low,
    };

    private static Tensor Coin(long[] shape, Generator generator) =>
        randint(0, 2, shape, ScalarType.Int64, generator: generator).to(ScalarType.Bool);
}
