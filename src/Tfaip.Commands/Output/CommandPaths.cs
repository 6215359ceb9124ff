using Tfaip.Parameters.Streams;

namespace Tfaip.Commands.Output;

/// <summary>Shows paths as one would type them.</summary>
internal static class CommandPaths
{
    /// <summary>The path relative to the working directory where it is inside it, else whole; quoted as a shell takes it.</summary>
    public static string Show(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        var shown = relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
        return ShellWord.Of(shown);
    }
}
