using Tfaip.Export.Graphs;

namespace Tfaip.Export.Lowering.Complex;

/// <summary>Numbers to be transformed: their value, with a last axis of one (real numbers) or of two (complex ones).</summary>
/// <param name="Value">The value.</param>
/// <param name="Rank">The number of axes without the last one.</param>
/// <param name="IsComplex">Whether the numbers are complex.</param>
internal sealed record Spectrum(GraphValue Value, int Rank, bool IsComplex);
