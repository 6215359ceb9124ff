using Tfaip.Parameters;

namespace Tfaip.Processors.Imaging.Files;

/// <summary>SkiaSharp's native library, which the application brings along.</summary>
internal static class SkiaLibrary
{
    /// <summary>Does what needs the library.</summary>
    /// <exception cref="TfaipException">It does not load; the message has the loader's own words.</exception>
    public static T Use<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception error) when (LoaderError(error) is { } cause)
        {
            throw new TfaipException(
                "SkiaSharp's native library, which images are read and written with, does not load. "
                + "Add the package SkiaSharp.NativeAssets of the system to the application "
                + "(on Linux SkiaSharp.NativeAssets.Linux.NoDependencies), in the version of SkiaSharp. "
                + $"The loader says: {cause.Message.Trim()}",
                error);
        }
    }

    // The first use of a class that needs the library wraps the error; a library of another version lacks entry points, or is refused
    // by SkiaSharp.
    private static Exception? LoaderError(Exception? error) => error switch
    {
        null => null,
        DllNotFoundException or EntryPointNotFoundException or BadImageFormatException => error,
        TypeInitializationException { InnerException: { } inner } => LoaderError(inner) ?? inner,
        _ => LoaderError(error.InnerException),
    };
}
