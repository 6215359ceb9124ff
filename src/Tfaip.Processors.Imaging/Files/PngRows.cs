namespace Tfaip.Processors.Imaging.Files;

/// <summary>Reads the rows of a pass of a PNG image: each has a byte that names its filter, which is taken back.</summary>
/// <param name="stream">The decompressed rows.</param>
/// <param name="length">The bytes of a row, without that of the filter.</param>
/// <param name="pixel">The bytes of a pixel.</param>
internal sealed class PngRows(Stream stream, int length, int pixel)
{
    // A pixel of zeros stands before each row, so that the first one has a left neighbour.
    private byte[] _above = new byte[pixel + length];
    private byte[] _row = new byte[pixel + length];

    /// <summary>The next row; it lasts until the one after the next is read.</summary>
    /// <exception cref="EndOfStreamException">There is none.</exception>
    /// <exception cref="InvalidDataException">Its filter does not exist.</exception>
    public ReadOnlySpan<byte> Read()
    {
        (_above, _row) = (_row, _above);
        var filter = stream.ReadByte();
        stream.ReadExactly(_row, pixel, length);
        if (filter is < 0 or > 4) throw new InvalidDataException($"the filter {filter} of a row does not exist");
        for (var i = pixel; i < _row.Length; i++)
        {
            var (left, above, aboveLeft) = (_row[i - pixel], _above[i], _above[i - pixel]);
            _row[i] += filter switch
            {
                1 => left,
                2 => above,
                3 => (byte)((left + above) / 2),
                4 => Paeth(left, above, aboveLeft),
                _ => 0,
            };
        }

        return _row.AsSpan(pixel);
    }

    // The neighbour that is nearest to left + above - aboveLeft.
    private static byte Paeth(int left, int above, int aboveLeft)
    {
        var (toLeft, toAbove, toBoth) = (Math.Abs(above - aboveLeft), Math.Abs(left - aboveLeft), Math.Abs(left + above - (2 * aboveLeft)));
        return (byte)(toLeft <= toAbove && toLeft <= toBoth ? left : toAbove <= toBoth ? above : aboveLeft);
    }
}
