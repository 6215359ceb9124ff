using Tfaip.Parameters;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Checkpoints.Snapshots;
using Tfaip.Training.Files;
using Tfaip.Training.Tests.Loop;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Checkpoints;

[TestClass]
public sealed class CheckpointWriterTests
{
    private static readonly CheckpointRetention Retention = new() { Keep = null };

    [TestMethod]
    public void What_changes_after_the_copy_is_not_in_the_checkpoint()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var store = new CheckpointStore(folder.Path);
        using var writer = new CheckpointWriter(store);

        // Several parts of a copy, and one that lies transposed.
        var (steady, loose, moment) = (rand(1_000_003), rand(7, 5).t(), rand(1_000_003));
        var expected = (Steady: steady.clone(), Loose: loose.clone(), Moment: moment.clone());
        writer.Begin(new(Content(1, steady, loose, moment)) { Retention = Retention, SteadyWeights = new HashSet<string> { "steady" } });
        loose.fill_(-1);
        writer.FinishCopy();
        steady.fill_(-1);
        moment.fill_(-1);

        var written = writer.Wait()!;
        Assert.AreEqual((folder.In("checkpoints", "step-000001"), 1L), (written.Path, written.State.Step));
        Assert.IsNull(writer.Wait());
        using var loaded = store.LoadNewest()!;
        Assert.IsTrue(loaded.Content.Weights["steady"].equal(expected.Steady).all().item<bool>());
        Assert.IsTrue(loaded.Content.Weights["loose"].equal(expected.Loose).all().item<bool>());
        Assert.IsTrue(loaded.Content.Optimizer["moment"].equal(expected.Moment).all().item<bool>());
    }

    [TestMethod]
    public void The_memory_of_a_checkpoint_serves_the_next_one_of_other_sizes()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var store = new CheckpointStore(folder.Path);
        using var writer = new CheckpointWriter(store);
        foreach (var (step, length) in (IEnumerable<(long, long)>)[(1, 1000), (2, 10), (3, 100_000), (4, 0)])
        {
            writer.Begin(
                new(Content(step, full(length, (float)step), full(2, (float)step), full(length, (float)-step))) { Retention = Retention });
            writer.FinishCopy();
            Assert.AreEqual(step, writer.Wait()!.State.Step);
            using var loaded = store.LoadNewest()!;
            Assert.AreEqual((length, length), (loaded.Content.Weights["steady"].numel(), loaded.Content.Optimizer["moment"].numel()));
            Assert.AreEqual(length * step, loaded.Content.Weights["steady"].sum().item<float>());
            Assert.AreEqual(length * -step, loaded.Content.Optimizer["moment"].sum().item<float>());
        }
    }

    [TestMethod]
    [DataRow(double.NaN)]
    [DataRow(double.PositiveInfinity)]
    [DataRow(double.NegativeInfinity)]
    public void A_weight_that_is_not_finite_is_an_error_and_nothing_is_written(double value)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        foreach (var type in (ScalarType[])[ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16])
        {
            var store = new CheckpointStore(folder.Path);
            using var writer = new CheckpointWriter(store);
            var steady = zeros(700_000, type);
            steady[-1] = value;
            writer.Begin(new(
                Content(1, steady, ones(2), ones(2)))
            { Retention = Retention, FiniteWeights = new HashSet<string> { "loose", "steady" } });
            writer.FinishCopy();

            Assert.AreEqual(
                "The weight 'steady' is not a finite number.",
                Assert.ThrowsExactly<TfaipException>(() => writer.Wait()).Message,
                type.ToString());
            Assert.IsNull(store.Newest);

            // A weight that need not be finite is written as it is.
            writer.Begin(
                new(Content(1, steady, ones(2), ones(2))) { Retention = Retention, FiniteWeights = new HashSet<string> { "loose" } });
            Assert.AreEqual(folder.In("checkpoints", "step-000001"), writer.Wait()!.Path);
            Directory.Delete(folder.In("checkpoints"), recursive: true);
        }
    }

    [TestMethod]
    public void An_error_of_the_file_system_names_the_checkpoint_and_comes_once()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var store = new CheckpointStore(folder.Path, new FullDisk());
        using var writer = new CheckpointWriter(store);
        writer.Begin(new(Content(3, ones(2), ones(2), ones(2))) { Retention = Retention });

        var expected = $"{folder.In("checkpoints", "step-000003")}: the checkpoint cannot be written: No space left on device";
        Assert.AreEqual(expected, Assert.ThrowsExactly<TfaipException>(() => writer.Wait()).Message);
        Assert.IsNull(writer.TakeWritten());

        writer.Begin(new(Content(4, ones(2), ones(2), ones(2))));
        Assert.AreEqual($"{folder.In("best")}: the checkpoint cannot be written: No space left on device", writer.Settle()!.Message);
        Assert.IsNull(store.Newest);
    }

    [TestMethod]
    public void A_second_checkpoint_before_the_first_was_waited_for_is_refused()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        using var writer = new CheckpointWriter(new CheckpointStore(folder.Path));
        var order = new CheckpointOrder(Content(1, ones(2), ones(2), ones(2))) { Retention = Retention };
        writer.Begin(order);

        Assert.AreEqual(
            "Wait for the checkpoint before.", Assert.ThrowsExactly<InvalidOperationException>(() => writer.Begin(order)).Message);
        writer.Wait();
    }

    // A file where the folder of checkpoints is to be: nobody can make folders in it, whoever runs the test. The error ends the run at the
    // latest where the next checkpoint is due.
    [TestMethod]
    public void A_run_whose_checkpoint_cannot_be_written_ends_with_that_error()
    {
        if (OperatingSystem.IsWindows()) Assert.Inconclusive("The message is that of Unix.");
        using var folder = new TemporaryFolder();
        var callback = new RecordingCallback { OnStep = step => { if (step.Step == 5) File.WriteAllText(folder.In("checkpoints"), ""); } };
        using var run = new ToyRun(folder.Path, callback: callback);

        var error = Assert.ThrowsExactly<TfaipException>(() => run.Trainer.Train());

        Assert.StartsWith($"{folder.In("checkpoints", "step-000010")}: the checkpoint cannot be written: ", error.Message);
        Assert.IsInstanceOfType<IOException>(error.InnerException);
        Assert.IsLessThanOrEqualTo(20, callback.Steps[^1].Step);
    }

    private static CheckpointContent Content(long step, Tensor steady, Tensor loose, Tensor moment) => new(
        new CheckpointState { Step = step, Epoch = 0, Batch = 0, StepsPerEpoch = 7 },
        new Dictionary<string, Tensor> { ["steady"] = steady, ["loose"] = loose },
        new Dictionary<string, Tensor> { ["moment"] = moment },
        new Dictionary<string, Tensor>());

    /// <summary>Takes folders and no file.</summary>
    private sealed class FullDisk : IDurableFiles
    {
        public void CreateFolder(string path) => Directory.CreateDirectory(path);

        public void WriteFile(string path, Action<Stream> write) => throw new IOException("No space left on device");

        public void SyncFolder(string path)
        {
        }

        public void RenameFolder(string from, string to) => Directory.Move(from, to);

        public void DeleteFolder(string path) => Directory.Delete(path, recursive: true);

        public IGrowingFile OpenFile(string path, long length) => throw new NotSupportedException();

        public void RenameFile(string from, string to) => throw new NotSupportedException();

        public void DeleteFile(string path) => throw new NotSupportedException();
    }
}
