namespace Tfaip.Tests;

/// <summary>Makes symbolic links. Windows lets few users do so: without the right, a test that needs one is inconclusive.</summary>
internal static class SymbolicLink
{
    // ERROR_PRIVILEGE_NOT_HELD
    private const int NoRight = unchecked((int)0x80070522);

    /// <summary>A link to a file.</summary>
    public static FileSystemInfo ToFile(string path, string target) => Make(() => File.CreateSymbolicLink(path, target));

    /// <summary>A link to a folder.</summary>
    public static FileSystemInfo ToFolder(string path, string target) => Make(() => Directory.CreateSymbolicLink(path, target));

    private static FileSystemInfo Make(Func<FileSystemInfo> make)
    {
        try
        {
            return make();
        }
        catch (IOException error) when (error.HResult == NoRight)
        {
            throw new AssertInconclusiveException(
                "This user may not make symbolic links. Turn on Windows' developer mode, or run the tests as an administrator.", error);
        }
    }
}
