using Mono.Cecil;
using Tfaip.Export.Tracing.Rules;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>Which calls read the clock or the process, and which may take what was read, since it comes no further than a log.</summary>
internal static class LogRules
{
    private static readonly HashSet<string> Sources = new(StringComparer.Ordinal)
    {
        "System.DateTime", "System.DateTimeOffset", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Environment",
        "System.Diagnostics.Process",
        "System.GC", "System.Guid",
    };

    // Texts, numbers, times and what writes them.
    private static readonly HashSet<string> Takers = new(StringComparer.Ordinal)
    {
        "System.Console", "System.IO.TextWriter", "System.Diagnostics.Debug", "System.Diagnostics.Trace", "System.Diagnostics.TraceSource",
        "System.String", "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler", "System.Text.StringBuilder",
        "System.Text.StringBuilder/AppendInterpolatedStringHandler", "System.Convert", "System.Math", "System.Object",
        "System.IFormattable",
        "System.TimeSpan", "System.DateTime", "System.DateTimeOffset", "System.TimeProvider", "System.Diagnostics.Stopwatch",
        "System.Diagnostics.Process", "System.Guid",
        "System.Nullable`1", "System.Int32", "System.Int64", "System.UInt64", "System.Single", "System.Double", "System.Decimal",
        "System.Boolean",
    };

    private static readonly string[] Loggers = ["Microsoft.Extensions.Logging", "Serilog", "NLog", "log4net"];

    /// <summary>Whether a call takes the values of tensors into .NET.</summary>
    public static bool ReadsTensors(MethodReference method) => Signatures.IsTorchSharp(method)
        ? method.ReturnType.MetadataType != MetadataType.Void
            && (method.ReturnType is GenericParameter || !Signatures.IsTorchSharp(method.ReturnType)) && !CallRules.IsMetadata(method.Name)
        : Takers.Contains(TypeOf(method)) && WatchedMethods.Contains(method);

    /// <summary>Whether a call reads the clock or the process.</summary>
    public static bool ReadsClock(MethodReference method) => Sources.Contains(TypeOf(method)) && WatchedMethods.Contains(method);

    /// <summary>Whether a call keeps what it is given in what it returns, in the texts that it is called on, or in a log.</summary>
    public static bool MayTake(MethodReference method)
    {
        var type = TypeOf(method);
        if (method.Name is "Assert" or "Fail" or "GetHashCode" or "Exit" or "FailFast") return false;
        return Takers.Contains(type) || Array.Exists(Loggers, name => type.StartsWith(name + ".", StringComparison.Ordinal));
    }

    private static string TypeOf(MethodReference method) => method.DeclaringType.GetElementType().FullName;
}
