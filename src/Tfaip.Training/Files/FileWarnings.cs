using System.Collections.Concurrent;

namespace Tfaip.Training.Files;

/// <summary>What people should know of a run's files, collected from any thread until somebody says it.</summary>
internal sealed class FileWarnings
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ConcurrentDictionary<string, bool> _known = new();

    /// <summary>Deletes what no run needs any more. Where another program keeps it open, it stays, and that is a warning, once.</summary>
    /// <param name="path">What is deleted.</param>
    /// <param name="delete">Deletes it.</param>
    /// <returns>Whether it is gone.</returns>
    public bool Discard(string path, Action delete)
    {
        try
        {
            delete();
            return true;
        }
        catch (FileInUseException error)
        {
            if (_known.TryAdd(path, true)) _texts.Enqueue($"{path}: cannot be deleted: {error.Message} It is deleted later.");
            return false;
        }
    }

    /// <summary>Takes all that nobody has said yet.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = new List<string>();
        while (_texts.TryDequeue(out var text)) taken.Add(text);
        return taken;
    }
}
