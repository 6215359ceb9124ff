using Tfaip.Training.Files;

namespace Tfaip.Commands.Verbs;

/// <summary>
/// Has a checkpoint written when somebody makes the file <c>checkpoint.request</c> in the run directory: the way for systems without
/// SIGUSR1, and for those who cannot send the process a signal. The file is looked for once in a second, and deleted when it is heard.
/// </summary>
internal sealed class CheckpointRequestFile : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string Name = "checkpoint.request";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly IDurableFiles _files;
    private readonly Action _want;
    private readonly ITimer _timer;

    /// <summary>Begins to look for the file.</summary>
    /// <param name="run">The run directory.</param>
    /// <param name="files">Deletes the file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="want">Called for each request, on another thread.</param>
    public CheckpointRequestFile(string run, IDurableFiles files, TimeProvider time, Action want)
    {
        (_path, _files, _want) = (Path.Combine(run, Name), files, want);
        _timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (!File.Exists(_path)) return;
        try
        {
            _files.DeleteFile(_path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Who makes it may still have it open. Heard before it is gone, it would be heard again and again.
            return;
        }

        _want();
    }
}
