using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Tfaip.Export.Programs;
using Tfaip.Parameters;
using Tfaip.Training.Scenarios;
using TorchSharp;

namespace Tfaip.Training.MixedPrecision;

/// <summary>Says what is to be done where libtorch refuses to compute in bfloat16, or with several element types.</summary>
internal static class PrecisionErrors
{
    /// <summary>Whether an error of a model is one of element types, by libtorch or by TorchSharp.</summary>
    public static bool IsOne(Exception error) =>
        error is ExternalException or InvalidOperationException or ArgumentException
        && (error.Message.Contains("BFloat16", StringComparison.OrdinalIgnoreCase)
            || error.Message.Contains("dtype", StringComparison.OrdinalIgnoreCase));

    /// <summary>The error as the user is told it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="error">What libtorch said.</param>
    public static TfaipException Explain(Model model, Exception error) => Explain(model, error, LineOf(error));

    /// <summary>The error as the user is told it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="error">What libtorch said.</param>
    /// <param name="place">The line of the model's source, or what else is known of the place.</param>
    public static TfaipException Explain(Model model, Exception error, string? place) => new(
        $"{(place is null ? "" : $"{place}: ")}{model.GetType().Name} does not compute in bfloat16: {error.Message.Split('\n')[0].Trim()}\n"
        + "With precision: bfloat16, weights are bfloat16 in training, and so are floating-point inputs in Forward; outputs "
        + "are float32 in Loss. "
        + "Give what the model makes itself the element type of what it is computed with, as in zeros(2, 3, dtype: x.dtype) or "
        + "mask.to(x.dtype); "
        + "do what has no bfloat16 in float32, as in svd(x.to(float32)), with weights that stay float32 (Model.StaysFloat32). Or set "
        + "precision: float32.",
        error);

    // The innermost line that is not TorchSharp's own.
    private static string? LineOf(Exception error)
    {
        foreach (var frame in new StackTrace(error, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is not { } method || method.Module.Assembly == typeof(torch).Assembly) continue;
            return frame.GetFileName() is { } file
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{new SourceLine(file, frame.GetFileLineNumber()).DisplayFile}:{frame.GetFileLineNumber()}")
                : $"{method.DeclaringType?.Name}.{method.Name}";
        }

        return null;
    }
}
