using System.Buffers.Binary;
using System.Text;

namespace Tfaip.Torch.Native;

/// <summary>
/// The symbol versions that a 64-bit little-endian ELF library needs from others: the entries that its dynamic section's
/// DT_VERNEED points to (System V ABI, "Symbol Versioning").
/// </summary>
internal static class ElfVersionNeeds
{
    private const int ProgramLoad = 1;
    private const int ProgramDynamic = 2;
    private const long DynamicEnd = 0;
    private const long DynamicStringTable = 5;
    private const long DynamicVersionNeed = 0x6ffffffe;
    private const long DynamicVersionNeedCount = 0x6fffffff;
    private const ushort FlagWeak = 2;

    /// <summary>
    /// Marks the need of <paramref name="version"/> as weak in <paramref name="library"/>, in place: the dynamic loader
    /// then accepts that the version is missing.
    /// </summary>
    /// <returns>True if an entry was changed; false if the library is no such ELF file or has no strong need of it.</returns>
    public static bool TryMakeWeak(Span<byte> library, string version)
    {
        try
        {
            return IsElf64LittleEndian(library) && MakeWeak(library, version);
        }
        catch (ArgumentOutOfRangeException)
        {
            // A table that points outside the file: not a library that could be loaded either way.
            return false;
        }
    }

    private static bool MakeWeak(Span<byte> library, string version)
    {
        long strings = -1, needs = -1, count = 0;
        foreach (var (tag, value) in Dynamic(library))
        {
            switch (tag)
            {
                case DynamicStringTable: strings = FileOffset(library, value); break;
                case DynamicVersionNeed: needs = FileOffset(library, value); break;
                case DynamicVersionNeedCount: count = value; break;
            }
        }

        if (strings < 0 || needs < 0) return false;

        var changed = false;
        for (var (need, i) = (needs, 0L); i < count; i++)
        {
            var entry = need + U32(library, need + 8);
            for (int j = 0, versions = U16(library, need + 2); j < versions; j++)
            {
                var flags = U16(library, entry + 4);
                if ((flags & FlagWeak) == 0 && StringAt(library, strings + U32(library, entry + 8)) == version)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(library[Checked(entry + 4)..], (ushort)(flags | FlagWeak));
                    changed = true;
                }

                entry += U32(library, entry + 12);
            }

            need += U32(library, need + 12);
        }

        return changed;
    }

    private static bool IsElf64LittleEndian(ReadOnlySpan<byte> library) =>
        library.Length > 64 && library[..4].SequenceEqual("\u007fELF"u8) && library[4] == 2 && library[5] == 1;

    private static List<(long Tag, long Value)> Dynamic(ReadOnlySpan<byte> library)
    {
        var entries = new List<(long, long)>();
        foreach (var (type, offset, _, size) in Segments(library))
        {
            if (type != ProgramDynamic) continue;
            for (var at = offset; at < offset + size; at += 16)
            {
                var tag = I64(library, at);
                if (tag == DynamicEnd) break;
                entries.Add((tag, I64(library, at + 8)));
            }
        }

        return entries;
    }

    private static List<(int Type, long Offset, long Address, long Size)> Segments(ReadOnlySpan<byte> library)
    {
        var (table, size, count) = (I64(library, 32), U16(library, 54), U16(library, 56));
        var segments = new List<(int, long, long, long)>(count);
        for (var i = 0; i < count; i++)
        {
            var at = table + (i * size);
            segments.Add(((int)U32(library, at), I64(library, at + 8), I64(library, at + 16), I64(library, at + 32)));
        }

        return segments;
    }

    private static long FileOffset(ReadOnlySpan<byte> library, long address)
    {
        foreach (var (type, offset, start, size) in Segments(library))
        {
            if (type == ProgramLoad && address >= start && address < start + size) return address - start + offset;
        }

        return -1;
    }

    private static string StringAt(ReadOnlySpan<byte> library, long offset)
    {
        var rest = library[Checked(offset)..];
        var end = rest.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? rest : rest[..end]);
    }

    private static ushort U16(ReadOnlySpan<byte> library, long offset) =>
        BinaryPrimitives.ReadUInt16LittleEndian(library[Checked(offset)..]);

    private static uint U32(ReadOnlySpan<byte> library, long offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(library[Checked(offset)..]);

    private static long I64(ReadOnlySpan<byte> library, long offset) =>
        BinaryPrimitives.ReadInt64LittleEndian(library[Checked(offset)..]);

    private static int Checked(long offset) =>
        offset is >= 0 and <= int.MaxValue ? (int)offset : throw new ArgumentOutOfRangeException(nameof(offset));
}
