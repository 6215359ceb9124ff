namespace Tfaip.Inference.Packages;

/// <summary>The files of a package, before anything of them is believed.</summary>
internal interface IPackageSource : IDisposable
{
    /// <summary>The plain names of all files.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>True where the order of <see cref="Names"/> is part of the form.</summary>
    bool IsOrdered { get; }

    /// <summary>Where one of them lies.</summary>
    FilePlace PlaceOf(string name);

    /// <summary>Reads one of them.</summary>
    ReadOnlyMemory<byte> Read(string name);

    /// <summary>Gives the bytes of one of them piece by piece.</summary>
    void Read(string name, Action<ReadOnlySpan<byte>> use);
}
