using Tfaip.Training.Checkpoints;
using Tfaip.Training.Checkpoints.Snapshots;
using Tfaip.Training.Metrics;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tests.Loop;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Checkpoints.Crashes;

/// <summary>The machine stops before each operation of the file system in turn, as if killed and as if the power failed.</summary>
[TestClass]
public sealed class CheckpointCrashTests
{
    // The values are those of steps 1 to 6: the best is 2 and then 5, the two best are {2, 3}, then {5, 2}.
    private static readonly double[] Values = [0.1, 0.7, 0.5, 0.2, 0.9, 0.3];

    private static readonly CheckpointRetention Retention = new() { Keep = 2, KeepBest = 2, Monitor = Model.Monitor.Max("accuracy") };

    [TestMethod]
    public void A_kill_at_any_operation_leaves_the_newest_checkpoint_or_the_one_before()
    {
        for (var operations = 0; Stops(operations, kept: null); operations++)
        {
        }
    }

    [TestMethod]
    public void So_does_the_loss_of_power_whichever_of_the_unsynced_operations_reached_the_disk()
    {
        for (var operations = 0; Stops(operations, kept: 0); operations++)
        {
            for (var kept = 1; kept < 4; kept++) Stops(operations, kept);
        }
    }

    [TestMethod]
    public void A_stop_at_any_operation_of_the_recovery_changes_nothing()
    {
        // Every third operation of the last checkpoints, as there is a recovery for each.
        for (var first = 0; ; first += 3)
        {
            var isStopped = true;
            for (var second = 0; isStopped; second++)
            {
                using var folder = TemporaryFolder.InMemory();
                using var scope = NewDisposeScope();
                var written = Everything(new CheckpointStore(folder.Path, new StoppingFiles(int.MaxValue)), upTo: 4);
                var files = new StoppingFiles(first);
                written = Math.Max(written, Everything(new CheckpointStore(folder.Path, files), from: 5));
                if (!files.HasStopped) return;
                var recovery = new StoppingFiles(second);
                isStopped = !Completes(() => new CheckpointStore(folder.Path, recovery).Recover(Retention));
                AssertRecovers(folder.Path, written, $"{first} operations, {second} of the recovery");
            }
        }
    }

    // False where everything was done before the stop.
    private static bool Stops(int operations, int? kept)
    {
        using var folder = TemporaryFolder.InMemory();
        using var scope = NewDisposeScope();
        var files = new StoppingFiles(operations);
        var written = Everything(new CheckpointStore(folder.Path, files));
        if (kept is { } count) files.LosePower(count);
        AssertRecovers(folder.Path, written, $"{operations} operations, {(kept is { } number ? $"{number}" : "all")} of the unsynced kept");
        return files.HasStopped;
    }

    // The step of the last checkpoint that was written to its end.
    private static int Everything(CheckpointStore store, int from = 1, int upTo = 6)
    {
        var written = 0;
        Completes(() =>
        {
            for (var step = from; step <= upTo; step++)
            {
                store.Write(Content(step), Retention);
                written = step;
            }
        });
        return written;
    }

    private static bool Completes(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (StopException)
        {
            return false;
        }
    }

    private static void AssertRecovers(string folder, int written, string message)
    {
        var store = new CheckpointStore(folder, new StoppingFiles(int.MaxValue));

        // A reader that comes before the recovery sees a valid checkpoint too.
        using (var found = store.LoadNewest()) AssertIsOf(found, written, message);
        store.Recover(Retention);
        using var newest = store.LoadNewest();
        var step = AssertIsOf(newest, written, message);
        using var best = store.LoadBest();
        Assert.AreEqual(BestOf(step), best?.Content.State.Step, message);
        CollectionAssert.AreEqual(KeptAt(step), Folders(folder), message);

        // And the run goes on to the folders of one that was never stopped.
        for (var next = step + 1; next <= Values.Length; next++) store.Write(Content(next), Retention);
        CollectionAssert.AreEqual(KeptAt(Values.Length), Folders(folder), message);
    }

    private static int AssertIsOf(LoadedCheckpoint? checkpoint, int written, string message)
    {
        var step = (int)(checkpoint?.Content.State.Step ?? 0);
        Assert.IsTrue(step == written || step == written + 1, $"{message}: found {step} after {written}");
        if (checkpoint is not null) Assert.IsTrue(checkpoint.Content.Weights["w"].eq(step).all().item<bool>(), message);
        return step;
    }

    private static long? BestOf(int step) => step switch { 0 => null, 1 => 1, < 5 => 2, _ => 5 };

    private static string[] KeptAt(int step)
    {
        int[] kept = step switch { 0 => [], 1 => [1], 2 => [1, 2], 3 => [2, 3], 4 => [2, 3, 4], 5 => [2, 4, 5], _ => [2, 5, 6] };
        string[] best = step > 0 ? ["best"] : [];
        return [.. best, .. kept.Select(number => $"checkpoints/step-{number:D6}")];
    }

    private static string[] Folders(string run) => Directory.EnumerateDirectories(run, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(run, path).Replace('\\', '/'))
        .Where(path => path != "checkpoints")
        .Order(StringComparer.Ordinal)
        .ToArray();

    private static CheckpointContent Content(int step)
    {
        var best = BestOf(step) ?? 0;
        var state = new CheckpointState
        {
            Step = step,
            Epoch = step,
            Batch = 0,
            StepsPerEpoch = 1,
            Monitored = Values[step - 1],
            Best = new BestInfo("accuracy", Values[best - 1], (int)best, best, new Dictionary<string, double>()),
        };
        return new(state, Tensors(step), new Dictionary<string, Tensor>(), Tensors(step)) { Averages = Tensors(-step) };
    }

    private static Dictionary<string, Tensor> Tensors(int number) => new() { ["w"] = full(2, (float)number) };
}
