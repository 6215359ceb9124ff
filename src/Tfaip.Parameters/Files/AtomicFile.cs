using System.Text.RegularExpressions;

namespace Tfaip.Parameters.Files;

/// <summary>Files that are there complete or not at all.</summary>
internal static partial class AtomicFile
{
    /// <summary>Writes a file beside its place, waits for the disk and renames it.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var fullPath = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(fullPath)!);
        var temporary = $"{fullPath}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, fullPath, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>What went wrong, told of the file that is asked for: the framework names the one that is written beside it.</summary>
    public static string Explain(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return Temporary().Replace(error.Message, "");
    }

    [GeneratedRegex(@"\.[0-9a-f]{32}\.tmp([/\\][^']*)?")]
    private static partial Regex Temporary();
}
