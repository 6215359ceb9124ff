using Tfaip.Training.Checkpoints;
using Tfaip.Training.Checkpoints.Snapshots;
using Tfaip.Training.Metrics;
using Tfaip.Training.Tests.Loop;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Checkpoints;

[TestClass]
public sealed class CheckpointStoreTests
{
    [TestMethod]
    public void A_checkpoint_comes_back_as_it_was()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var store = new CheckpointStore(folder.Path);
        var metrics = new Dictionary<string, double> { ["loss"] = 0.1 + 0.2, ["nan"] = double.NaN, ["inf"] = double.NegativeInfinity };
        var content = Content(123, isBest: true);
        content = content with { State = content.State with { Metrics = metrics } };

        var path = store.Write(content, Newest(1));

        Assert.AreEqual(folder.In("checkpoints", "step-000123"), path);
        Assert.AreEqual(path, store.Newest);
        using var loaded = store.LoadNewest()!;
        var state = loaded.Content.State;
        Assert.AreEqual((123L, 4, 5, 7), (state.Step, state.Epoch, state.Batch, state.StepsPerEpoch));
        CollectionAssert.AreEqual(metrics.ToArray(), state.Metrics.ToArray());
        Assert.AreEqual(123, state.Best!.Step);
        Assert.IsTrue(loaded.Content.Weights["w"].equal(content.Weights["w"]).all().item<bool>());
        Assert.AreEqual(123, loaded.Content.Optimizer["step"].item<long>());
        Assert.AreEqual(123, loaded.Content.Metrics["samples"].item<long>());
        Assert.IsTrue(loaded.Content.Averages["w"].eq(-123).all().item<bool>());
        using var best = store.LoadBest()!;
        Assert.AreEqual(123, best.Content.State.Step);
    }

    [TestMethod]
    public void The_newest_are_kept_and_the_best()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var store = new CheckpointStore(folder.Path);
        foreach (var step in (long[])[5, 999_999, 1_000_000, 1_000_001]) store.Write(Content(step, isBest: step == 5), Newest(2));

        CollectionAssert.AreEquivalent(
            (string[])["best", "checkpoints/step-1000000", "checkpoints/step-1000001"], Folders(folder.Path));
        Assert.EndsWith("step-1000001", store.Newest!);
        using var best = store.LoadBest()!;
        Assert.AreEqual(5, best.Content.State.Step);
    }

    [TestMethod]
    public void Folders_of_others_are_left_alone()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        foreach (var name in (string[])["bestiary", "events", "checkpoints/step-x", "checkpoints/mine.old", "step-000001.partial"])
            Directory.CreateDirectory(folder.In(name));
        var store = new CheckpointStore(folder.Path);
        store.Write(Content(1, isBest: true), Newest(1));
        store.Write(Content(2, isBest: true), Newest(1));
        store.Recover();

        CollectionAssert.AreEquivalent(
            (string[])[
                "best", "bestiary", "events", "step-000001.partial", "checkpoints/step-x", "checkpoints/mine.old", "checkpoints/step-000002"
            ],
            Folders(folder.Path));
    }

    [TestMethod]
    public void Each_changed_byte_is_refused_with_the_file_named()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var store = new CheckpointStore(folder.Path);
        var path = store.Write(Content(1, isBest: false), Newest(1));
        foreach (var file in Directory.EnumerateFiles(path))
        {
            var bytes = File.ReadAllBytes(file);
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] ^= (byte)(1 << (i % 8));
                File.WriteAllBytes(file, bytes);
                var error = Assert.ThrowsExactly<DamagedCheckpointException>(() => store.LoadNewest());
                Assert.AreEqual(
                    $"{file}: damaged: its bytes are not those that were written. Another checkpoint of the run may be whole: "
                    + "tfaip-train resume goes on from the newest one that is.",
                    error.Message);
                bytes[i] ^= (byte)(1 << (i % 8));
            }

            File.WriteAllBytes(file, bytes[..^1]);
            Assert.ThrowsExactly<DamagedCheckpointException>(() => store.LoadNewest());
            File.WriteAllBytes(file, bytes);
        }

        store.LoadNewest()!.Dispose();
    }

    [TestMethod]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var store = new CheckpointStore(folder.Path);
        var file = Path.Combine(store.Write(Content(1, isBest: false), Newest(1)), "optimizer.safetensors");
        File.Delete(file);

        var error = Assert.ThrowsExactly<DamagedCheckpointException>(() => store.LoadNewest());

        Assert.AreEqual($"{file}: cannot be read: Could not find file '{file}'.", error.Message);
    }

    private static string[] Folders(string run) => Directory.EnumerateDirectories(run, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(run, path).Replace('\\', '/'))
        .Where(path => path != "checkpoints")
        .ToArray();

    private static CheckpointRetention Newest(int keep) => new() { Keep = keep };

    private static CheckpointContent Content(long step, bool isBest) => new(
        new CheckpointState
        {
            Step = step,
            Epoch = 4,
            Batch = 5,
            StepsPerEpoch = 7,
            Best = new BestInfo("accuracy", 0.5, 4, isBest ? step : 5, new Dictionary<string, double>()),
        },
        new Dictionary<string, Tensor> { ["w"] = full(3, (float)step), ["count"] = tensor(step) },
        new Dictionary<string, Tensor> { ["step"] = tensor(step) },
        new Dictionary<string, Tensor> { ["samples"] = tensor(step) })
    {
        Averages = new Dictionary<string, Tensor> { ["w"] = full(3, (float)-step) },
    };
}
