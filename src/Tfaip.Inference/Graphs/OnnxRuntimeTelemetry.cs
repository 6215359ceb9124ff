using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Tfaip.Parameters.Streams;

namespace Tfaip.Inference.Graphs;

/// <summary>
/// Keeps ONNX Runtime from collecting data: from version 1.31 on it else keeps a device id and a database in the user's cache folder, and
/// warns where it cannot.
/// </summary>
public static class OnnxRuntimeTelemetry
{
    /// <summary>
    /// The environment variable that ONNX Runtime reads when it loads: 1 switches its telemetry off. Whoever wants the telemetry sets it to
    /// 0 before the first use of this assembly.
    /// </summary>
    public const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>
    /// Switches the telemetry off, unless the variable is set. Programs that use ONNX Runtime before anything of this assembly call it
    /// first; whoever uses this assembly first has it done already.
    /// </summary>
    [ModuleInitializer]
    [SuppressMessage(
        "Usage",
        "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "The variable must be there before ONNX Runtime loads, which an application's first call may "
            + "do; nothing is loaded here.")]
    public static void SwitchOff() => NativeEnvironment.Default(Variable, "1");
}
