using System.Runtime.InteropServices;

namespace Tfaip.Torch.Native;

/// <summary>Loading of native libraries, so that a test can stand in for the operating system.</summary>
internal interface INativeLibraries
{
    /// <summary>Loads the library at a full path.</summary>
    /// <exception cref="DllNotFoundException">It does not load; the message is the loader's.</exception>
    nint Load(string path);
}

/// <summary>The operating system's loader.</summary>
internal sealed class SystemNativeLibraries : INativeLibraries
{
    /// <inheritdoc/>
    public nint Load(string path) => NativeLibrary.Load(path);
}
