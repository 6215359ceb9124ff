namespace Tfaip.Inference.Packages;

/// <summary>The files of a package, before anything of them is believed.</summary>
internal interface IPackageSource
{
    /// <summary>The plain names of all files.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>True where the order of <see cref="Names"/> is part of the form.</summary>
    bool IsOrdered { get; }

    /// <summary>The size of one of them in bytes.</summary>
    long SizeOf(string name);

    /// <summary>Reads one of them.</summary>
    ReadOnlyMemory<byte> Read(string name);
}
