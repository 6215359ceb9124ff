using Tfaip.Processors.Samples;
using Tfaip.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Tfaip.Export.Tracing.Recording;

/// <summary>Random inputs for a model: normally distributed floats, whole numbers in the spec's bounds.</summary>
internal static class RandomInputs
{
    /// <summary>Makes the inputs; the same seed gives the same, and TorchSharp's own generator is not used.</summary>
    public static Tensor[] Create(IReadOnlyList<TensorSpec> specs, IReadOnlyDictionary<string, long> sizes, ulong seed)
    {
        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        return [.. specs.Select(spec => Create(spec, sizes, random))];
    }

    private static Tensor Create(TensorSpec spec, IReadOnlyDictionary<string, long> sizes, Random random)
    {
        var shape = spec.Shape.Select(size => size.Name is { } name ? sizes[name] : size.Length!.Value).ToArray();
        var values = new double[shape.Aggregate(1L, (product, size) => product * size)];
        var isFloat = Elements.Of(spec.Type).IsFloat;
        for (var i = 0; i < values.Length; i++) values[i] = isFloat ? Real(spec, random) : Whole(spec, random);
        using var flat = torch.tensor(values, float64);
        using var shaped = flat.reshape(shape);
        return shaped.to(TorchTypes.Of(spec.Type), copy: true);
    }

    private static double Real(TensorSpec spec, Random random)
    {
        if (spec.Values is var (low, high)) return low + ((high - low) * random.NextDouble());
        return Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    private static double Whole(TensorSpec spec, Random random)
    {
        var (low, high) = spec.Values ?? (spec.Type == ElementType.UInt8 ? (0, 255) : (0, 1));
        return random.NextInt64((long)Math.Ceiling(low), (long)Math.Floor(high) + 1);
    }
}
