using System.Runtime.InteropServices;
using Tfaip.Commands.Scenarios;

namespace Tfaip.Commands.Verbs;

/// <summary>Ends the process at once.</summary>
internal static partial class ProcessEnd
{
    /// <summary>
    /// Ends it without the handlers of an orderly end, which take libtorch's memory away from threads that still compute.
    /// </summary>
    /// <param name="code">The exit code.</param>
    public static void AtOnce(int code)
    {
        ScenarioAssembly.EndBuilds();
        if (OperatingSystem.IsWindows()) Environment.Exit(code);
        Console.Out.Flush();
        Console.Error.Flush();
        Exit(code);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);
}
