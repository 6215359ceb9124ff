using Tfaip.Parameters.Files;

namespace Tfaip.Datasets;

/// <summary>
/// Where public data sets are kept when a configuration names no path: <c>$TFAIP_DATA/NAME</c> where that variable is set,
/// else <c>datasets/NAME</c> in the user's <see cref="CacheFolder"/>.
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
            : Path.Combine(CacheFolder.Of(environment), "datasets", name);
    }
}
