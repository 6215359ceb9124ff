using Tfaip.Torch.Native;

namespace Tfaip.Torch.Tests.Native;

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

    [TestMethod]
    public void ACacheThatCannotBeWritten_GivesACopyForThisProcess()
    {
        // A file stands where the folder would be.
        File.WriteAllText(Cache, "");
        var resolver = Resolver();

        Assert.AreNotEqual(0, resolver.Resolve("LibTorchSharp"));

        Assert.IsNull(resolver.Failure);
        Assert.AreEqual(2, _system.Last[ElfFile.FlagsOffset]);
        StringAssert.StartsWith(_system.Loaded[^1], Path.Combine(_root, "tfaip-"), StringComparison.Ordinal);
        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(_system.Loaded[^1])), "a library that is loaded needs its file no more");
    }

    [TestMethod]
    public void WithoutAFolderToWrite_SaysWhatToSet()
    {
        File.WriteAllText(Cache, "");
        var resolver = new LibTorchSharpResolver(_system, () => [Package], Cache, Cache);

        Assert.AreEqual(0, resolver.Resolve("LibTorchSharp"));

        StringAssert.StartsWith(
            resolver.Failure,
            "TorchSharp's native library loads on this system from a copy, and there is no folder to write one: ",
            StringComparison.Ordinal);
        StringAssert.EndsWith(resolver.Failure, " Set XDG_CACHE_HOME or TMPDIR to a folder that can be written.", StringComparison.Ordinal);
        Assert.IsEmpty(_system.Loaded);
    }

    [TestMethod]
    public void WhatTheLoaderSays_IsKept()
    {
        var resolver = new LibTorchSharpResolver(
            new FakeLibraries { Error = "libgomp.so.1: cannot open shared object file" }, () => [Package], Cache, _root);

        Assert.AreEqual(0, resolver.Resolve("LibTorchSharp"));

        Assert.AreEqual(
            "TorchSharp's native library does not load. The loader says: libgomp.so.1: cannot open shared object file", resolver.Failure);
    }

    [TestMethod]
    public void OtherErrors_AreNotExplained()
    {
        Assert.IsNull(LibTorch.ExplainLoading(null));
        Assert.IsNull(LibTorch.ExplainLoading(new NotSupportedException("something else")));
        Assert.IsNull(LibTorch.ExplainLoading(new InvalidOperationException("uses TorchSharp but doesn't contain a reference to")));
    }

    private LibTorchSharpResolver Resolver() => new(_system, () => [Package], Cache, _root);

    private sealed class FakeLibraries : INativeLibraries
    {
        public List<string> Loaded { get; } = [];

        public byte[] Last { get; private set; } = [];

        public string? Error { get; init; }

        public nint Load(string path)
        {
            if (Error is not null) throw new DllNotFoundException(Error);
            Loaded.Add(path);
            Last = File.ReadAllBytes(path);
            return Loaded.Count;
        }
    }
}
