using Tfaip.Parameters;

namespace Tfaip.Training.Files;

/// <summary>Files that are there complete or not at all, and on the disk.</summary>
internal static class FileReplacement
{
    /// <summary>Writes a file beside its place, syncs it, renames it, and syncs the folder.</summary>
    /// <exception cref="TfaipException">It cannot be written; what was there is there still.</exception>
    public static void ReplaceFile(this IDurableFiles files, string path, Action<Stream> write)
    {
        var temporary = TemporaryName(path);
        RunFileErrors.Named(path, () =>
        {
            try
            {
                files.WriteFile(temporary, write);
                files.RenameFile(temporary, path);
            }
            catch
            {
                files.DeleteFile(temporary);
                throw;
            }

            files.SyncFolder(Path.GetDirectoryName(path)!);
        });
    }

    /// <summary>Whether a path is that of a file that a program was writing when it ended, and would have renamed.</summary>
    public static bool IsLeftOver(string path) =>
        Path.GetFileName(path).Split('.') is [.., var unique, "tmp"] && Guid.TryParseExact(unique, "N", out _);

    private static string TemporaryName(string path) => $"{path}.{Guid.NewGuid():N}.tmp";
}
