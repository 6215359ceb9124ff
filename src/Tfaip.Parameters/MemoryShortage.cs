using System.Globalization;
using System.Runtime.InteropServices;

namespace Tfaip.Parameters;

/// <summary>
/// Knows the errors that say that memory is at its end, whoever throws them. They are no fault of a sample, and end whatever runs.
/// </summary>
internal static class MemoryShortage
{
    // What LibTorch and the C++ library say; TorchSharp passes it on as the message of an error of another kind.
    private static readonly string[] NativeMessages =
        ["not enough memory", "can't allocate memory", "out of memory", "std::bad_alloc", "bad allocation"];

    /// <summary>True where an error, or one that it wraps, says so.</summary>
    public static bool IsCause(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error is OutOfMemoryException
            || (error is ExternalException
                && NativeMessages.Any(message => error.Message.Contains(message, StringComparison.OrdinalIgnoreCase)))
            || (error is AggregateException several
                ? several.InnerExceptions.Any(IsCause)
                : error.InnerException is { } inner && IsCause(inner));
    }

    /// <summary>An amount of memory as messages write it: <c>3.1 GB</c>.</summary>
    public static string Amount(double bytes)
    {
        string[] units = ["bytes", "kB", "MB", "GB", "TB"];
        var unit = 0;
        for (; bytes >= 1000 && unit < units.Length - 1; unit++) bytes /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 ? Math.Round(bytes) : Math.Round(bytes, 1))} {units[unit]}");
    }
}
