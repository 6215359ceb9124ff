using System.Globalization;
using Tfaip.Processors;
using static TorchSharp.torch;

namespace Tfaip.Export.Weights;

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
            using var stream = File.OpenRead(path);
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
        var missing = destination.Keys.Except(source.Keys).Order(StringComparer.Ordinal).ToList();
        var superfluous = source.Keys.Except(destination.Keys).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0 || superfluous.Count > 0)
        {
            throw new TfaipException(
                $"{fileName}: does not fit the model" +
                (missing.Count > 0 ? $"; missing in the file: {string.Join(", ", missing)}" : "") +
                (superfluous.Count > 0 ? $"; not in the model: {string.Join(", ", superfluous)}" : "") + ".");
        }

        foreach (var (name, tensor) in source)
        {
            var other = destination[name];
            if (tensor.dtype != other.dtype || !tensor.shape.SequenceEqual(other.shape))
            {
                throw new TfaipException(
                    $"{fileName}: '{name}' is {Describe(tensor)} in the file and {Describe(other)} in the model.");
            }
        }

        using var _ = no_grad();
        foreach (var (name, tensor) in source) destination[name].copy_(tensor);
    }

    private static string Describe(Tensor tensor) =>
        string.Create(CultureInfo.InvariantCulture, $"{SafeTensorTypes.NameOf(tensor.dtype)}[{string.Join(", ", tensor.shape)}]");

    private static void WriteBytes(Stream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        TensorBytes.ForEachChunk(tensor.detach().cpu().contiguous(), bytes => stream.Write(bytes));
    }
}
