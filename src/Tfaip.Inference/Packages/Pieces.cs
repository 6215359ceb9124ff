using Tfaip.Parameters.Files;

namespace Tfaip.Inference.Packages;

/// <summary>Reads contents of any size piece by piece.</summary>
internal static class Pieces
{
    private const int Length = 1 << 20;

    /// <summary>Opens a file for reading from its beginning to its end; others may write, rename and delete it meanwhile.</summary>
    public static FileStream OpenFile(string path)
    {
        RegularFile.Check(path);
        return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
    }

    /// <summary>Gives the bytes of a stream, piece by piece.</summary>
    /// <param name="content">The stream, at the first byte.</param>
    /// <param name="size">How many bytes.</param>
    /// <param name="use">Takes a piece.</param>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    public static void Read(Stream content, long size, Action<ReadOnlySpan<byte>> use)
    {
        var buffer = new byte[Math.Min(size, Length)];
        for (var rest = size; rest > 0;)
        {
            var piece = buffer.AsSpan(0, (int)Math.Min(rest, buffer.Length));
            content.ReadExactly(piece);
            use(piece);
            rest -= piece.Length;
        }
    }
}
