namespace Tfaip.Export.Programs;

/// <summary>What one index of an indexer selects.</summary>
internal enum IndexKind
{
    /// <summary>One position; the axis goes.</summary>
    Single,

    /// <summary>A range of positions.</summary>
    Slice,

    /// <summary>All axes that the other indices leave over.</summary>
    Ellipsis,

    /// <summary>A new axis of length one.</summary>
    None,

    /// <summary>All of the axis.</summary>
    Null,

    /// <summary>A truth value: a new axis of length one or zero.</summary>
    Bool,

    /// <summary>The positions in a tensor, or where a mask is true.</summary>
    Tensor,
}
