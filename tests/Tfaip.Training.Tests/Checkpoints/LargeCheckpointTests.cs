using Tfaip.Torch.Weights;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Checkpoints.Snapshots;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Checkpoints;

/// <summary>Checkpoints too large to be copied: they are written from where their tensors are.</summary>
[TestClass]
public sealed class LargeCheckpointTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip-large-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void The_tensors_may_change_when_the_copy_is_finished_and_the_file_is_of_what_they_were()
    {
        using var scope = NewDisposeScope();
        var content = Content();
        using var writer = new CheckpointWriter(new CheckpointStore(_folder), TaskScheduler.Default, largestCopy: 1000);
        writer.Prepare(content);
        writer.Begin(
            new CheckpointOrder(content) { Retention = new CheckpointRetention(), SteadyWeights = new HashSet<string> { "steady" } });

        // What an optimizer step does not change alone may change at once.
        content.Weights["loose"].fill_(-1);
        writer.FinishCopy();
        content.Weights["steady"].fill_(-1);
        content.Optimizer["moment"].fill_(-1);
        var written = writer.Wait()!;

        using var loaded = CheckpointFolder.Load(written.Path);
        Assert.IsTrue(loaded.Content.Weights["steady"].eq(arange(1000)).all().item<bool>());
        Assert.IsTrue(loaded.Content.Weights["loose"].eq(7).all().item<bool>());
        Assert.IsTrue(loaded.Content.Optimizer["moment"].eq(3).all().item<bool>());
    }

    [TestMethod]
    public void The_files_are_those_of_a_checkpoint_that_is_copied()
    {
        using var scope = NewDisposeScope();
        var content = Content();
        byte[][] Written(string run, long largestCopy)
        {
            var folder = Path.Combine(_folder, run);
            using var writer = new CheckpointWriter(new CheckpointStore(folder), TaskScheduler.Default, largestCopy);
            writer.Begin(
                new CheckpointOrder(content) { Retention = new CheckpointRetention(), SteadyWeights = new HashSet<string> { "steady" } });
            return [.. Directory.GetFiles(writer.Wait()!.Path).Order().Select(File.ReadAllBytes)];
        }

        var (copied, held) = (Written("copied", long.MaxValue), Written("held", 0));
        for (var i = 0; i < copied.Length; i++) CollectionAssert.AreEqual(copied[i], held[i]);
        CollectionAssert.AreEqual(copied[^1], Bytes(content.Weights));
    }

    [TestMethod]
    public void What_cannot_be_written_is_thrown_where_it_is_waited_for()
    {
        using var scope = NewDisposeScope();
        var content = Content();
        File.WriteAllText(Path.Combine(_folder, "checkpoints"), "in the way");
        using var writer = new CheckpointWriter(new CheckpointStore(_folder), TaskScheduler.Default, largestCopy: 0);
        writer.Begin(new CheckpointOrder(content) { Retention = new CheckpointRetention() });
        writer.FinishCopy();
        Assert.ThrowsExactly<Tfaip.Parameters.TfaipException>(() => writer.Wait());
    }

    [TestMethod]
    public void A_checkpoint_is_read_as_it_was_opened_although_its_folder_goes()
    {
        using var scope = NewDisposeScope();
        using var writer = new CheckpointWriter(new CheckpointStore(_folder));
        writer.Begin(new CheckpointOrder(Content()) { Retention = new CheckpointRetention() });
        using var loaded = CheckpointFolder.Load(writer.Wait()!.Path);
        Directory.Delete(loaded.Path, recursive: true);

        var moment = zeros(2000);
        loaded.LoadOptimizer(new Dictionary<string, Tensor> { ["moment"] = moment });
        Assert.IsTrue(moment.eq(3).all().item<bool>());
    }

    [TestMethod]
    public void Tensors_are_loaded_into_place_whatever_their_layout()
    {
        using var scope = NewDisposeScope();
        var source = new Dictionary<string, Tensor>
        {
            ["plain"] = arange(6).reshape(2, 3),
            ["turned"] = arange(6, float32).reshape(2, 3),
            ["part"] = arange(4, float32)
        };
        using var stream = new MemoryStream(Bytes(source));
        var whole = zeros(10);
        var destination = new Dictionary<string, Tensor>
        {
            ["plain"] = zeros(2, 3, int64), ["turned"] = zeros(3, 2).t().requires_grad_(), ["part"] = whole.narrow(0, 3, 4),
        };

        SafeTensors.Load(stream, destination, "file");

        foreach (var (name, tensor) in source) Assert.IsTrue(destination[name].eq(tensor).all().item<bool>(), name);
        Assert.AreEqual(6, whole.sum().item<float>());
    }

    private static byte[] Bytes(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var stream = new MemoryStream();
        SafeTensors.Write(stream, tensors);
        return stream.ToArray();
    }

    private static CheckpointContent Content() => new(
        new CheckpointState { Epoch = 1, Step = 5, Batch = 0, StepsPerEpoch = 5 },
        new Dictionary<string, Tensor> { ["steady"] = arange(1000, float32), ["loose"] = full(300, 7, float32), ["empty"] = zeros(0) },
        new Dictionary<string, Tensor> { ["moment"] = full(2000, 3, float32) },
        new Dictionary<string, Tensor> { ["samples"] = tensor(5L) });
}
