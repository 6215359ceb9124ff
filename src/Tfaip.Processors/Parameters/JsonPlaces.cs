namespace Tfaip.Processors.Parameters;

/// <summary>Lines and columns of byte offsets in a JSON text; offsets must be asked for in ascending order.</summary>
internal sealed class JsonPlaces(byte[] json, string fileName)
{
    private long _offset;
    private int _line = 1;
    private int _column = 1;

    public FileOrigin At(long offset)
    {
        for (; _offset < offset; _offset++)
        {
            if (json[_offset] == '\n') (_line, _column) = (_line + 1, 1);
            else if ((json[_offset] & 0xC0) != 0x80) _column++; // a character counts once, at its first byte
        }

        return new FileOrigin(fileName, _line, _column);
    }
}
