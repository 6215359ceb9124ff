using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Attacks;

/// <summary>Writes the check sums of changed files anew, as whoever means harm would.</summary>
internal static partial class Sealing
{
    private const string State = "state.json";

    /// <summary>Gives a checkpoint the check sums of its files; not of a pipe, which would be waited for, and has no length.</summary>
    public static void Seal(string checkpoint)
    {
        if (Read(checkpoint) is not { } rest) return;
        Write(checkpoint, Entry().Replace(
            rest,
            entry => new FileInfo(Path.Combine(checkpoint, entry.Groups[1].Value)) is { Exists: true, LinkTarget: null, Length: > 0 } file
                ? $"\"{file.Name}\": \"{Hash(File.ReadAllBytes(file.FullName))}\""
                : entry.Value));
    }

    /// <summary>Lets a checkpoint name one more file, which is there.</summary>
    public static void AddFile(string checkpoint, string name)
    {
        if (Read(checkpoint) is not { } rest || !rest.Contains("\"files\": {", StringComparison.Ordinal)) return;
        File.WriteAllText(Path.Combine(checkpoint, Path.GetFileName(name)), "theirs");
        Write(
            checkpoint,
            rest.Replace("\"files\": {", $"\"files\": {{ \"{name}\": \"{Hash("theirs"u8.ToArray())}\",", StringComparison.Ordinal));
    }

    /// <summary>Gives the manifest of a package's folder the sizes and check sums of its files.</summary>
    public static void SealPackage(string folder)
    {
        var path = Path.Combine(folder, "manifest.json");
        if (JsonNode.Parse(File.ReadAllText(path)) is not JsonObject manifest || manifest["files"] is not JsonArray files) return;
        foreach (var file in files.OfType<JsonObject>())
        {
            if (file["name"]?.GetValue<string>() is not { } name || !File.Exists(Path.Combine(folder, name))) continue;
            var bytes = File.ReadAllBytes(Path.Combine(folder, name));
            (file["size"], file["sha256"]) = (bytes.Length, Hash(bytes));
        }

        File.WriteAllText(path, manifest.ToJsonString());
    }

    private static string? Read(string checkpoint)
    {
        var path = Path.Combine(checkpoint, State);
        if (new FileInfo(path) is not { Exists: true, LinkTarget: null, Length: > 100 }) return null;
        var lines = File.ReadAllText(path).Split('\n', 3);
        return lines.Length == 3 ? lines[2] : null;
    }

    private static void Write(string checkpoint, string rest) =>
        File.WriteAllText(Path.Combine(checkpoint, State), $"{{\n  \"sha256\": \"{Hash(Encoding.UTF8.GetBytes(rest))}\",\n{rest}");

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    [GeneratedRegex("""
        "([a-z]+\.safetensors)": "[0-9a-f]{64}"
        """)]
    private static partial Regex Entry();
}
