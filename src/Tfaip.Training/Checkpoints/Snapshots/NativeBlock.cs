using System.Runtime.InteropServices;

namespace Tfaip.Training.Checkpoints.Snapshots;

/// <summary>Memory outside the garbage collector's heap, of any length.</summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    private const int Alignment = 64;
    private const int PageSize = 4096;

    private byte* _pointer;

    public NativeBlock(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        _pointer = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(length, 1), Alignment);
    }

    ~NativeBlock() => Free();

    /// <summary>How many bytes there are.</summary>
    public long Length { get; }

    /// <summary>The first byte.</summary>
    public byte* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pointer is null, this);
            return _pointer;
        }
    }

    /// <summary>Has the system give the pages now, which it else does at the first write to each, when somebody waits for it.</summary>
    public void Touch()
    {
        for (var i = 0L; i < Length; i += PageSize) Pointer[i] = 0;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
    }
}
