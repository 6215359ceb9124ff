using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Files;

namespace Tfaip.Processors.Imaging.Tests;

[TestClass]
public sealed class SkiaLibraryTests
{
    private const string Advice = "SkiaSharp's native library, which images are read and written with, does not load. Add the package "
        + "SkiaSharp.NativeAssets of the system to the application "
        + "(on Linux SkiaSharp.NativeAssets.Linux.NoDependencies), in the version of SkiaSharp. The loader says: ";

    [TestMethod]
    public void A_library_that_does_not_load_is_no_missing_image()
    {
        // As .NET throws where a class that loads the library is first used, and later.
        var missing = new DllNotFoundException("Unable to load shared library 'libSkiaSharp'");
        foreach (var error in new Exception[]
        {
            missing,
            new TypeInitializationException("SkiaSharp.SKData", missing),
            new TypeInitializationException("a", new TypeInitializationException("b", missing))
        })
        {
            Assert.AreEqual(
                Advice + missing.Message, Assert.ThrowsExactly<TfaipException>(() => SkiaLibrary.Use<int>(() => throw error)).Message);
        }

        var version = new TypeInitializationException(
            "SkiaSharp.SKData", new InvalidOperationException("The version of the native libSkiaSharp library is incompatible."));
        Assert.AreEqual(
            Advice + "The version of the native libSkiaSharp library is incompatible.",
            Assert.ThrowsExactly<TfaipException>(() => SkiaLibrary.Use<int>(() => throw version)).Message);
    }

    [TestMethod]
    public void Other_errors_stay_as_they_are()
    {
        Assert.AreEqual(3, SkiaLibrary.Use(() => 3));
        Assert.AreEqual("x", Assert.ThrowsExactly<TfaipException>(() => SkiaLibrary.Use<int>(() => throw new TfaipException("x"))).Message);
        Assert.ThrowsExactly<FileNotFoundException>(() => SkiaLibrary.Use<int>(() => throw new FileNotFoundException()));
    }
}
