using Tfaip.Parameters.Files;

namespace Tfaip.Training.Files;

/// <summary>A file of the operating system that is written on at its end.</summary>
internal sealed class GrowingFile : IGrowingFile
{
    private const int Unbuffered = 0;

    private readonly FileStream _stream;

    /// <summary>Opens a file, or creates it, and cuts it off at a length.</summary>
    public GrowingFile(string path, long length)
    {
        if (RegularFile.Oddity(path) is { } oddity)
            throw new IOException($"it is {oddity}, not a file of the run; what a run writes is written through none.");
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, Unbuffered);
        if (_stream.Length > length) _stream.SetLength(length);
        _stream.Seek(0, SeekOrigin.End);
    }

    public void Append(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

    public void Sync() => _stream.Flush(flushToDisk: true);

    public void Dispose() => _stream.Dispose();
}
