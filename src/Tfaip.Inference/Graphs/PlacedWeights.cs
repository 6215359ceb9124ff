using System.Globalization;
using System.Text;
using Tfaip.Inference.Packages;

namespace Tfaip.Inference.Graphs;

/// <summary>
/// Tells a graph where its weights lie: a package's file is a part of the zip, so that each offset moves and the file has another name.
/// ONNX Runtime then maps them from there. Nothing else of the graph changes.
/// </summary>
internal static class PlacedWeights
{
    private const int ModelGraph = 7;
    private const int GraphInitializer = 5;

    /// <summary>The graph for a place of its weights.</summary>
    /// <param name="model">The model, whose initialisers lie in one file.</param>
    /// <param name="place">Where the content of that file lies.</param>
    /// <exception cref="InvalidDataException">A tensor lies outside of it.</exception>
    public static byte[] Place(ReadOnlySpan<byte> model, FilePlace place)
    {
        var placed = new ProtobufBytes();
        foreach (var field in new ProtobufFields(model))
        {
            if (field.Number == ModelGraph) placed.Add(ModelGraph, PlaceGraph(field.Bytes, place));
            else placed.Add(field);
        }

        return placed.ToArray();
    }

    private static byte[] PlaceGraph(ReadOnlySpan<byte> graph, FilePlace place)
    {
        var placed = new ProtobufBytes();
        foreach (var field in new ProtobufFields(graph))
        {
            if (field.Number == GraphInitializer) placed.Add(GraphInitializer, PlaceTensor(field.Bytes, place));
            else placed.Add(field);
        }

        return placed.ToArray();
    }

    private static byte[] PlaceTensor(ReadOnlySpan<byte> tensor, FilePlace place)
    {
        var placed = new ProtobufBytes();
        var entries = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in new ProtobufFields(tensor))
        {
            if (field.Number != OnnxExternalData.ExternalDataField)
            {
                placed.Add(field);
                continue;
            }

            var (key, value) = OnnxExternalData.Entry(field.Bytes);
            if (!entries.TryAdd(key, value)) throw new InvalidDataException($"a tensor of the graph names '{key}' of its data twice.");
        }

        if (entries.Count == 0) return placed.ToArray();
        var (offset, length) = (Number(entries, "offset"), Number(entries, "length"));
        if (offset > place.Size || length > place.Size - offset)
            throw new InvalidDataException(
                $"a tensor of the graph lies at {offset} with {length} bytes, outside of its file of {place.Size} bytes.");
        placed.Add(OnnxExternalData.ExternalDataField, Entry("location", Path.GetFileName(place.Path)));
        placed.Add(OnnxExternalData.ExternalDataField, Entry("offset", (place.Offset + offset).ToString(CultureInfo.InvariantCulture)));
        placed.Add(OnnxExternalData.ExternalDataField, Entry("length", length.ToString(CultureInfo.InvariantCulture)));
        return placed.ToArray();
    }

    private static long Number(Dictionary<string, string> entries, string key) =>
        entries.TryGetValue(key, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"a tensor of the graph does not say the {key} of its data in bytes.");

    private static byte[] Entry(string key, string value)
    {
        var entry = new ProtobufBytes();
        entry.Add(1, Encoding.UTF8.GetBytes(key));
        entry.Add(2, Encoding.UTF8.GetBytes(value));
        return entry.ToArray();
    }
}
