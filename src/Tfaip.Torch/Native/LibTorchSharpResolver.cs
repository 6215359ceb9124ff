using System.Security.Cryptography;
using Tfaip.Parameters.Files;

namespace Tfaip.Torch.Native;

/// <summary>
/// Loads TorchSharp's native library where the C++ runtime is older than the one that it was built with.
/// </summary>
/// <remarks>
/// <c>libLibTorchSharp.so</c> of TorchSharp 0.107 needs the version <c>GLIBCXX_3.4.32</c> (GCC 13) for one empty
/// function. Debian 12 and Ubuntu 22.04 do not have it, and the loader refuses the library. A private copy in which that
/// one need is weak loads and works; the package's own file is never touched.
/// </remarks>
/// <param name="libraries">Loads libraries.</param>
/// <param name="folders">Where the package's libraries are looked for.</param>
/// <param name="cache">Where the copy is kept.</param>
/// <param name="temporary">Where the copy is made for this process alone, if the cache cannot be written.</param>
internal sealed class LibTorchSharpResolver(INativeLibraries libraries, Func<IReadOnlyList<string>> folders, string cache, string temporary)
{
    private const string Library = "LibTorchSharp";
    private const string FileName = "libLibTorchSharp.so";

    // TorchSharp asks for it before its own; where the runtime finds it nobody asks here.
    private const string FirstLibrary = "torch_cpu";
    private const string MissingVersion = "GLIBCXX_3.4.32";

    // In the order of their dependencies. Where the system has a libtorch of its own, the dynamic loader would find that
    // one by name; what is loaded by full path first is what the names mean from then on.
    private static readonly string[] Dependencies = ["libc10.so", "libtorch_cpu.so", "libtorch.so"];

    private readonly Lock _lock = new();
    private nint _handle;

    /// <summary>
    /// Why the library did not load, and what to do; null where it did, or where the fault is not one that can be mended here.
    /// </summary>
    public string? Failure { get; private set; }

    /// <summary>
    /// Answers the runtime's question for a native library that the normal lookup did not find.
    /// </summary>
    /// <param name="name">The name as the caller wrote it.</param>
    /// <returns>The library's handle, or zero where this is not the library or not the fault that can be mended.</returns>
    public nint Resolve(string name)
    {
        if (name == FirstLibrary && Find($"lib{name}.so") is not null) return LoadDependencies();
        if (name is not (Library or FileName)) return 0;

        // The runtime asks again for each way in which the library is named; a second copy in memory would be a second
        // TorchSharp.
        lock (_lock)
        {
            if (_handle == 0 && Find(FileName) is { } original) _handle = LoadCopy(original);
            return _handle;
        }
    }

    private nint LoadCopy(string original)
    {
        var bytes = RegularFile.ReadAllBytes(original);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (!ElfVersionNeeds.TryMakeWeak(bytes, MissingVersion)) return 0;

        // TorchSharp swallows what is thrown here, and says that a package is missing.
        if (Copy(hash, bytes) is not { } copy) return 0;
        try
        {
            _ = LoadDependencies();
            return libraries.Load(copy);
        }
        catch (DllNotFoundException error)
        {
            Failure = $"TorchSharp's native library does not load. The loader says: {error.Message.Trim()}";
            return 0;
        }
        finally
        {
            // What is mapped stays, without its name.
            if (!copy.StartsWith(cache, StringComparison.Ordinal)) Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
        }
    }

    // The last one's handle.
    private nint LoadDependencies()
    {
        nint handle = 0;
        foreach (var dependency in Dependencies)
        {
            if (Find(dependency) is { } path) handle = libraries.Load(path);
        }

        return handle;
    }

    // In the cache; where it cannot be written, in a folder that only this process knows.
    private string? Copy(string hash, byte[] bytes)
    {
        var path = Path.Combine(cache, hash, FileName);
        try
        {
            if (!Holds(path, bytes)) Write(path, bytes);
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return CopyForProcess(bytes, error);
        }
    }

    private string? CopyForProcess(byte[] bytes, Exception ofCache)
    {
        var path = Path.Combine(temporary, $"tfaip-{Guid.NewGuid():N}", FileName);
        try
        {
            Write(path, bytes);
            return path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Failure = "TorchSharp's native library loads on this system from a copy, and there is no folder to write one: "
                + $"{ofCache.Message} {error.Message} Set XDG_CACHE_HOME or TMPDIR to a folder that can be written.";
            return null;
        }
    }

    private string? Find(string file) => folders().Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

    private static bool Holds(string path, byte[] bytes) =>
        File.Exists(path) && new FileInfo(path).Length == bytes.Length && RegularFile.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);

    // Another process may have the old file mapped: a rename gives the name to a new file and leaves the old one whole.
    private static void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = $"{path}.{Environment.ProcessId}.{Guid.NewGuid():N}";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, path, overwrite: true);
    }
}
