using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Trees;

namespace Tfaip.Configuration.Descriptions.Schemas;

/// <summary>Trees of nodes and schemas as JSON.</summary>
internal static class SchemaJson
{
    // Nothing of it stands in HTML: quotes and signs are readable.
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    public static JsonNode Of(ConfigNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) JsonNodes.Write(writer, node);
        return JsonNode.Parse(Encoding.UTF8.GetString(stream.ToArray()))!;
    }

    /// <summary>The text of a schema; the same schema gives the same text.</summary>
    public static string Write(JsonObject schema) => schema.ToJsonString(Indented) + "\n";
}
