using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using static TorchSharp.torch;

namespace Tfaip.Torch.Weights;

/// <summary>Tensors by name in a file that every framework reads: the safetensors format.</summary>
public static class SafeTensors
{
    /// <summary>Writes tensors. The same tensors give the same bytes, in whatever order they come.</summary>
    /// <exception cref="TfaipException">A tensor has an element type that the format does not have.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);

        var layout = SafeTensorsLayout.Of(tensors);
        stream.Write(layout.Header.Span);
        foreach (var slot in layout.Slots) WriteBytes(stream, tensors[slot.Name]);
    }

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
    /// <param name="stream">The file from its beginning, with a known length.</param>
    /// <param name="fileName">The file's name, for messages.</param>
    /// <exception cref="TfaipException">The file is not what it should be; the message names it.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        using var scope = NewDisposeScope();
        foreach (var entry in SafeTensorsHeader.Read(stream, stream.Length, fileName))
        {
            var tensor = empty(entry.Shape.ToArray(), entry.Type);
            TensorBytes.ForEachChunk(tensor, bytes => stream.ReadExactly(bytes));
            tensors.Add(entry.Name, tensor);
        }

        foreach (var tensor in tensors.Values) tensor.DetachFromDisposeScope();
        return tensors;
    }

    /// <summary>Copies tensors into others of the same names, types and shapes.</summary>
    /// <param name="source">The tensors to copy.</param>
    /// <param name="destination">Where to copy them, such as a module's state dict.</param>
    /// <param name="fileName">Where <paramref name="source"/> comes from, for messages.</param>
    /// <exception cref="TfaipException">Something is missing, superfluous or different; nothing is copied then.</exception>
    public static void Copy(
        IReadOnlyDictionary<string, Tensor> source, IReadOnlyDictionary<string, Tensor> destination, string fileName)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        Check(source.Select(entry => (entry.Key, entry.Value.dtype, (IReadOnlyList<long>)entry.Value.shape)), destination, fileName);
        using var _ = no_grad();
        foreach (var (name, tensor) in source) destination[name].copy_(tensor);
    }

    /// <summary>Reads tensors into others of the same names, types and shapes, one after the other.</summary>
    /// <param name="stream">The file from its beginning, with a known length.</param>
    /// <param name="destination">Where they go, such as a module's state dict.</param>
    /// <param name="fileName">The file's name, for messages.</param>
    /// <exception cref="TfaipException">
    /// The file is not what it should be, or something is missing, superfluous or different; nothing is changed then.
    /// </exception>
    public static void Load(Stream stream, IReadOnlyDictionary<string, Tensor> destination, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(destination);
        var entries = SafeTensorsHeader.Read(stream, stream.Length, fileName);
        Check(entries.Select(entry => (entry.Name, entry.Type, entry.Shape)), destination, fileName);
        using var _ = no_grad();
        foreach (var entry in entries)
        {
            using var scope = NewDisposeScope();
            var there = destination[entry.Name].detach();
            var isInPlace = there.device_type == TorchSharp.DeviceType.CPU && there.is_contiguous();
            var tensor = isInPlace ? there : empty(entry.Shape.ToArray(), entry.Type);
            TensorBytes.ForEachChunk(tensor, bytes => stream.ReadExactly(bytes));
            if (!isInPlace) there.copy_(tensor);
        }
    }

    /// <summary>The names of the tensors in a file.</summary>
    /// <param name="stream">The file from its beginning, with a known length.</param>
    /// <param name="fileName">The file's name, for messages.</param>
    /// <exception cref="TfaipException">The file is not what it should be.</exception>
    public static IReadOnlyList<string> NamesOf(Stream stream, string fileName)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return [.. SafeTensorsHeader.Read(stream, stream.Length, fileName).Select(entry => entry.Name)];
    }

    /// <summary>The name of an element type in safetensors files; null where they have none.</summary>
    public static string? NameOf(ScalarType type) => TorchTypes.ToSafeTensors(type);

    /// <summary>The element type and the shape of a tensor, such as <c>F32[64, 10]</c>.</summary>
    public static string Describe(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return Describe(tensor.dtype, tensor.shape);
    }

    private static void Check(
        IEnumerable<(string Name, ScalarType Type, IReadOnlyList<long> Shape)> source,
        IReadOnlyDictionary<string, Tensor> destination,
        string fileName)
    {
        var entries = source.ToList();
        var names = entries.Select(entry => entry.Name).ToList();
        var missing = destination.Keys.Except(names).Order(StringComparer.Ordinal).ToList();
        var superfluous = names.Except(destination.Keys).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0 || superfluous.Count > 0)
        {
            throw new TfaipException(
                $"{fileName}: does not fit the model"
                + (missing.Count > 0 ? $"; missing in the file: {ShownNames.List(missing)}" : "")
                + (superfluous.Count > 0 ? $"; not in the model: {ShownNames.List(superfluous)}" : "") + ".");
        }

        foreach (var (name, type, shape) in entries)
        {
            var other = destination[name];
            if (type == other.dtype && shape.SequenceEqual(other.shape)) continue;
            throw new TfaipException($"{fileName}: '{name}' is {Describe(type, shape)} in the file and {Describe(other)} in the model.");
        }
    }

    private static string Describe(ScalarType type, IReadOnlyList<long> shape) =>
        string.Create(CultureInfo.InvariantCulture, $"{TorchTypes.ToSafeTensors(type)}[{string.Join(", ", shape)}]");

    private static void WriteBytes(Stream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        TensorBytes.ForEachChunk(tensor.detach().cpu().contiguous(), bytes => stream.Write(bytes));
    }
}
