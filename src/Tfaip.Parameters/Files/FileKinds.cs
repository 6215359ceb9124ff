using System.Runtime.InteropServices;
using System.Text;

namespace Tfaip.Parameters.Files;

/// <summary>Asks the system what an entry of a folder is, which .NET does not say.</summary>
/// <remarks>
/// By <c>statx</c> on Linux, whose answer has one form on every processor, and by <c>stat</c> on macOS. Elsewhere, and where the system
/// does not say, an entry is taken for a file; on Windows .NET itself opens nothing else.
/// </remarks>
internal static partial class FileKinds
{
    private const int WorkingDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint Type = 1;
    private const int StatxLength = 256;
    private const int StatxMode = 28;
    private const int StatLength = 512;
    private const int StatMode = 4;
    private const int TypeBits = 0xF000;

    /// <summary>What a path leads to.</summary>
    /// <param name="path">The path.</param>
    /// <param name="followLink">Whether a link is what it leads to.</param>
    public static FileKind Of(string path, bool followLink) => (Mode(Encoding.UTF8.GetBytes(path + '\0'), followLink) & TypeBits) switch
    {
        0x1000 => FileKind.Pipe,
        0x2000 or 0x6000 => FileKind.Device,
        0xA000 => FileKind.Link,
        0xC000 => FileKind.Socket,
        _ => FileKind.Other,
    };

    private static int Mode(byte[] path, bool followLink)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                var answer = new byte[StatxLength];
                return StatX(WorkingDirectory, path, followLink ? 0 : NoFollow, Type, answer) == 0
                    ? BitConverter.ToUInt16(answer, StatxMode)
                    : 0;
            }

            if (OperatingSystem.IsMacOS())
            {
                var answer = new byte[StatLength];
                var isArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
                var failed = (followLink, isArm) switch
                {
                    (true, true) => Stat(path, answer),
                    (true, false) => StatOfX64(path, answer),
                    (false, true) => LinkStat(path, answer),
                    _ => LinkStatOfX64(path, answer),
                };
                return failed == 0 ? BitConverter.ToUInt16(answer, StatMode) : 0;
            }
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than the call: nothing is known, and what is opened is taken for a file, as it always was.
        }

        return 0;
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int StatX(int folder, byte[] path, int flags, uint mask, [Out] byte[] answer);

    [LibraryImport("libc", EntryPoint = "stat")]
    private static partial int Stat(byte[] path, [Out] byte[] answer);

    [LibraryImport("libc", EntryPoint = "lstat")]
    private static partial int LinkStat(byte[] path, [Out] byte[] answer);

    [LibraryImport("libc", EntryPoint = "stat$INODE64")]
    private static partial int StatOfX64(byte[] path, [Out] byte[] answer);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64")]
    private static partial int LinkStatOfX64(byte[] path, [Out] byte[] answer);
}
