namespace Tfaip.Training.Datasets;

/// <summary>
/// Where public data sets are kept when a configuration names no path: <c>$TFAIP_DATA/NAME</c> where that variable is set,
/// else <c>tfaip/datasets/NAME</c> in the user's cache folder.
/// </summary>
public static class DatasetFolder
{
    /// <summary>The folder of the data set of that name; it need not exist.</summary>
    public static string Default(string name) => Default(name, Environment.GetEnvironmentVariable);

    internal static string Default(string name, Func<string, string?> environment)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return environment("TFAIP_DATA") is { Length: > 0 } data
            ? Path.GetFullPath(Path.Combine(data, name))
            : Path.Combine(CacheFolder(environment), "tfaip", "datasets", name);
    }

    private static string CacheFolder(Func<string, string?> environment)
    {
        if (!OperatingSystem.IsLinux()) return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);

        // A relative path there is to be ignored, says the XDG specification.
        if (environment("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache)) return cache;

        return environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache") : Path.GetTempPath();
    }
}
