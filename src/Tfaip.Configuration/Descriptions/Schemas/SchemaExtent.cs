namespace Tfaip.Configuration.Descriptions.Schemas;

/// <summary>How much of a tree a file has.</summary>
internal enum SchemaExtent
{
    /// <summary>All: what must be given is there.</summary>
    Whole,

    /// <summary>What it changes of the files that it includes.</summary>
    Part,
}
