using System.Diagnostics;
using Tfaip.Parameters.Files;

namespace Tfaip.Processors.Tests;

[TestClass]
public sealed class RegularFileTests
{
    [TestMethod]
    [Timeout(60_000)]
    public void A_named_pipe_and_a_device_are_refused_before_they_are_opened()
    {
        if (OperatingSystem.IsWindows()) Assert.Inconclusive("Pipes and devices are in no folder there.");
        using var folder = new TestFolder();
        var pipe = Path.Combine(folder.Root, "pipe");
        using (var process = Process.Start("mkfifo", [pipe])) process.WaitForExit();
        File.CreateSymbolicLink(Path.Combine(folder.Root, "link"), "/dev/zero");

        foreach (var (path, word) in ((string, string)[])[
            (pipe, "a named pipe"), ("/dev/zero", "a device"), (Path.Combine(folder.Root, "link"), "a device")
        ])
        {
            foreach (var read in (Action[])[
                    () => RegularFile.Check(path),
                    () => RegularFile.OpenRead(path),
                    () => RegularFile.OpenHandle(path),
                    () => RegularFile.ReadAllBytes(path)
            ])
                Assert.AreEqual($"it is {word}, not a file.", Assert.ThrowsExactly<IOException>(read).Message);
        }

        Assert.AreEqual("a named pipe", RegularFile.Oddity(pipe));
        Assert.AreEqual("a link", RegularFile.Oddity(Path.Combine(folder.Root, "link")));
    }

    [TestMethod]
    public void A_file_is_read_by_itself_and_through_links()
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Root, "file");
        File.WriteAllText(file, "abc");
        if (!OperatingSystem.IsWindows()) File.CreateSymbolicLink(Path.Combine(folder.Root, "link"), file);

        foreach (var path in Directory.EnumerateFiles(folder.Root))
        {
            CollectionAssert.AreEqual("abc"u8.ToArray(), RegularFile.ReadAllBytes(path));
            using var stream = RegularFile.OpenRead(path);
            Assert.AreEqual(3, stream.Length);
            using var handle = RegularFile.OpenHandle(path);
            Assert.AreEqual(3, RandomAccess.GetLength(handle));
        }

        Assert.IsNull(RegularFile.Oddity(file));
        Assert.IsNull(RegularFile.Oddity(folder.Root));
        Assert.IsNull(RegularFile.Oddity(file + ".missing"));
    }

    [TestMethod]
    public void A_file_that_is_too_long_and_one_that_is_missing_are_errors()
    {
        using var folder = new TestFolder();
        var file = Path.Combine(folder.Root, "file");
        File.WriteAllText(file, "abc");

        Assert.AreEqual(
            "it has 3 bytes, more than the 2 that are read.",
            Assert.ThrowsExactly<IOException>(() => RegularFile.ReadAllBytes(file, 2)).Message);
        Assert.ThrowsExactly<FileNotFoundException>(() => RegularFile.ReadAllBytes(file + ".missing"));
    }
}
