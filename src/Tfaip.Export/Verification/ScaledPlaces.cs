using Tfaip.Export.Programs;
using TorchSharp.Modules;

namespace Tfaip.Export.Verification;

/// <summary>How closely the numbers between the points of a resized image can be known.</summary>
internal static class ScaledPlaces
{
    private static readonly HashSet<string> Resizings = ["interpolate", "upsample", "upsample_bilinear"];

    /// <summary>
    /// The difference, relative to the largest number, that points between others allow: by a scale, ONNX Runtime and TorchSharp compute
    /// their places in float32 in different ways, so that these differ by last bits of the length of an axis. 0 where there are none.
    /// </summary>
    public static double Precision(TracedProgram program, IReadOnlyDictionary<string, long> sizes) => program.Calls
        .Where(call => call.Module is Upsample || Resizings.Contains(call.Method.Name))
        .SelectMany(call => program.Values[call.Results[0]].Shape.Skip(2))
        .Select(length => Math.ScaleB(length.Evaluate(sizes), -22)).DefaultIfEmpty(0).Max();
}
