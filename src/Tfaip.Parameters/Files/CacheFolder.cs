using System.Runtime.InteropServices;

namespace Tfaip.Parameters.Files;

/// <summary>
/// Where this user's caches are, by one rule for all that is kept: <c>$XDG_CACHE_HOME/tfaip</c> where that variable has a full path, on
/// every system; else <c>tfaip</c> in the system's own folder for caches, which is <c>~/.cache</c> on Linux, <c>~/Library/Caches</c> on
/// macOS and <c>%LOCALAPPDATA%</c> on Windows. A user without a home has it in the folder for temporary files.
/// </summary>
internal static class CacheFolder
{
    private static readonly OSPlatform ThisSystem =
        OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux;

    /// <summary>The folder; it need not exist.</summary>
    public static string OfUser => Of(Environment.GetEnvironmentVariable);

    /// <summary>The folder of a user with other environment variables.</summary>
    /// <param name="environment">Gives environment variables.</param>
    public static string Of(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return Of(environment, ThisSystem, Environment.GetFolderPath);
    }

    internal static string Of(Func<string, string?> environment, OSPlatform system, Func<Environment.SpecialFolder, string> folder)
    {
        // A relative path there is to be ignored, says the XDG specification.
        if (environment("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathFullyQualified(cache)) return Path.Combine(cache, "tfaip");
        if (system == OSPlatform.Windows)
            return Path.Combine(Known("LOCALAPPDATA", Environment.SpecialFolder.LocalApplicationData) ?? Path.GetTempPath(), "tfaip");
        if (Known("HOME", Environment.SpecialFolder.UserProfile) is not { } home) return Path.Combine(Path.GetTempPath(), "tfaip");
        return system == OSPlatform.OSX ? Path.Combine(home, "Library", "Caches", "tfaip") : Path.Combine(home, ".cache", "tfaip");

        string? Known(string variable, Environment.SpecialFolder special) =>
            environment(variable) is { Length: > 0 } path ? path : folder(special) is { Length: > 0 } found ? found : null;
    }
}
