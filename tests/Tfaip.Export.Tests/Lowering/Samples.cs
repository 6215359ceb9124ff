using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Lowering;

/// <summary>Inputs for lowerings, by the value of the free size n.</summary>
internal static class Samples
{
    /// <summary>Normal numbers of the shape [n, …].</summary>
    public static Func<long, Tensor> Normal(params long[] rest) => n => randn([n, .. rest]);

    /// <summary>Numbers between 0.1 and 2 of the shape [n, …].</summary>
    public static Func<long, Tensor> Positive(params long[] rest) => n => (rand([n, .. rest]) * 1.9) + 0.1;

    /// <summary>Whole numbers from low to high, exclusive, of a type and the shape [n, …].</summary>
    public static Func<long, Tensor> Whole(ScalarType type, long low, long high, params long[] rest) =>
        n => randint(low, high, [n, .. rest], ScalarType.Int64).to(type);

    /// <summary>Truth values of the shape [n, …].</summary>
    public static Func<long, Tensor> Truth(params long[] rest) => Whole(ScalarType.Bool, 0, 2, rest);
}
