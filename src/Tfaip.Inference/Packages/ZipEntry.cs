using Tfaip.Processors.Manifests;

namespace Tfaip.Inference.Packages;

/// <summary>A file in a zip.</summary>
/// <param name="Name">Its plain name.</param>
/// <param name="Crc">The check sum of its content.</param>
/// <param name="Size">The length of its content in bytes.</param>
/// <param name="Offset">Where its record begins in the zip, in bytes.</param>
internal sealed record ZipEntry(string Name, uint Crc, long Size, long Offset)
{
    /// <summary>Whether its content begins where a page of memory does: weights are mapped where they lie.</summary>
    public bool IsAligned => Name.EndsWith(Manifest.WeightsExtension, StringComparison.Ordinal);

    /// <summary>Where its content begins in the zip, in bytes.</summary>
    public long Start => Offset + ZipRecords.Local(this).Length;
}
