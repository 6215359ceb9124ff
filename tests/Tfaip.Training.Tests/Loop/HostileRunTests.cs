using System.Diagnostics;
using System.Security.Cryptography;
using Tfaip.Parameters.Files;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Files;
using Tfaip.Training.Runs;
using Tfaip.Training.Tests.Loop.Crashes;

namespace Tfaip.Training.Tests.Loop;

/// <summary>A run that came from elsewhere leads nobody to read without an end, or to write or delete outside its directory.</summary>
[TestClass]
public sealed class HostileRunTests : IDisposable
{
    private readonly TemporaryFolder _outside = TemporaryFolder.InMemory();
    private readonly CrashedRun _run = new();

    public void Dispose()
    {
        _run.Dispose();
        _outside.Dispose();
    }

    [TestInitialize]
    public void Train()
    {
        if (OperatingSystem.IsWindows()) Assert.Inconclusive("Windows lets few users make links, and its pipes are in no folder.");
        Assert.AreEqual((0, ""), Without(_run.Start(new DurableFiles())));
    }

    [TestMethod]
    public void Every_entry_that_a_run_writes_is_one_that_is_looked_at()
    {
        Assert.AreEqual((0, ""), Without(_run.Start(
            new DurableFiles(), more: ["--trainer.profile.steps", "1", "--trainer.warm_start.source", _run.Path, "--overwrite"])));

        var written = Directory.EnumerateFileSystemEntries(_run.Path).Select(Path.GetFileName).ToArray();

        CollectionAssert.IsSubsetOf(written, RunEntries.Names.ToArray());
        Assert.IsGreaterThan(10, written.Length, string.Join(' ', written));
    }

    [TestMethod]
    [DataRow("run.lock", false)]
    [DataRow("config.yaml", false)]
    [DataRow("metrics.jsonl", false)]
    [DataRow("model.tfaip", false)]
    [DataRow("checkpoints", true)]
    [DataRow("best", true)]
    [DataRow("best.next", true)]
    [DataRow("events", true)]
    [DataRow("events/evaluation", true)]
    [DataRow("resources", true)]
    [DataRow("resources/labels.txt", false)]
    [DataRow("measurements", true)]
    public void A_run_does_not_go_on_through_a_link(string entry, bool isFolder)
    {
        var (link, target) = (_run.In(entry), _outside.In("target"));
        if (Path.Exists(link)) Move(link, target, isFolder);
        else if (isFolder) Directory.CreateDirectory(target);
        else File.WriteAllText(target, "theirs");
        var before = Listing(_outside.Path);
        if (isFolder) Directory.CreateSymbolicLink(link, target);
        else File.CreateSymbolicLink(link, target);

        var expected = $"{link}: is a link. A run goes on through none: it would write and delete outside its directory. "
            + "Delete it, or put the file or folder itself in its place.\n";
        Assert.AreEqual((1, expected), Without(Resume()));
        Assert.AreEqual((1, expected), Without(Resume("--dry-run")));
        Assert.AreEqual(before, Listing(_outside.Path));
    }

    [TestMethod]
    [DataRow("metrics.jsonl")]
    [DataRow("events/evaluation/events.out.tfevents.0000000009.tfaip")]
    [DataRow("measurements.json")]
    [Timeout(60_000)]
    public void A_named_pipe_in_a_run_is_refused_and_not_waited_for(string entry)
    {
        MakePipe(_run.In(entry));

        Assert.AreEqual(
            (1, $"{_run.In(entry)}: is a named pipe. A run goes on through none: it would write and delete outside its directory. "
                + "Delete it, or put the file or folder itself in its place.\n"),
            Without(Resume()));
    }

    [TestMethod]
    [DataRow("best/state.json", "{0}: cannot be read: it is a named pipe, not a file.\n")]
    [DataRow("best/weights.safetensors", "{0}: cannot be read: it is a named pipe, not a file.\n")]
    [DataRow("run.json", "{0}: cannot be read: it is a named pipe, not a file.\n")]
    [Timeout(60_000)]
    public void Whoever_reads_a_run_waits_for_no_pipe(string entry, string expected)
    {
        MakePipe(_run.In(entry));

        var (code, _, error) = _run.Run(new DurableFiles(), isLate: false, "evaluate", _run.Path);

        Assert.AreEqual((1, string.Format(null, expected, _run.In(entry))), (code, error));
    }

    [TestMethod]
    [Timeout(60_000)]
    public void The_configuration_of_a_run_is_no_pipe()
    {
        MakePipe(_run.In("config.yaml"));

        var (code, _, error) = _run.Run(new DurableFiles(), isLate: false, "evaluate", _run.Path);

        Assert.AreEqual(2, code);
        StringAssert.Contains(error, "The file cannot be read: it is a named pipe, not a file.");
    }

