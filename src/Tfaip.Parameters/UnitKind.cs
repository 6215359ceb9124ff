namespace Tfaip.Parameters;

/// <summary>The units that a number may be written with.</summary>
public enum UnitKind
{
    /// <summary>Thousands, millions and billions: <c>10k</c>, <c>1.5M</c>, <c>2G</c>.</summary>
    Count,

    /// <summary>
    /// Bytes: <c>512B</c>; <c>kB</c>, <c>MB</c>, <c>GB</c>, <c>TB</c> of 1000, and <c>KiB</c>, <c>MiB</c>, <c>GiB</c>, <c>TiB</c> of 1024.
    /// </summary>
    Bytes,
}
