using Tfaip.Export.Native;

namespace Tfaip.Export.Tests.Native;

[TestClass]
public sealed class LibTorchSharpResolverTests
{
    private readonly string _root = Directory.CreateTempSubdirectory("tfaip-native").FullName;
    private readonly FakeLibraries _system = new();

    private string Package => Path.Combine(_root, "package");

    private string Cache => Path.Combine(_root, "cache");

    [TestInitialize]
    public void CreatePackage()
    {
        Directory.CreateDirectory(Package);
        foreach (var file in new[] { "libtorch.so", "libtorch_cpu.so", "libc10.so" }) File.WriteAllBytes(Path.Combine(Package, file), [0]);
        File.WriteAllBytes(Path.Combine(Package, "libLibTorchSharp.so"), ElfFile.Needing("GLIBCXX_3.4.32"));
    }

    [TestCleanup]
    public void Delete() => Directory.Delete(_root, recursive: true);

    [TestMethod]
    public void OnAMachineThatNeedsTheCopy_LoadsLibtorchOfThePackageAndThenTheCopy()
    {
        var handle = Resolver().Resolve("LibTorchSharp");

        Assert.AreNotEqual(0, handle);
        var copy = Directory.GetFiles(Cache, "*", SearchOption.AllDirectories).Single();
        Assert.AreSequenceEqual(
            [.. new[] { "libc10.so", "libtorch_cpu.so", "libtorch.so" }.Select(file => Path.Combine(Package, file)), copy],
            _system.Loaded);
        Assert.AreEqual(2, File.ReadAllBytes(copy)[ElfFile.FlagsOffset]);
        Assert.AreSequenceEqual(ElfFile.Needing("GLIBCXX_3.4.32"), File.ReadAllBytes(Path.Combine(Package, "libLibTorchSharp.so")));
    }

    [TestMethod]
    public void OnAMachineThatNeedsNoCopy_LeavesTheErrorToTheRuntime()
    {
        File.WriteAllBytes(Path.Combine(Package, "libLibTorchSharp.so"), ElfFile.Needing("GLIBCXX_3.4.30"));

        Assert.AreEqual(0, Resolver().Resolve("LibTorchSharp"));

        Assert.IsFalse(Directory.Exists(Cache));
        Assert.IsEmpty(_system.Loaded);
    }

    [TestMethod]
    public void AsksForOtherLibraries_AreNotAnswered()
    {
        Assert.AreEqual(0, Resolver().Resolve("torch_cuda"));
        Assert.IsEmpty(_system.Loaded);
    }

    [TestMethod]
    public void AskedAgain_GivesTheSameHandleAndLoadsNothing()
    {
        var resolver = Resolver();
        var first = resolver.Resolve("LibTorchSharp");
        var loads = _system.Loaded.Count;

        Assert.AreEqual(first, resolver.Resolve("libLibTorchSharp.so"));
        Assert.AreEqual(first, resolver.Resolve("LibTorchSharp"));
        Assert.HasCount(loads, _system.Loaded);
    }

    [TestMethod]
    public void AWholeCopyInTheCache_IsNotWrittenAgain()
    {
        Resolver().Resolve("LibTorchSharp");
        var copy = Directory.GetFiles(Cache, "*", SearchOption.AllDirectories).Single();
        var old = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(copy, old);

        Resolver().Resolve("LibTorchSharp");

        Assert.AreEqual(old, File.GetLastWriteTimeUtc(copy));
    }

    [TestMethod]
    public void ADamagedCopy_IsReplacedAndNotWrittenOver()
    {
        Resolver().Resolve("LibTorchSharp");
        var copy = Directory.GetFiles(Cache, "*", SearchOption.AllDirectories).Single();
        File.WriteAllBytes(copy, [1, 2, 3]);
        using var mapped = File.OpenRead(copy);

        Resolver().Resolve("LibTorchSharp");

        Assert.AreEqual(3, mapped.Length, "whoever has the old file open keeps it");
        Assert.AreEqual(2, File.ReadAllBytes(copy)[ElfFile.FlagsOffset]);
    }

    [TestMethod]
    public void WithoutTheLibrary_GivesNothing()
    {
        File.Delete(Path.Combine(Package, "libLibTorchSharp.so"));

        Assert.AreEqual(0, Resolver().Resolve("LibTorchSharp"));
    }

    private LibTorchSharpResolver Resolver() => new(_system, [Package], Cache);

    private sealed class FakeLibraries : INativeLibraries
    {
        public List<string> Loaded { get; } = [];

        public bool TryLoad(string path, out nint handle)
        {
            Loaded.Add(path);
            handle = Loaded.Count;
            return true;
        }
    }
}
