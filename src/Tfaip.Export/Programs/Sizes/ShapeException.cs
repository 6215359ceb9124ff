namespace Tfaip.Export.Programs.Sizes;

/// <summary>An operation cannot be applied to tensors of these shapes: TorchSharp would fail as well.</summary>
/// <param name="message">Why.</param>
internal sealed class ShapeException(string message) : Exception(message);
