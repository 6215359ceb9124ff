using System.Globalization;
using System.Text;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using static TorchSharp.torch;

namespace Tfaip.Torch.Weights;

/// <summary>
/// Reads what <c>Module.save</c> of TorchSharp writes: the number of tensors, then for each its name, its element type, its
/// shape and its bytes; numbers in groups of seven bits, the lowest first.
/// </summary>
internal static class StateDictFile
{
    private const int LongestName = 1 << 16;
    private const int MostAxes = 64;

    /// <summary>Reads all tensors, onto the CPU. They are the caller's, and in no dispose scope.</summary>
    /// <exception cref="TfaipException">The file is not what it should be; the message names it.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        try
        {
            using var stream = RegularFile.OpenRead(path);
            return Read(stream, Path.GetFileName(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads all tensors, onto the CPU. They are the caller's, and in no dispose scope.</summary>
    public static IReadOnlyDictionary<string, Tensor> Read(Stream stream, string fileName)
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        try
        {
            var count = ReadNumber(stream, fileName);
            if (count is < 0 or > SafeTensorsHeader.MostTensors)
                throw Refuse(fileName, string.Create(
                    CultureInfo.InvariantCulture, $"it is said to have {count} tensors; at most {SafeTensorsHeader.MostTensors} are read"));
            for (var i = 0L; i < count; i++)
            {
                var name = ReadName(stream, fileName);
                if (!tensors.TryAdd(name, ReadTensor(stream, name, fileName)))
                    throw Refuse(fileName, $"it names '{ShownNames.Short(name)}' twice");
            }
        }
        catch (EndOfStreamException)
        {
            throw Refuse(fileName, "it ends within a tensor");
        }

        if (stream.ReadByte() >= 0) throw Refuse(fileName, "something follows its last tensor");
        foreach (var tensor in tensors.Values) tensor.DetachFromDisposeScope();
        return tensors;
    }

    private static string ReadName(Stream stream, string fileName)
    {
        var length = ReadNumber(stream, fileName);
        if (length is < 1 or > LongestName)
            throw Refuse(fileName, string.Create(CultureInfo.InvariantCulture, $"a name in it is said to be {length} bytes long"));
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private static Tensor ReadTensor(Stream stream, string name, string fileName)
    {
        var type = (ScalarType)ReadNumber(stream, fileName);
        if (TorchTypes.ToSafeTensors(type) is null)
            throw Refuse(fileName, string.Create(
                CultureInfo.InvariantCulture,
                $"'{ShownNames.Short(name)}' has the element type {(long)type}, which is none that models have"));
        var axes = ReadNumber(stream, fileName);
        if (axes is < 0 or > MostAxes)
            throw Refuse(fileName, string.Create(CultureInfo.InvariantCulture, $"'{ShownNames.Short(name)}' is said to have {axes} axes"));

        var shape = new long[axes];
        var bytes = (UInt128)TorchTypes.SizeOf(type);
        for (var axis = 0; axis < axes; axis++)
        {
            shape[axis] = ReadNumber(stream, fileName);

            // Checked before memory is taken for it, and without axes of length 0: the steps from element to element are products too.
            if (shape[axis] < 0 || (shape[axis] > 0 && (bytes *= (ulong)shape[axis]) > (ulong)stream.Length))
                throw Refuse(fileName, $"it has fewer bytes than the shape of '{ShownNames.Short(name)}' needs");
        }

        var tensor = empty(shape, type);
        TensorBytes.ForEachChunk(tensor, chunk => stream.ReadExactly(chunk));
        return tensor;
    }

    private static long ReadNumber(Stream stream, string fileName)
    {
        var number = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = stream.ReadByte();
            if (next < 0) throw new EndOfStreamException();
            number |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return (long)number;
        }

        throw Refuse(fileName, "a number in it is too long");
    }

    private static TfaipException Refuse(string fileName, string why) =>
        new($"{fileName}: not a file that TorchSharp's Module.save has written: {why}.");
}
