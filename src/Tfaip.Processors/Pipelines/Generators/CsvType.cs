namespace Tfaip.Processors.Pipelines.Generators;

/// <summary>What the text of a CSV field is read as.</summary>
internal enum CsvType
{
    Float32,
    Int64,
    String,
}