    [TestMethod]
    [DataRow("../../outside")]
    [DataRow("events/x")]
    [DataRow("run.json")]
    public void A_checkpoint_names_its_own_files_alone(string name)
    {
        var newest = new CheckpointStore(_run.Path).Newest!;
        File.WriteAllText(Path.Combine(newest, Path.GetFileName(name)), "theirs");
        var path = Rewrite(newest, files => files[name] = Convert.ToHexStringLower(SHA256.HashData("theirs"u8)));
        Directory.Delete(_run.In("best"), recursive: true);

        Assert.AreEqual(
            (1, $"{path}: names the file '{name}', which no checkpoint has. It is not from Tfaip; use another checkpoint.\n"),
            Without(Resume()));
        Assert.IsFalse(Directory.Exists(_run.In("best")));
        Assert.IsFalse(Directory.Exists(_run.In("best.partial")));
    }

    [TestMethod]
    public void A_checkpoint_names_all_its_files()
    {
        var path = Rewrite(new CheckpointStore(_run.Path).Newest!, files => files.Remove("optimizer.safetensors"));

        Assert.AreEqual(
            (1, $"{path}: does not name the file 'optimizer.safetensors', which every checkpoint has. It is not from Tfaip; use another "
                + "checkpoint.\n"),
            Without(Resume()));
    }

    [TestMethod]
    public void A_link_in_the_place_of_the_lock_is_not_written_through()
    {
        File.WriteAllText(_outside.In("target"), "theirs");
        File.CreateSymbolicLink(_run.Path + ".lock", _outside.In("target"));

        Assert.AreEqual(
            (1, $"{_run.Path}: cannot be locked: {_run.Path}.lock is a link, not a file that Tfaip made. Delete it.\n"), Without(Resume()));
        Assert.AreEqual("theirs", File.ReadAllText(_outside.In("target")));
    }

    [TestMethod]
    public void A_linked_folder_is_no_run_that_was_put_aside()
    {
        Directory.Move(_run.Path, _outside.In("run"));
        Directory.CreateSymbolicLink(_run.Path + ".previous", _outside.In("run"));
        var before = Listing(_outside.Path);

        Assert.AreEqual((0, ""), Without(_run.Start(new DurableFiles())));

        Assert.AreEqual(before, Listing(_outside.Path));
        Assert.AreEqual(_outside.In("run"), new DirectoryInfo(_run.Path + ".previous").LinkTarget);
    }

    [TestMethod]
    public void A_growing_file_and_a_folder_are_not_made_through_links()
    {
        File.WriteAllText(_outside.In("file"), "theirs");
        Directory.CreateDirectory(_outside.In("folder"));
        File.CreateSymbolicLink(_run.In("a"), _outside.In("file"));
        Directory.CreateSymbolicLink(_run.In("b"), _outside.In("folder"));

        Assert.AreEqual(
            "it is a link, not a file of the run; what a run writes is written through none.",
            Assert.ThrowsExactly<IOException>(() => new DurableFiles().OpenFile(_run.In("a"), 0)).Message);
        Assert.AreEqual(
            "it is a link, not a folder of the run; what a run writes is written through none.",
            Assert.ThrowsExactly<IOException>(() => new DurableFiles().CreateFolder(_run.In("b"))).Message);
        Assert.AreEqual("theirs", File.ReadAllText(_outside.In("file")));
    }

    private (int Code, string Output, string Error) Resume(params string[] more) =>
        _run.Run(new DurableFiles(), isLate: false, ["resume", _run.Path, "--trainer.epochs", "3", .. more]);

    private static (int Code, string Error) Without((int Code, string Output, string Error) end) => (end.Code, end.Error);

    private static void Move(string from, string to, bool isFolder)
    {
        if (isFolder) Directory.Move(from, to);
        else File.Move(from, to);
    }

    private static string Rewrite(string folder, Action<Dictionary<string, string>> change)
    {
        var path = Path.Combine(folder, CheckpointManifest.FileName);
        var (state, files) = CheckpointManifest.Read(File.ReadAllBytes(path), path);
        var changed = files.ToDictionary();
        change(changed);
        File.WriteAllBytes(path, CheckpointManifest.Write(state, changed));
        return path;
    }

    private static void MakePipe(string path)
    {
        File.Delete(path);
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.AreEqual("a named pipe", RegularFile.Oddity(path));
    }

    private static string Listing(string folder) =>
        string.Join('\n', Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => File.Exists(path) ? $"{path} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}" : path));
}
