using Google.Protobuf;
using Tfaip.Export.Graphs;
using Tfaip.Export.Graphs.Format;
using Tfaip.Inference.Packages;
using Tfaip.Parameters;
using Tfaip.Parameters.Files;
using Tfaip.Processors.Manifests;
using static Tfaip.Export.Graphs.Format.TensorProto.Types;

namespace Tfaip.Export;

/// <summary>
/// ONNX files: complete or not at all. Weights over a threshold lie in a second file, <c>net.onnx.data</c>, to be mapped where
/// they lie.
/// </summary>
internal static class OnnxFile
{
    // Small tensors, which shape arithmetic reads, stay in the graph.
    private const int SmallestExternal = 1024;

    // The format's own advice, so that operating systems can map each tensor.
    private const int Alignment = 4096;

    /// <summary>Writes a graph; a file that is there is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="onnx">The graph, weights included.</param>
    /// <param name="threshold">Bytes of weights from which they go into a second file.</param>
    /// <exception cref="TfaipException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlyMemory<byte> onnx, long threshold)
    {
        var data = DataFile(path);
        try
        {
            if (onnx.Length < threshold)
            {
                AtomicFile.Write(path, file => file.Write(onnx.Span));
                File.Delete(data);
                return;
            }

            var proto = ModelProto.Parser.ParseFrom(onnx.Span);
            AtomicFile.Write(data, file => Externalise(proto, file, Path.GetFileName(data)));
            AtomicFile.Write(path, file => proto.WriteTo(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: cannot be written: {AtomicFile.Explain(error)}", error);
        }
    }

    /// <summary>
    /// Writes a graph and its weights tensor by tensor: into two files where they take more than a threshold, which may be more than a file
    /// of Protocol Buffers can hold. Nothing is at its place before it was tried.
    /// </summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="threshold">Bytes of the whole from which the weights go into a second file.</param>
    /// <param name="verify">Tries the file that it is given; what it throws leaves everything as it was.</param>
    /// <exception cref="TfaipException">It cannot be written.</exception>
    public static void Write(string path, Graph graph, long threshold, Action<string> verify)
    {
        using var copy = new ElementMemory.Place();
        var whole = GraphSerializer.CanSerialize(graph) && GraphSerializer.WeightBytes(graph) < threshold
            ? GraphSerializer.ToProto(graph, copy)
            : null;
        if (whole?.CalculateSize() >= threshold) whole = null;
        var full = Path.GetFullPath(path);
        var folder = $"{full}.{Guid.NewGuid():N}.tmp";
        var written = Path.Combine(folder, Path.GetFileName(full));
        try
        {
            Directory.CreateDirectory(folder);
            var proto = whole;
            if (whole is null)
                AtomicFile.Write(
                    DataFile(written),
                    file => proto = GraphSerializer.ToProto(graph, value => Apart(value, file, Path.GetFileName(DataFile(full)))));
            AtomicFile.Write(written, file => proto!.WriteTo(file));
            verify(written);
            if (whole is null) File.Move(DataFile(written), DataFile(full), overwrite: true);
            File.Move(written, full, overwrite: true);
            if (whole is not null) File.Delete(DataFile(full));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: cannot be written: {AtomicFile.Explain(error)}", error);
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Reads a graph with its weights, wherever they lie.</summary>
    /// <exception cref="TfaipException">It cannot be read.</exception>
    public static ModelProto Read(string path)
    {
        try
        {
            return Read(
                path,
                RegularFile.ReadAllBytes(path),
                location => RegularFile.OpenRead(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, location)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TfaipException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads a graph of a package with its weights, wherever they lie.</summary>
    /// <param name="package">The package.</param>
    /// <param name="file">The graph's file in it.</param>
    /// <exception cref="TfaipException">It cannot be read, or is too large to be in memory in one piece.</exception>
    public static ModelProto Read(Package package, string file)
    {
        var weights = package.Manifest.Files.FirstOrDefault(entry => entry.Name == Manifest.WeightsOf(file));
        if (weights?.Size > GraphSerializer.LargestFile)
            throw new TfaipException(
                $"{package.Path}: the weights of {file} take {weights.Size} bytes; a graph is compared again up to "
                + $"{GraphSerializer.LargestFile}. The export compared it.");
        return Read($"{package.Path}/{file}", package.ReadFile(file).Span, package.OpenFile);
    }

    private static ModelProto Read(string path, ReadOnlySpan<byte> onnx, Func<string, Stream> open)
    {
        try
        {
            var proto = ModelProto.Parser.ParseFrom(onnx);
            if (proto.Graph is null) throw new TfaipException($"{path}: this is not an ONNX file: it has no graph.");
            foreach (var tensor in proto.Graph.Initializer.Where(tensor => tensor.DataLocation == DataLocation.External))
                Internalise(tensor, path, open);
            return proto;
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new TfaipException($"{path}: this is not an ONNX file: {error.Message.TrimEnd('.')}.", error);
        }
    }

    /// <summary>The file with the weights of a graph.</summary>
    public static string DataFile(string path) => Manifest.WeightsOf(path);

    private static TensorProto Apart(GraphValue value, Stream file, string name)
    {
        var length = GraphSerializer.WeightBytes(value.Constant!);
        if (length < SmallestExternal) return GraphSerializer.ToProto(value);
        var proto = GraphSerializer.Describe(value);
        Place(proto, file, name, length);
        GraphSerializer.Write(value.Constant!, file);
        return proto;
    }

    // From the next place on at which a tensor may begin.
    private static void Place(TensorProto tensor, Stream file, string name, long length)
    {
        file.SetLength((file.Length + Alignment - 1) / Alignment * Alignment);
        file.Position = file.Length;
        Add(tensor, "location", name);
        Add(tensor, "offset", FormattableString.Invariant($"{file.Position}"));
        Add(tensor, "length", FormattableString.Invariant($"{length}"));
        tensor.DataLocation = DataLocation.External;
    }

    private static void Externalise(ModelProto proto, Stream file, string name)
    {
        foreach (var tensor in proto.Graph.Initializer.Where(tensor => tensor.RawData.Length >= SmallestExternal))
        {
            Place(tensor, file, name, tensor.RawData.Length);
            tensor.RawData.WriteTo(file);
            tensor.ClearRawData();
        }
    }

    private static void Add(TensorProto tensor, string key, string value) =>
        tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });

    private static void Internalise(TensorProto tensor, string path, Func<string, Stream> open)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in tensor.ExternalData) entries[entry.Key] = entry.Value;
        if (!entries.TryGetValue("location", out var location) || Path.GetFileName(location) != location)
            throw new TfaipException(
                $"{path}: the weights of '{tensor.Name}' are said to lie in '{location}', which is no file beside it.");
        using var file = open(location);
        var offset = Number(entries, "offset", 0);
        var length = Number(entries, "length", file.Length - offset);
        if (offset < 0 || length < 0 || length > file.Length || offset > file.Length - length)
            throw new TfaipException($"{path}: {location} is shorter than the weights of '{tensor.Name}'.");
        if (length > Array.MaxLength)
            throw new TfaipException(
                $"{path}: the weights of '{tensor.Name}' take {length} bytes, more than fit into memory in one piece.");
        var bytes = new byte[length];
        file.Position = offset;
        file.ReadExactly(bytes);
        tensor.RawData = UnsafeByteOperations.UnsafeWrap(bytes);
        tensor.ExternalData.Clear();
        tensor.DataLocation = DataLocation.Default;
    }

    private static long Number(Dictionary<string, string> entries, string key, long missing) =>
        entries.TryGetValue(key, out var text) && long.TryParse(
            text,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var number) ? number : missing;
}
