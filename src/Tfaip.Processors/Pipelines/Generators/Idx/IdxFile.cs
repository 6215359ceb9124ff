using System.Buffers.Binary;
using System.Globalization;
using Tfaip.Parameters;

namespace Tfaip.Processors.Pipelines.Generators.Idx;

/// <summary>
/// An IDX file of bytes: two zero bytes, a byte for the type of the elements, one for the number of axes, the lengths as 32-bit
/// big-endian numbers, then the elements in row-major order.
/// </summary>
internal sealed class IdxFile
{
    private const byte UnsignedByte = 0x08;

    private readonly byte[] _bytes;
    private readonly int _start;
    private readonly int _itemLength;

    /// <summary>Reads and checks a file.</summary>
    /// <param name="path">The path.</param>
    /// <param name="axes">How many axes it must have.</param>
    /// <param name="what">What it holds, for messages: "images".</param>
    public IdxFile(string path, int axes, string what)
    {
        FullPath = Path.GetFullPath(path);
        _bytes = DataFile.ReadAllBytes(path, $"IDX file of {what}");
        _start = 4 + (4 * axes);
        if (_bytes is not [0, 0, _, _, ..])
        {
            throw Error($"it does not begin with the bytes 0 0 of the format, but with {string.Join(' ', _bytes.Take(2))}");
        }

        if (_bytes[2] != UnsignedByte)
        {
            throw Error($"its elements have the type 0x{_bytes[2]:X2}; {what} have 0x08, unsigned bytes");
        }

        if (_bytes[3] != axes) throw Error($"it has {_bytes[3]} axes; {what} have {axes}");
        if (_bytes.Length < _start) throw Error($"it ends within its header, after {_bytes.Length} of {_start} bytes");
        Shape = [.. Enumerable.Range(0, axes).Select(LengthOf)];

        // Lengths are below 2^31, so that three of them fit in 128 bits.
        var expected = Shape.Aggregate((UInt128)1, (product, length) => product * (uint)length) + (uint)_start;
        if ((uint)_bytes.Length != expected)
        {
            throw Error(
                $"it has {_bytes.Length} bytes, but its header, {string.Join(" x ", Shape)} elements, asks for "
                + expected.ToString(CultureInfo.InvariantCulture));
        }

        _itemLength = Shape[0] == 0 ? 0 : (_bytes.Length - _start) / Shape[0];
    }

    /// <summary>The file's full path.</summary>
    public string FullPath { get; }

    /// <summary>The lengths of the axes, the number of items first.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The bytes of an item.</summary>
    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_start + (index * _itemLength), _itemLength);

    private int LengthOf(int axis)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(_bytes.AsSpan(4 + (4 * axis)));
        return length >= 0 ? length : throw Error($"the length of its axis {axis} is negative, {length}");
    }

    private TfaipException Error(string problem) => new($"{FullPath} is not a right IDX file: {problem}. Get the file again.");
}
