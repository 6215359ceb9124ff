using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Tfaip.Parameters.Files;

namespace Tfaip.Torch.Native;

/// <summary>
/// Makes TorchSharp load on systems whose C++ runtime is older than the one that its native library was built with
/// (Debian 12, Ubuntu 22.04), and compute rightly on virtual machines that hide their caches. Elsewhere it does nothing.
/// </summary>
public static class LibTorch
{
    private const string FileName = "libLibTorchSharp.so";

    // Under its own lock.
    private static readonly List<string> Added = [];

    private static LibTorchSharpResolver? _resolver;

    /// <summary>
    /// Registers the resolver, once. Call it before the first use of TorchSharp in programs that may use TorchSharp
    /// before anything of this assembly; whoever uses this assembly first has it done already.
    /// </summary>
    [ModuleInitializer]
    [SuppressMessage(
        "Usage",
        "CA2255:The 'ModuleInitializer' attribute should not be used in libraries",
        Justification = "TorchSharp must be loadable from the first line of any program over this assembly; nothing is loaded here.")]
    public static void Register()
    {
        HiddenCaches.Heed();
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux)) return;

        var resolver = new LibTorchSharpResolver(
            new SystemNativeLibraries(), NativeFolders, Path.Combine(CacheFolder.OfUser, "native"), Path.GetTempPath());
        if (Interlocked.CompareExchange(ref _resolver, resolver, null) is not null) return;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => resolver.Resolve(name);
    }

    /// <summary>
    /// Takes the native libraries from folders that are not this program's: those of an assembly that it loads. Call it before the first
    /// use of TorchSharp.
    /// </summary>
    /// <param name="folders">The folders, the first that has a library counts.</param>
    internal static void AddFolders(IReadOnlyList<string> folders)
    {
        lock (Added)
        {
            if (Added.Count == 0 && !OperatingSystem.IsLinux())
                AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => LoadAdded(name);
            Added.AddRange(folders);
        }
    }

    // On Linux the resolver does it.
    private static nint LoadAdded(string name)
    {
        var file = OperatingSystem.IsWindows() ? name + ".dll" : $"lib{name}.dylib";
        return NativeFolders().Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists) is { } path
            ? NativeLibrary.Load(path)
            : 0;
    }

    /// <summary>
    /// What to tell of an error that came because TorchSharp's native library does not load: the loader's own words, and what to do.
    /// TorchSharp itself always says that a package is missing.
    /// </summary>
    /// <param name="error">The error.</param>
    /// <returns>The message; null where the error is another one, or the package is missing indeed.</returns>
    public static string? ExplainLoading(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is not NotSupportedException
                    || !error.Message.Contains("uses TorchSharp but doesn't contain a reference to", StringComparison.Ordinal))
                continue;
            return _resolver?.Failure ?? LoaderError();
        }

        return null;
    }

    private static string? LoaderError()
    {
        if (NativeFolders().Select(folder => Path.Combine(folder, FileName)).FirstOrDefault(File.Exists) is not { } path) return null;
        try
        {
            NativeLibrary.Load(path);
            return null;
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            return $"TorchSharp's native library does not load. The loader says: {error.Message.Trim()}";
        }
    }

    // Where the runtime itself looks for native libraries: the output folder and the packages' native folders.
    private static string[] NativeFolders()
    {
        var own = (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "").Split(
            Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        lock (Added)
            return [.. own, AppContext.BaseDirectory, Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"), .. Added];
    }
}
