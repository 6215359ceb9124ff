using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Tfaip.Export.Native;

/// <summary>
/// Makes TorchSharp load on systems whose C++ runtime is older than the one that its native library was built with
/// (Debian 12, Ubuntu 22.04). Elsewhere it does nothing.
/// </summary>
public static class LibTorch
{
    private static int _registered;

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
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux) || Interlocked.Exchange(ref _registered, 1) == 1) return;

        var resolver = new LibTorchSharpResolver(new SystemNativeLibraries(), NativeFolders(), Path.Combine(CacheFolder.OfUser, "native"));
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => resolver.Resolve(name);
    }

    // Where the runtime itself looks for native libraries: the output folder and the packages' native folders.
    private static string[] NativeFolders() =>
        (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(AppContext.BaseDirectory)
            .Append(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native"))
            .ToArray();
}
