using Tfaip.Training.Checkpoints;
using Tfaip.Training.Runs;
using Tfaip.Training.Tests.Loop;
using Tfaip.Training.Tests.Loop.Crashes;
using Tfaip.Training.WarmStart;

namespace Tfaip.Training.Tests.Checkpoints;

/// <summary>
/// Bytes that changed on the disk are never used: whoever reads them says so, and a run goes on from a checkpoint that is whole.
/// </summary>
[TestClass]
public sealed class DamagedCheckpointTests : IDisposable
{
    private const string Unlike = "damaged: its bytes are not those that were written.";

    private readonly CrashedRun _run = new();

    public void Dispose() => _run.Dispose();

    [TestInitialize]
    public void Train() => Assert.AreEqual(
        (0, ""), _run.Start(new JournalFiles(), more: ["--trainer.epochs", "3"]) is var (code, _, error) ? (code, error) : default);

    [TestMethod]
    public void Each_changed_byte_of_the_best_checkpoint_and_of_one_that_is_kept_for_its_value_is_refused_with_the_file_named()
    {
        var store = new CheckpointStore(_run.Path);
        var kept = store.Names[0];
        Assert.AreNotEqual(store.Newest, _run.In("checkpoints", kept));
        foreach (var (folder, load) in (IEnumerable<(string, Func<LoadedCheckpoint?>)>)[
            (_run.In("best"), store.LoadBest), (_run.In("checkpoints", kept), () => store.Load(kept))
        ])
        {
            foreach (var file in Directory.EnumerateFiles(folder))
            {
                ForEachByte(file, () => Assert.AreEqual(
                    $"{file}: {Unlike} Another checkpoint of the run may be whole: tfaip-train resume goes on from the newest one that is.",
                    Assert.ThrowsExactly<DamagedCheckpointException>(load).Message));
            }

            load()!.Dispose();
        }
    }

    // Each reads checkpoints by what the test above reads by; so a byte here and there will do.
    [TestMethod]
    public void Whoever_reads_a_checkpoint_refuses_a_damaged_one()
    {
        foreach (var file in Directory.EnumerateFiles(_run.In("best")))
        {
            var expected = $"{file}: {Unlike} Another checkpoint of the run may be whole: tfaip-train resume goes on from the newest one "
                + "that is.";
            Damage(file, (int)new FileInfo(file).Length / 3);
            Assert.AreEqual((1, expected + "\n"), Tool("evaluate", _run.Path));
            Assert.AreEqual(
                expected, Assert.ThrowsExactly<DamagedCheckpointException>(() => WarmStartSource.Open(_run.Path, "best")).Message);
            Assert.AreEqual(
                expected, Assert.ThrowsExactly<DamagedCheckpointException>(() => WarmStartSource.Open(_run.In("best"), "last")).Message);
            Assert.AreEqual(
                (1, expected + "\n"), Tool(_run.ConfigPath, "--output", _run.Path + "2", "--trainer.warm_start.source", _run.Path));
            Assert.AreEqual(expected, Assert.ThrowsExactly<DamagedCheckpointException>(Export).Message);
            Damage(file, (int)new FileInfo(file).Length / 3);
        }
    }

    [TestMethod]
    public void A_run_goes_on_from_the_newest_checkpoint_that_is_whole_and_says_so()
    {
        var whole = new Outcome(_run);
        var names = new CheckpointStore(_run.Path).Names;
        var (newest, before) = (names[^1], names[^2]);
        foreach (var file in Directory.EnumerateFiles(_run.In("checkpoints", newest)).Select(Path.GetFileName).ToList())
        {
            var damaged = _run.In("checkpoints", newest, file!);
            Damage(damaged, 20);

            var (code, output, error) = _run.Run(new JournalFiles(), isLate: false, "resume", _run.Path);

            Assert.AreEqual((0, ""), (code, error));
            Assert.AreEqual(
                $"warning: {damaged}: {Unlike} The run goes on from {_run.In("checkpoints", before)}; {_run.In("checkpoints", newest)} is "
                + $"put aside as {newest}.damaged.",
                Warning(output));
            Assert.IsTrue(Directory.Exists(_run.In("checkpoints", $"{newest}.damaged")));
            Directory.Delete(_run.In("checkpoints", $"{newest}.damaged"), recursive: true);
            whole.AssertIs(_run, damaged);
        }
    }

    [TestMethod]
    public void A_missing_file_is_a_damage_too_and_a_dry_run_leaves_it_there()
    {
        var names = new CheckpointStore(_run.Path).Names;
        var missing = _run.In("checkpoints", names[^1], "optimizer.safetensors");
        File.Delete(missing);
        var before = _run.Files().Keys.ToArray();

        var (code, output, error) = _run.Run(new JournalFiles(), isLate: false, "resume", _run.Path, "--dry-run");

        Assert.AreEqual((0, ""), (code, error));
        Assert.Contains(
            $"{missing}: cannot be read: Could not find file '{missing}'. The run goes on from {_run.In("checkpoints", names[^2])}; ",
            output);
        CollectionAssert.AreEqual(before, _run.Files().Keys.ToArray());
    }

