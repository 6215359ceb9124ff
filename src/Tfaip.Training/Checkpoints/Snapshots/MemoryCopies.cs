namespace Tfaip.Training.Checkpoints.Snapshots;

/// <summary>
/// Copies of memory that are to be made, which several threads make together: each takes the next part that nobody has taken.
/// </summary>
internal sealed unsafe class MemoryCopies
{
    // Small enough that whoever comes last waits for little, large enough that taking one costs nothing.
    private const long PartBytes = 1 << 20;

    private readonly List<Part> _parts = [];
    private int _taken;
    private int _made;

    /// <summary>Adds a copy, before any thread makes one.</summary>
    public void Add(byte* from, byte* to, long length)
    {
        for (var begin = 0L; begin < length; begin += PartBytes)
        {
            _parts.Add(new((nint)(from + begin), (nint)(to + begin), Math.Min(PartBytes, length - begin)));
        }
    }

    /// <summary>Makes copies until all are taken; other threads may still be at their last one.</summary>
    public void Help()
    {
        for (int i; (i = Interlocked.Increment(ref _taken) - 1) < _parts.Count;)
        {
            var (from, to, length) = _parts[i];
            Buffer.MemoryCopy((void*)from, (void*)to, length, length);
            Interlocked.Increment(ref _made);
        }
    }

    /// <summary>Makes what is left, and waits until all are made.</summary>
    public void Finish()
    {
        Help();
        SpinWait.SpinUntil(() => Volatile.Read(ref _made) == _parts.Count);
    }

    private readonly record struct Part(nint From, nint To, long Length);
}
