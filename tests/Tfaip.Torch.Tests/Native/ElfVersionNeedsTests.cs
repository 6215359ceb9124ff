using System.Runtime.InteropServices;
using Tfaip.Torch.Native;

namespace Tfaip.Torch.Tests.Native;

[TestClass]
public sealed class ElfVersionNeedsTests
{
    // The offsets are those of the one entry in a hand-made ELF file (see ElfFile): the flags lie 4 bytes into it.
    [TestMethod]
    public void MarksTheNeededVersionWeak_AndChangesNothingElse()
    {
        var file = ElfFile.Needing("GLIBCXX_3.4.32");
        var before = file.ToArray();

        Assert.IsTrue(ElfVersionNeeds.TryMakeWeak(file, "GLIBCXX_3.4.32"));

        var changed = Enumerable.Range(0, file.Length).Where(i => file[i] != before[i]).ToArray();
        Assert.AreSequenceEqual([ElfFile.FlagsOffset], changed);
        Assert.AreEqual(2, file[ElfFile.FlagsOffset], "VER_FLG_WEAK is 2");
    }

    [TestMethod]
    public void LeavesALibraryAloneThatDoesNotNeedTheVersion()
    {
        var file = ElfFile.Needing("GLIBCXX_3.4.30");
        var before = file.ToArray();

        Assert.IsFalse(ElfVersionNeeds.TryMakeWeak(file, "GLIBCXX_3.4.32"));

        Assert.AreSequenceEqual(before, file);
    }

    [TestMethod]
    public void LeavesAVersionAloneThatIsWeakAlready()
    {
        var file = ElfFile.Needing("GLIBCXX_3.4.32");
        ElfVersionNeeds.TryMakeWeak(file, "GLIBCXX_3.4.32");

        Assert.IsFalse(ElfVersionNeeds.TryMakeWeak(file, "GLIBCXX_3.4.32"));
    }

    [TestMethod]
    public void RefusesWhatIsNotSuchAFile()
    {
        Assert.IsFalse(ElfVersionNeeds.TryMakeWeak([], "X"));
        Assert.IsFalse(ElfVersionNeeds.TryMakeWeak(new byte[100], "X"));
    }

    [TestMethod]
    public void SurvivesTruncationAtEveryLength()
    {
        var file = ElfFile.Needing("GLIBCXX_3.4.32");
        for (var length = 0; length < file.Length - 1; length++)
        {
            ElfVersionNeeds.TryMakeWeak(file.AsSpan(0, length).ToArray(), "GLIBCXX_3.4.32");
        }
    }

    [TestMethod]
    public void FindsTheNeedInTorchSharpsOwnLibrary()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux)) Assert.Inconclusive("The library is Linux's.");
        var path = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");

        Assert.IsTrue(ElfVersionNeeds.TryMakeWeak(File.ReadAllBytes(path), "GLIBCXX_3.4.32"));
    }
}