    [TestMethod]
    public void The_best_checkpoint_is_gone_on_from_where_no_other_is_whole()
    {
        var whole = new Outcome(_run);
        var names = new CheckpointStore(_run.Path).Names;
        foreach (var name in names) Damage(_run.In("checkpoints", name, "weights.safetensors"), 100);

        var (code, output, error) = _run.Run(new JournalFiles(), isLate: false, "resume", _run.Path);

        Assert.AreEqual((0, ""), (code, error));
        Assert.Contains($"The run goes on from {_run.In("best")}; ", output);
        foreach (var name in names) Directory.Delete(_run.In("checkpoints", $"{name}.damaged"), recursive: true);
        whole.AssertIs(_run, "from best");
    }

    [TestMethod]
    public void Where_none_is_whole_the_run_says_which_are_damaged_and_changes_nothing()
    {
        var names = new CheckpointStore(_run.Path).Names;
        string[] folders = [.. names.Select(name => _run.In("checkpoints", name)), _run.In("best")];
        foreach (var folder in folders) Damage(Path.Combine(folder, "optimizer.safetensors"), 50);
        var before = _run.Files();

        var result = Tool("resume", _run.Path);

        var best = CheckpointFolder.ReadState(_run.In("best")).Step;
        var order = folders.OrderByDescending(
            folder => folder == _run.In("best") ? (best * 2) - 1 : 2 * CheckpointFolder.ReadState(folder).Step);
        Assert.AreEqual(
            (1, string.Concat(order.Select(folder => $"{Path.Combine(folder, "optimizer.safetensors")}: {Unlike}\n"))
                + $"{_run.Path}: no checkpoint of the run is whole, so it cannot go on. Train anew.\n"),
            result);
        CollectionAssert.AreEqual(before.Keys, _run.Files().Keys);
    }

    [TestMethod]
    public void A_damaged_best_checkpoint_is_copied_again_where_there_is_one_of_its_step()
    {
        var whole = new Outcome(_run);
        Damage(_run.In("best", "weights.safetensors"), 200);

        Assert.AreEqual((0, ""), Tool("resume", _run.Path));

        Assert.IsTrue(Directory.Exists(_run.In("best.damaged")));
        Directory.Delete(_run.In("best.damaged"), recursive: true);
        whole.AssertIs(_run, "best");
    }

    [TestMethod]
    public void Where_there_is_no_other_copy_of_the_best_checkpoint_the_run_says_what_to_do()
    {
        var best = CheckpointFolder.ReadState(_run.In("best")).Step;
        Directory.Delete(_run.In("checkpoints", $"step-{best:D6}"), recursive: true);
        var file = _run.In("best", "weights.safetensors");
        Damage(file, 200);

        Assert.AreEqual(
            (1, $"{file}: {Unlike} It is of the best checkpoint, and none of those that are kept is a copy of it. "
                + $"Delete the folder {_run.In("best")} to go on without it, or train anew.\n"),
            Tool("resume", _run.Path));
    }

    // The bytes change between the writing of a checkpoint and its copy.
    [TestMethod]
    public void A_damaged_checkpoint_does_not_become_the_best()
    {
        var store = new CheckpointStore(_run.Path);
        var best = CheckpointFolder.ReadState(_run.In("best")).Step;
        var source = _run.In("checkpoints", $"step-{best:D6}", "weights.safetensors");
        Directory.Delete(_run.In("best"), recursive: true);
        Damage(source, 200);

        Assert.StartsWith($"{source}: {Unlike}", Assert.ThrowsExactly<DamagedCheckpointException>(() => store.Recover()).Message);
        Assert.IsNull(store.Best);
    }

    private void Export()
    {
        var definition = new Tfaip.Training.Definition.ScenarioDefinition(
            typeof(ToyModel).Assembly, [typeof(ReportingModel), typeof(ToyData)]);
        var parameters = definition.Bind(Tfaip.Training.Runs.RunConfig.Load(_run.Path, []));
        RunOpening.Open(definition, parameters, new RunFolder(_run.Path)).Dispose();
    }

    private (int Code, string Error) Tool(params string[] arguments) =>
        _run.Run(new JournalFiles(), isLate: false, arguments) is var (code, _, error) ? (code, error) : default;

    private static string? Warning(string output) =>
        output.Split('\n').SingleOrDefault(line => line.StartsWith("warning: ", StringComparison.Ordinal));

    private static void Damage(string file, int index)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[index] ^= 0x10;
        File.WriteAllBytes(file, bytes);
    }

    private static void ForEachByte(string file, Action check)
    {
        var bytes = File.ReadAllBytes(file);
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            Put(i, (byte)(bytes[i] ^ (1 << (i % 8))));
            check();
            Put(i, bytes[i]);
        }

        void Put(int index, byte value)
        {
            stream.Position = index;
            stream.WriteByte(value);
        }
    }
}
