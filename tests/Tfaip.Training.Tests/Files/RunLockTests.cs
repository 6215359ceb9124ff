using Tfaip.Parameters;
using Tfaip.Tests;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Definition;
using Tfaip.Training.Files;
using Tfaip.Training.Parameters;
using Tfaip.Training.Runs;
using Tfaip.Training.Tests.Loop;
using Tfaip.Training.Tests.Runs;

namespace Tfaip.Training.Tests.Files;

/// <summary>One writer of a run directory at a time.</summary>
[TestClass]
public sealed class RunLockTests : IDisposable
{
    private static readonly ScenarioDefinition Definition = new(typeof(SteadyModel).Assembly, [typeof(SteadyModel), typeof(ToyData)]);

    private readonly TemporaryFolder _folder = new();

    private string RunPath => _folder.In("runs", "toy");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_second_training_a_resume_and_one_that_overwrites_are_refused_while_a_run_trains()
    {
        var refused = new List<string>();
        var callback = new RecordingCallback { OnStep = step => { if (step.Step == 13) TryAll(refused); } };

        var summary = New(callback).Start();

        var expected = $"{RunPath}: process {Environment.ProcessId} on {Environment.MachineName} writes into this run. Wait until it ends, "
            + "stop it, or choose another folder with --output.";
        CollectionAssert.AreEqual(Enumerable.Repeat(expected, 3).ToArray(), refused);
        Assert.AreEqual(RunStatus.Completed, summary.Status);
        CollectionAssert.AreEqual(
            (string[])["toy"], Directory.EnumerateFileSystemEntries(_folder.In("runs")).Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public void Readers_are_not_locked_out()
    {
        long? newest = null;
        var callback = new RecordingCallback
        {
            OnEvent = (happened, _) =>
            {
                if (happened is CheckpointWritten { Step: 10 })
                    newest = ReadNewest();
            }
        };

        New(callback).Start();

        Assert.AreEqual(10, newest);
    }

    [TestMethod]
    public void What_a_killed_process_leaves_locks_nothing()
    {
        Directory.CreateDirectory(_folder.In("runs"));
        File.WriteAllText($"{RunPath}.lock", "process 1 on elsewhere (0)");

        Assert.AreEqual(RunStatus.Completed, New(new()).Start().Status);

        Assert.IsFalse(File.Exists($"{RunPath}.lock"));
    }

    [TestMethod]
    public void Of_many_that_come_and_go_one_at_a_time_has_the_lock()
    {
        var (holders, most, refused) = (0, 0, 0);
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            try
            {
                using var held = RunLock.Take(RunPath, new DurableFiles());
                var now = Interlocked.Increment(ref holders);
                InterlockedMax(ref most, now);
                Interlocked.Decrement(ref holders);
            }
            catch (TfaipException)
            {
                Interlocked.Increment(ref refused);
            }
        });

        Assert.AreEqual(1, most);
        Assert.IsLessThan(400, refused);
    }

    [TestMethod]
    public void What_was_made_for_the_lock_alone_goes_with_it()
    {
        using (RunLock.Take(RunPath, new DurableFiles())) Assert.IsTrue(File.Exists($"{RunPath}.lock"));

        Assert.IsFalse(Directory.Exists(_folder.In("runs")));
    }

    [TestMethod]
    public void A_refused_run_leaves_a_finished_one_where_it_is()
    {
        New(new()).Start();
        var before = Listing();
        var branching = new ScenarioDefinition(
            typeof(ExportCheckTests.BranchingModel).Assembly, [typeof(ExportCheckTests.BranchingModel), typeof(ToyData)]);
        var parameters = Parameters with { Export = ExportChoice.Best };

        var error = Assert.ThrowsExactly<TfaipException>(() => new TrainingRun(branching, parameters, RunPath, []).Start());

        Assert.Contains("Nothing was trained yet.", error.Message);
        Assert.AreEqual(before, Listing());
    }

    [TestMethod]
    public void A_run_in_a_linked_folder_leaves_the_link()
    {
        Directory.CreateDirectory(_folder.In("disk"));
        Directory.CreateDirectory(_folder.In("runs"));
        SymbolicLink.ToFolder(RunPath, _folder.In("disk", "there"));

        for (var i = 0; i < 2; i++) Assert.AreEqual(RunStatus.Completed, New(new()).Start().Status);

        Assert.AreEqual(_folder.In("disk", "there"), new DirectoryInfo(RunPath).LinkTarget);
        Assert.IsTrue(File.Exists(_folder.In("disk", "there", "run.json")));
        CollectionAssert.AreEqual(
            (string[])["there"], Directory.EnumerateFileSystemEntries(_folder.In("disk")).Select(Path.GetFileName).ToArray());
    }

    private RunParams<ToyDataParams, ToyModelParams> Parameters
    {
        get
        {
            File.WriteAllText(_folder.In("Toy.csproj"), "");
            return new()
            {
                Scenario = _folder.In("Toy.csproj"),
                Seed = 7,
                Data = ToyRun.Data,
                Trainer = ToyRun.Parameters with { Predictions = 0 },
                Export = ExportChoice.None
            };
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var before = Volatile.Read(ref most); before < value;)
        {
            var found = Interlocked.CompareExchange(ref most, value, before);
            if (found == before) return;
            before = found;
        }
    }

    private TrainingRun New(RecordingCallback callback) => new(Definition, Parameters, RunPath, [callback]);

    private long ReadNewest()
    {
        using var checkpoint = new RunFolder(RunPath).Checkpoints.LoadNewest()!;
        return checkpoint.Content.State.Step;
    }

    private void TryAll(List<string> refused)
    {
        foreach (var start in (Func<RunSummary>[])[
                () => New(new()).Start(), () => New(new()).Start(overwrite: true), () => New(new()).Resume()
        ])
            refused.Add(Assert.ThrowsExactly<TfaipException>(() => start()).Message);
    }

    private string Listing() => string.Join('\n', Directory.EnumerateFiles(_folder.In("runs"), "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => $"{path} {new FileInfo(path).Length} {File.GetLastWriteTimeUtc(path):O}"));
}
