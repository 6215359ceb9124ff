using Tfaip.Training.Scenarios;

namespace Tfaip.Training.MixedPrecision;

/// <summary>How reports name what a run computes in, where it is not float32.</summary>
internal static class PrecisionText
{
    /// <summary>The name as in a configuration; null for float32.</summary>
    public static string? Of(ComputePrecision precision) =>
        precision == ComputePrecision.Float32 ? null : precision.ToString().ToLowerInvariant();

    /// <summary>A device, and what is computed in there, as in <c>cuda:0 in bfloat16</c>.</summary>
    public static string On(string device, ComputePrecision precision) => Of(precision) is { } name ? $"{device} in {name}" : device;
}
