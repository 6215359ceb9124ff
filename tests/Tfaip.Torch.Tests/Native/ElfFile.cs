using System.Buffers.Binary;
using System.Text;

namespace Tfaip.Torch.Tests.Native;

/// <summary>
/// The smallest 64-bit ELF file with one version need, written by hand from the ELF-64 object file format: header (64 bytes),
/// two program headers (56 each), four dynamic entries (16 each), one Verneed and one Vernaux (16 each), the strings.
/// All of it is one segment at file offset 0 and address 0x1000.
/// </summary>
internal static class ElfFile
{
    private const int Dynamic = 64 + (2 * 56);
    private const int Verneed = Dynamic + (4 * 16);
    private const int Vernaux = Verneed + 16;
    private const int Strings = Vernaux + 16;
    private const int Address = 0x1000;

    public const int FlagsOffset = Vernaux + 4;

    public static byte[] Needing(string version)
    {
        var name = Encoding.ASCII.GetBytes(version);
        var file = new byte[Strings + 1 + name.Length + 1];
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(file, 0);
        Put64(file, 32, 64); // e_phoff
        Put16(file, 54, 56); // e_phentsize
        Put16(file, 56, 2); // e_phnum
        Segment(file, 64, type: 1, offset: 0, address: Address, size: file.Length);
        Segment(file, 64 + 56, type: 2, offset: Dynamic, address: Address + Dynamic, size: 4 * 16);
        Entry(file, 0, 5, Address + Strings); // DT_STRTAB
        Entry(file, 1, 0x6ffffffe, Address + Verneed); // DT_VERNEED
        Entry(file, 2, 0x6fffffff, 1); // DT_VERNEEDNUM
        Put16(file, Verneed, 1); // vn_version
        Put16(file, Verneed + 2, 1); // vn_cnt
        Put32(file, Verneed + 8, 16); // vn_aux
        Put32(file, Vernaux + 8, 1); // vna_name
        name.CopyTo(file, Strings + 1);
        return file;
    }

    private static void Segment(byte[] file, int at, uint type, int offset, int address, int size)
    {
        Put32(file, at, type);
        Put64(file, at + 8, offset);
        Put64(file, at + 16, address);
        Put64(file, at + 32, size);
    }

    private static void Entry(byte[] file, int index, long tag, long value)
    {
        Put64(file, Dynamic + (16 * index), tag);
        Put64(file, Dynamic + (16 * index) + 8, value);
    }

    private static void Put16(byte[] file, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);

    private static void Put32(byte[] file, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);

    private static void Put64(byte[] file, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(at), value);
}
