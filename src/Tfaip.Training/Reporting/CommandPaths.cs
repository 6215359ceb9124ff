namespace Tfaip.Training.Reporting;

/// <summary>Shows paths as one would type them.</summary>
internal static class CommandPaths
{
    /// <summary>The path relative to the working directory where it is inside it, else whole; quoted where it has spaces.</summary>
    public static string Show(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        var shown = relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
        return shown.Contains(' ') ? $"\"{shown}\"" : shown;
    }
}
