namespace Tfaip.Training.Files;

/// <summary>A file that is written on at its end.</summary>
internal interface IGrowingFile : IDisposable
{
    /// <summary>Hands bytes to the system at once: the end of the process cannot lose them.</summary>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Syncs all that was appended to the disk.</summary>
    void Sync();
}
