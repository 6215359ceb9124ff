using Tfaip.Parameters;
using Tfaip.Parameters.Files;

namespace Tfaip.Commands.Exporting;

/// <summary>The file that a command line asks for, looked at before the work that fills it.</summary>
internal static class OutputFile
{
    /// <summary>Refuses a file that could not be written.</summary>
    /// <param name="path">The file as it was asked for.</param>
    /// <exception cref="TfaipException">Its folder is not there, or nothing may be written into it.</exception>
    public static void Check(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
        {
            throw new TfaipException($"{path}: there is no folder {folder}. Make it first, or give another file to write.");
        }

        var trial = $"{Path.GetFullPath(path)}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: cannot be written: {AtomicFile.Explain(error)}", error);
        }
    }
}
