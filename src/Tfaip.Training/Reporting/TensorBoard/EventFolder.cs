using System.Globalization;
using Tensorboard;
using Tfaip.Training.Files;

namespace Tfaip.Training.Reporting.TensorBoard;

/// <summary>
/// The folder <c>events</c> of a run: a folder for each split, which TensorBoard shows as curves in one chart, and in it a
/// file for each time that the run was started or resumed, named by the step at which that was.
/// </summary>
internal sealed class EventFolder : IDisposable
{
    private readonly string _path;
    private readonly long _firstStep;
    private readonly TimeProvider _time;
    private readonly IDurableFiles _system;
    private readonly Dictionary<string, EventFile> _files = [];

    private EventFolder(string path, long firstStep, TimeProvider time, IDurableFiles system) =>
        (_path, _firstStep, _time, _system) = (path, firstStep, time, system);

    /// <summary>
    /// Opens the folder for a run that goes on after a step (0: one that begins, of which nothing is kept). What the folder has of later
    /// steps, which the run will do again, is removed; a TensorBoard that has read it already is told to forget it.
    /// </summary>
    public static EventFolder Open(string path, long step, TimeProvider time, IDurableFiles files)
    {
        if (Directory.Exists(path))
        {
            foreach (var file in Directory.EnumerateFiles(path, "events.out.tfevents.*", SearchOption.AllDirectories))
                EventFile.Truncate(file, step == 0 ? -1 : step, files);
        }

        return new(path, step, time, files);
    }

    /// <summary>The writer for a step of a split.</summary>
    public SummaryWriter At(string split, long step)
    {
        if (!_files.TryGetValue(split, out var file)) _files[split] = file = Create(split);
        return new SummaryWriter(file, step, _time);
    }

    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
    }

    private EventFile Create(string split)
    {
        var folder = Path.Combine(_path, split);
        if (!Directory.Exists(folder)) RunFileErrors.Named(folder, () => _system.CreateFolder(folder));
        var name = string.Create(CultureInfo.InvariantCulture, $"events.out.tfevents.{_firstStep:D10}.tfaip");
        var file = EventFile.Create(Path.Combine(folder, name), _system);
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        file.Append(new() { WallTime = now, FileVersion = "brain.Event:2" });
        if (_firstStep > 0)
        {
            file.Append(new()
            {
                WallTime = now,
                Step = _firstStep + 1,
                SessionLog = new() { Status = SessionLog.Types.SessionStatus.Start },
            });
        }

        return file;
    }
}
