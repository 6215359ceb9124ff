using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tfaip.Parameters;
using Tfaip.Training.Checkpoints.Snapshots;

namespace Tfaip.Training.Checkpoints;

/// <summary>
/// The file <c>state.json</c> of a checkpoint: the run's state with the SHA-256 of each other file. Its first line is the
/// SHA-256 of all lines after it, so that no byte of a checkpoint can change unseen.
/// </summary>
internal static class CheckpointManifest
{
    public const string FileName = "state.json";

    // Version 1 had no averages and no states of callbacks.
    private const int OldestVersion = 1;
    private const int FormatVersion = 2;
    private const int MostThreads = 1 << 16;
    private const string Opening = "{\n  \"sha256\": \"";
    private const string Closing = "\",\n";
    private const int DigestLength = 2 * SHA256.HashSizeInBytes;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        WriteIndented = true,
        NewLine = "\n",
    };

    /// <summary>Writes the file.</summary>
    /// <param name="state">The run's state.</param>
    /// <param name="files">The SHA-256 of each other file by name.</param>
    public static byte[] Write(CheckpointState state, IReadOnlyDictionary<string, string> files)
    {
        var json = JsonSerializer.Serialize(new Content(FormatVersion, state, files), Options);
        var rest = Encoding.UTF8.GetBytes(json["{\n".Length..] + "\n");
        return [.. Encoding.UTF8.GetBytes(Opening + Digest(rest) + Closing), .. rest];
    }

    /// <summary>Reads the file.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <exception cref="TfaipException">A byte of it is not as it was written.</exception>
    public static (CheckpointState State, IReadOnlyDictionary<string, string> Files) Read(ReadOnlySpan<byte> bytes, string path)
    {
        var head = Opening.Length + DigestLength + Closing.Length;
        if (bytes.Length < head) throw Damaged(path);
        var rest = bytes[head..];
        if (!bytes[..head].SequenceEqual(Encoding.UTF8.GetBytes(Opening + Digest(rest) + Closing))) throw Damaged(path);

        try
        {
            byte[] json = [.. "{"u8, .. rest];
            CheckVersion(json, path);
            var content = JsonSerializer.Deserialize<Content>(json, Options) ?? throw new JsonException("there is no object.");
            CheckState(content.State);
            return (content.State, content.Files);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException)
        {
            // The digest is right: another program wrote it so.
            throw new TfaipException($"{path}: not the state of a checkpoint: {error.Message}", error);
        }
    }

    /// <summary>The SHA-256 of bytes, in lower-case hexadecimal digits.</summary>
    public static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The error for a file that is not as it was written.</summary>
    public static DamagedCheckpointException Damaged(string path) => new(
        path,
        $"{path}: damaged: its bytes are not those that were written.",
        "Another checkpoint of the run may be whole: tfaip-train resume goes on from the newest one that is.");

    // Before all else, as a later version may have what this one does not know.
    private static void CheckVersion(byte[] json, string path)
    {
        using var document = JsonDocument.Parse(json);
        var name = Options.PropertyNamingPolicy!.ConvertName(nameof(Content.FormatVersion));
        var version = document.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out var number) ? number : 0;
        if (version is >= OldestVersion and <= FormatVersion) return;
        throw new TfaipException(
            $"{path}: a checkpoint of format version {version}; this program reads the versions {OldestVersion} to {FormatVersion}. "
            + "Use the version of Tfaip that wrote it, or a later one.");
    }

    // What no run writes, and would make one count from nowhere or take threads without end.
    private static void CheckState(CheckpointState state)
    {
        long[] counts = [state.Step, state.Epoch, state.Batch, state.Pass, state.StepsInEpoch, state.BatchesInEpoch, state.SamplesInEpoch,
            state.StepsPerEpoch, state.Threads];
        if (Array.Exists(counts, count => count < 0)) throw new JsonException("a number of it is negative.");
        if (state.Threads > MostThreads) throw new JsonException($"it has {state.Threads} threads.");
        if (state.Outputs.Any(name => name is null)) throw new JsonException("an output has no name.");
    }

    [SuppressMessage("Performance", "CA1812", Justification = "Created by the serializer.")]
    private sealed record Content(int FormatVersion, CheckpointState State, IReadOnlyDictionary<string, string> Files);
}
