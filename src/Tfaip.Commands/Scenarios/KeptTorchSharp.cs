using System.Security.Cryptography;
using Tfaip.Parameters.Files;

namespace Tfaip.Commands.Scenarios;

/// <summary>
/// The copy of TorchSharp.dll that programs over Tfaip.Torch get from their build: one whose arguments stay alive during native calls.
/// <c>Tfaip.Torch.targets</c> says why.
/// </summary>
internal static class KeptTorchSharp
{
    // The value of [assembly: Debuggable] in the blob heap, with its length before it: IgnoreSymbolStoreSequencePoints, and with
    // Default | DisableOptimizations.
    private static readonly byte[] Optimised = [8, 1, 0, 2, 0, 0, 0, 0, 0];
    private static readonly byte[] Kept = [8, 1, 0, 3, 1, 0, 0, 0, 0];

    /// <summary>The path of the copy; that of the file itself where it is such a copy.</summary>
    /// <param name="path">The path of a TorchSharp.dll.</param>
    public static string Of(string path)
    {
        var image = RegularFile.ReadAllBytes(path);
        if (image.AsSpan().IndexOf(Optimised) is not (>= 0 and var at)) return path;
        var copy = Path.Combine(CacheFolder.OfUser, "torchsharp", Convert.ToHexStringLower(SHA256.HashData(image)), Path.GetFileName(path));
        Kept.CopyTo(image, at);
        if (File.Exists(copy) && RegularFile.ReadAllBytes(copy).AsSpan().SequenceEqual(image)) return copy;
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        AtomicFile.Write(copy, file => file.Write(image));
        return copy;
    }
}
