namespace Tfaip.Export;

/// <summary>Where this user's caches are.</summary>
internal static class CacheFolder
{
    /// <summary><c>$XDG_CACHE_HOME/tfaip</c> or <c>~/.cache/tfaip</c>; in the folder for temporary files where the user has no home.</summary>
    public static string OfUser
    {
        get
        {
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            if (string.IsNullOrEmpty(cache))
            {
                var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
                cache = home.Length > 0 ? Path.Combine(home, ".cache") : Path.GetTempPath();
            }

            return Path.Combine(cache, "tfaip");
        }
    }
}
