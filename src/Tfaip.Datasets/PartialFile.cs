using System.Security.Cryptography;
using System.Text;
using Tfaip.Parameters.Files;

namespace Tfaip.Datasets;

/// <summary>
/// A file on its way: its bytes so far in <c>NAME.part</c>, and in <c>NAME.part.source</c> which version of which address
/// they are. One process at a time holds it; the bytes stay for the next one.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _target;
    private readonly FileStream _stream;

    private PartialFile(string target, FileStream stream) => (_target, _stream) = (target, stream);

    /// <summary>The bytes that are there.</summary>
    public long Length => _stream.Length;

    private string PartPath => _target + ".part";

    private string SourcePath => _target + ".part.source";

    public static PartialFile Open(string target)
    {
        var stream = new FileStream(target + ".part", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        stream.Seek(0, SeekOrigin.End);
        return new(target, stream);
    }

    /// <summary>The entity tag under which that address served the bytes that are there; null when it is not known.</summary>
    public string? EntityTagOf(Uri address) =>
        File.Exists(SourcePath)
        && Encoding.UTF8.GetString(RegularFile.ReadAllBytes(SourcePath)).ReplaceLineEndings("\n").Split('\n') is [var from, var tag, ..]
        && from == address.AbsoluteUri
            ? tag
            : null;

    /// <summary>Drops the bytes that are there; those that come are of that version of that address.</summary>
    public void Restart(Uri address, string? entityTag)
    {
        _stream.SetLength(0);
        if (entityTag is null) File.Delete(SourcePath);
        else File.WriteAllText(SourcePath, $"{address.AbsoluteUri}\n{entityTag}\n");
    }

    public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        _stream.WriteAsync(bytes, cancellationToken);

    /// <summary>The SHA-256 of the bytes that are there, in lower-case hexadecimal digits.</summary>
    public async Task<string> HashAsync(CancellationToken cancellationToken)
    {
        _stream.Seek(0, SeekOrigin.Begin);
        var hash = await SHA256.HashDataAsync(_stream, cancellationToken).ConfigureAwait(false);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Makes the bytes the finished file, whole or not at all. Nothing else can be done with this object then.</summary>
    public void Complete()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        File.Move(PartPath, _target, overwrite: true);
        File.Delete(SourcePath);
    }

    public void Dispose()
    {
        var isEmpty = _stream.CanWrite && _stream.Length == 0;
        _stream.Dispose();
        if (!isEmpty) return;

        File.Delete(PartPath);
        File.Delete(SourcePath);
    }
}
