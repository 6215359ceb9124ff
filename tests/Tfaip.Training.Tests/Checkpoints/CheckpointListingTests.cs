using Tfaip.Training.Callbacks;
using Tfaip.Training.Parameters;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Training.Tests.Checkpoints;

/// <summary>Which checkpoints a run of five epochs of ten steps leaves.</summary>
[TestClass]
public sealed class CheckpointListingTests
{
    [TestMethod]
    public void Row076_Every_n_epochs_and_after_the_last() => AssertLeft(new() { EveryEpochs = 2, Keep = null }, 20, 40, 50);

    [TestMethod]
    public void Row076_Every_n_steps_besides() => AssertLeft(new() { EveryEpochs = 5, EverySteps = 15, Keep = null }, 15, 30, 45, 50);

    [TestMethod]
    public void Row076_One_for_each_epoch_where_all_are_kept() => AssertLeft(new() { Keep = null }, 10, 20, 30, 40, 50);

    [TestMethod]
    public void Row076_The_newest_are_kept() => AssertLeft(new() { Keep = 3 }, 30, 40, 50);

    [TestMethod]
    public void Row076_By_default_the_newest_alone_is_kept() => AssertLeft(new(), 50);

    [TestMethod]
    public void Row076_The_best_are_kept_besides()
    {
        using var folder = new TemporaryFolder();
        var evaluations = Train(folder, new() { KeepBest = 2 });

        // On a tie the earlier one is the better.
        var best = evaluations.OrderByDescending(evaluation => evaluation.Metrics["accuracy"]).ThenBy(evaluation => evaluation.Step)
            .Take(2);
        CollectionAssert.AreEqual(
            best.Select(evaluation => evaluation.Step).Append(50).Distinct().Order().Select(Name).ToArray(), Left(folder));
        Assert.IsGreaterThan(1, evaluations.Select(evaluation => evaluation.Metrics["accuracy"]).Distinct().Count());
    }

    [TestMethod]
    public void Row076_Without_checkpoints_only_the_best_is_written()
    {
        using var folder = new TemporaryFolder();
        Train(folder, new() { Enabled = false });

        CollectionAssert.AreEqual((string[])["best"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).ToArray());
    }

    private static void AssertLeft(CheckpointParams parameters, params int[] steps)
    {
        using var folder = new TemporaryFolder();
        Train(folder, parameters);

        CollectionAssert.AreEqual(steps.Select(step => Name(step)).ToArray(), Left(folder));
        CollectionAssert.AreEquivalent(
            (string[])["best", "checkpoints"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).ToArray());
    }

    private static IReadOnlyList<EvaluationCompleted> Train(TemporaryFolder folder, CheckpointParams parameters)
    {
        var callback = new RecordingCallback();
        using var run = new ToyRun(folder.Path, ToyRun.Parameters with { Epochs = 5, Checkpoint = parameters }, callback: callback);
        run.Trainer.Train();
        return [.. callback.Evaluations.Where(evaluation => evaluation.Split != "training")];
    }

    private static string Name(long step) => $"step-{step:D6}";

    private static string?[] Left(TemporaryFolder folder) =>
        Directory.EnumerateDirectories(folder.In("checkpoints")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
}
