namespace Tfaip.Training.Files;

/// <summary>
/// The files of a system where nobody can rename, delete or replace what another program has open, as on Windows. Virus scanners and
/// indexers open each new file for a moment, so what is refused is tried again, for some seconds.
/// </summary>
/// <param name="files">The system's own operations.</param>
/// <param name="pause">Waits between two attempts.</param>
internal sealed class PatientFiles(IDurableFiles files, Action<TimeSpan> pause) : IDurableFiles
{
    // Windows' codes: access denied (also what it says of a folder with an open file), sharing and lock violation, a folder that is not
    // empty (since what was deleted in it is open yet), a file that is mapped into memory.
    private const int AccessDenied = 5;
    private const int FileIsMapped = 1224;
    private const int LockViolation = 33;
    private const int NotEmpty = 145;
    private const int SharingViolation = 32;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);

    public IReadOnlyCollection<string> Notes => files.Notes;

    public void CreateFolder(string path) => Try(() => files.CreateFolder(path));

    public void WriteFile(string path, Action<Stream> write)
    {
        // The content can be written once.
        var isOpen = false;
        Try(() => files.WriteFile(path, stream =>
        {
            isOpen = true;
            write(stream);
        }), () => !isOpen);
    }

    public IGrowingFile OpenFile(string path, long length)
    {
        IGrowingFile? file = null;
        Try(() => file = files.OpenFile(path, length));
        return file!;
    }

    public void RenameFile(string from, string to) => Try(() => files.RenameFile(from, to));

    public void DeleteFile(string path) => Try(() => files.DeleteFile(path));

    public void SyncFolder(string path) => files.SyncFolder(path);

    public void RenameFolder(string from, string to) => Try(() => files.RenameFolder(from, to));

    public void DeleteFolder(string path) => Try(() => files.DeleteFolder(path));

    private void Try(Action change, Func<bool>? canRepeat = null)
    {
        var (waited, next) = (TimeSpan.Zero, FirstPause);
        while (true)
        {
            try
            {
                change();
                return;
            }
            catch (Exception error) when (IsInUse(error) && canRepeat?.Invoke() != false)
            {
                if (waited >= Longest) throw new FileInUseException(error, waited);
            }

            pause(next);
            (waited, next) = (waited + next, next * 2 < LongestPause ? next * 2 : LongestPause);
        }
    }

    private static bool IsInUse(Exception error) =>
        error is IOException or UnauthorizedAccessException
        && (error.HResult & 0xffff) is AccessDenied or SharingViolation or LockViolation or NotEmpty or FileIsMapped;
}
