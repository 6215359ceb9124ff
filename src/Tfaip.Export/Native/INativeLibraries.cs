using System.Runtime.InteropServices;

namespace Tfaip.Export.Native;

/// <summary>Loading of native libraries, so that a test can stand in for the operating system.</summary>
internal interface INativeLibraries
{
    /// <summary>Loads the library at a full path.</summary>
    bool TryLoad(string path, out nint handle);
}

/// <summary>The operating system's loader.</summary>
internal sealed class SystemNativeLibraries : INativeLibraries
{
    /// <inheritdoc/>
    public bool TryLoad(string path, out nint handle) => NativeLibrary.TryLoad(path, out handle);
}
