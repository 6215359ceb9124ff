using System.Text;
using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Checkpoints.Snapshots;

namespace Tfaip.Training.Tests.Checkpoints;

[TestClass]
public sealed class CheckpointManifestTests
{
    private static readonly string Digest = new('a', 64);

    [TestMethod]
    public void States_of_callbacks_and_of_the_schedule_come_back()
    {
        var state = State with
        {
            Schedule = Json("""{"best": 0.30000000000000004, "bad_epochs": 2}"""),
            Averaging = Json("""{"averaged": 3}"""),
            Callbacks = new Dictionary<string, JsonElement> { ["early_stopping"] = Json("[1,null,\"é\"]"), ["x"] = Json("null") },
        };

        var (read, files) = CheckpointManifest.Read(CheckpointManifest.Write(state, Files), "state.json");

        Assert.AreEqual(0.1 + 0.2, read.Schedule!.Value.GetProperty("best").GetDouble());
        Assert.AreEqual(3, read.Averaging!.Value.GetProperty("averaged").GetInt32());
        CollectionAssert.AreEqual((string[])["early_stopping", "x"], read.Callbacks.Keys.ToArray());
        Assert.IsTrue(JsonElement.DeepEquals(state.Callbacks["early_stopping"], read.Callbacks["early_stopping"]));
        Assert.AreEqual(JsonValueKind.Null, read.Callbacks["x"].ValueKind);
        Assert.AreEqual(Digest, files["weights.safetensors"]);
    }

    [TestMethod]
    public void A_checkpoint_of_the_first_version_is_read()
    {
        var json = $$"""
            {
              "format_version": 1,
              "state": {"step": 7, "epoch": 1, "batch": 2, "steps_per_epoch": 5, "best": null, "metrics": {}, "outputs": ["y"]},
              "files": {"weights.safetensors": "{{Digest}}"}
            }
            """;

        var (state, _) = CheckpointManifest.Read(Sealed(json), "state.json");

        Assert.AreEqual((7L, 1, 2, 5), (state.Step, state.Epoch, state.Batch, state.StepsPerEpoch));
        Assert.IsEmpty(state.Callbacks);
        Assert.IsNull(state.Schedule);
    }

    [TestMethod]
    [DataRow("3", "3")]
    [DataRow("0", "0")]
    [DataRow("\"2\"", "0")]
    public void Another_version_is_refused_whatever_else_is_in_it(string version, string said)
    {
        var error = Assert.ThrowsExactly<TfaipException>(() =>
            CheckpointManifest.Read(Sealed($$"""{"format_version": {{version}}, "later": true}"""), "run/state.json"));

        Assert.AreEqual(
            $"run/state.json: a checkpoint of format version {said}; this program reads the versions 1 to 2. "
            + "Use the version of Tfaip that wrote it, or a later one.",
            error.Message);
    }

    private static CheckpointState State { get; } = new() { Step = 7, Epoch = 1, Batch = 2, StepsPerEpoch = 5 };

    private static Dictionary<string, string> Files { get; } = new() { ["weights.safetensors"] = Digest };

    private static JsonElement Json(string text) => JsonElement.Parse(text);

    // As another version would write it: the digest before the rest.
    private static byte[] Sealed(string json)
    {
        var rest = Encoding.UTF8.GetBytes(json[(json.IndexOf('{', StringComparison.Ordinal) + 1)..].TrimStart() + "\n");
        return [.. Encoding.UTF8.GetBytes($"{{\n  \"sha256\": \"{CheckpointManifest.Digest(rest)}\",\n"), .. rest];
    }
}
