using System.Runtime.InteropServices;

namespace Tfaip.Parameters.Streams;

/// <summary>Environment variables as native libraries see them. On Unix .NET has a copy of its own, which it never writes back.</summary>
internal static partial class NativeEnvironment
{
    /// <summary>
    /// Gives a variable a value, unless the process has one already: from outside, or by
    /// <see cref="Environment.SetEnvironmentVariable(string, string?)"/>.
    /// </summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">The value.</param>
    public static void Default(string name, string value)
    {
        var current = Environment.GetEnvironmentVariable(name);
        if (current is null) Environment.SetEnvironmentVariable(name, current = value);

        // Written only where it differs: another thread may read the environment meanwhile.
        if (!OperatingSystem.IsWindows() && Get(name) != current) _ = SetEnvironment(name, current, overwrite: 1);
    }

    /// <summary>The value that native libraries see; null where there is none.</summary>
    public static string? Get(string name) =>
        OperatingSystem.IsWindows() ? Environment.GetEnvironmentVariable(name) : Marshal.PtrToStringUTF8(GetEnvironment(name));

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint GetEnvironment(string name);
}
