using System.Security.Cryptography;
using System.Text;
using Tfaip.Parameters.Files;

namespace Tfaip.Commands.Scenarios;

/// <summary>
/// Remembers where projects' assemblies are built, since MSBuild takes a second to say it: a small file for each project, which
/// counts as long as <see cref="ProjectInputs"/> are what they were.
/// </summary>
/// <param name="folder">The folder of the files.</param>
internal sealed class ProjectTargetCache(string folder)
{
    /// <summary>The one of this user.</summary>
    public static ProjectTargetCache OfUser { get; } = new(Path.Combine(CacheFolder.OfUser, "projects"));

    /// <summary>The full path of the assembly, as it was found before or is now.</summary>
    /// <param name="project">The full path of the project.</param>
    /// <param name="configuration">The configuration that is built.</param>
    /// <param name="find">Asks MSBuild.</param>
    public string GetOrAdd(string project, string configuration, Func<string> find)
    {
        if (ProjectInputs.HashOf(project, configuration) is not { } key) return find();
        var file = Path.Combine(
            folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{project}\n{configuration}"))) + ".txt");
        if (Read(file) is [var known, var path] && known == key) return path;
        path = find();
        Write(file, $"{key}\n{path}");
        return path;
    }

    private static string[]? Read(string file)
    {
        try
        {
            return File.Exists(file) ? Encoding.UTF8.GetString(RegularFile.ReadAllBytes(file)).Split('\n') : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Without the file MSBuild is asked, as the first time.
            return null;
        }
    }

    private void Write(string file, string text)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var temporary = $"{file}.{Environment.ProcessId}.{Guid.NewGuid():N}";
            File.WriteAllText(temporary, text);
            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written costs a second at the next start, nothing else.
        }
    }
}
