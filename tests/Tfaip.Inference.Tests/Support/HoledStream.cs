namespace Tfaip.Inference.Tests.Support;

/// <summary>A stream of any length that holds what was put into it and is zero elsewhere.</summary>
public sealed class HoledStream : Stream
{
    private readonly Dictionary<long, byte> _bytes = [];
    private long _length;

    /// <summary>The places of all bytes that were put.</summary>
    public IEnumerable<long> Places => _bytes.Keys;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position { get; set; }

    public void Put(long at, byte[] bytes)
    {
        for (var i = 0; i < bytes.Length; i++) _bytes[at + i] = bytes[i];
        _length = Math.Max(_length, at + bytes.Length);
    }

    public void Flip(long at, byte bits) => _bytes[at] ^= bits;

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = (int)Math.Clamp(_length - Position, 0, count);
        for (var i = 0; i < read; i++) buffer[offset + i] = _bytes.GetValueOrDefault(Position + i);
        Position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = offset + (origin == SeekOrigin.Begin ? 0 : origin == SeekOrigin.Current ? Position : _length);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
