namespace Tfaip.Export.Lowering.Attention;

/// <summary>The masks of a decoder; each may be missing.</summary>
internal sealed record DecoderMasks(Operand? Target, Operand? Memory, Operand? TargetKeys, Operand? MemoryKeys);
