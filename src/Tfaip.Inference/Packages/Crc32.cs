namespace Tfaip.Inference.Packages;

/// <summary>The check sum of zip files: CRC-32 of ISO 3309, eight bytes at a time.</summary>
internal struct Crc32()
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[][] Tables = CreateTables();

    private uint _rest = ~0u;

    /// <summary>The check sum of what was added.</summary>
    public readonly uint Value => ~_rest;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = new Crc32();
        crc.Add(bytes);
        return crc.Value;
    }

    /// <summary>Takes further bytes in.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var crc = _rest;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = crc ^ (bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16) | ((uint)bytes[3] << 24));
            crc = Tables[7][low & 0xFF] ^ Tables[6][(low >> 8) & 0xFF] ^ Tables[5][(low >> 16) & 0xFF] ^ Tables[4][low >> 24]
                ^ Tables[3][bytes[4]] ^ Tables[2][bytes[5]] ^ Tables[1][bytes[6]] ^ Tables[0][bytes[7]];
        }

        foreach (var value in bytes) crc = (crc >> 8) ^ Tables[0][(crc ^ value) & 0xFF];
        _rest = crc;
    }

    private static uint[][] CreateTables()
    {
        var tables = new uint[8][];
        for (var t = 0; t < tables.Length; t++)
        {
            tables[t] = new uint[256];
            for (var i = 0u; i < 256; i++) tables[t][i] = t == 0 ? Shift(i) : (tables[t - 1][i] >> 8) ^ tables[0][tables[t - 1][i] & 0xFF];
        }

        return tables;
    }

    private static uint Shift(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = (value >> 1) ^ ((value & 1) * Polynomial);
        return value;
    }
}
