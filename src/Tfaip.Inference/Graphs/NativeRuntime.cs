using Tfaip.Parameters;

namespace Tfaip.Inference.Graphs;

/// <summary>The native part of ONNX Runtime, which the application brings along.</summary>
internal static class NativeRuntime
{
    /// <summary>True where an error says that it is not there. The first use of a class that needs it wraps the error.</summary>
    public static bool IsMissing(Exception error) =>
        error is DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException };

    /// <summary>The error that says what to do.</summary>
    public static TfaipException Missing(Exception error) => new(
        "ONNX Runtime's native library is not there. Add the package Microsoft.ML.OnnxRuntime to the application, or "
        + "Microsoft.ML.OnnxRuntime.Gpu for CUDA.", error);
}
