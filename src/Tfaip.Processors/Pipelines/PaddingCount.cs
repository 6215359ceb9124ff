namespace Tfaip.Processors.Pipelines;

/// <summary>How much of the tensors that are to be padded is padding.</summary>
/// <param name="Elements">Their elements.</param>
/// <param name="Padding">Those that are padding.</param>
internal readonly record struct PaddingCount(long Elements, long Padding);
