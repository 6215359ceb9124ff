namespace Tfaip.Processors.Pipelines.Generators;

/// <summary>What a field of a file is read as.</summary>
internal enum FieldType
{
    Float32,
    Int64,
    Bool,
    String,
    Path,
}
