using Tfaip.Parameters;

namespace Tfaip.Training.Files;

/// <summary>Puts the errors of the file system into words that name the file.</summary>
internal static class RunFileErrors
{
    /// <summary>Does what changes a file.</summary>
    /// <exception cref="TfaipException">It cannot be done.</exception>
    public static void Named(string path, Action change) => Named(path, () =>
    {
        change();
        return true;
    });

    /// <summary>Does what changes a file.</summary>
    /// <exception cref="TfaipException">It cannot be done.</exception>
    public static T Named<T>(string path, Func<T> change)
    {
        try
        {
            return change();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: cannot be written: {error.Message}", error);
        }
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="TfaipException">It cannot be read.</exception>
    public static T Read<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: cannot be read: {error.Message}", error);
        }
    }
}
