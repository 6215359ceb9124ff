namespace Tfaip.Export.Tests.Lowering.Coverage;

/// <summary>One method or layer of TorchSharp.</summary>
/// <param name="Owner">The class of the method, or the layer.</param>
/// <param name="Method">The name of the method; <c>forward</c> for a layer.</param>
/// <param name="Status">What the exporter does about it.</param>
/// <param name="Reason">Why it is not exported, or empty.</param>
internal sealed record CoverageRow(Type Owner, string Method, CoverageStatus Status, string Reason);
