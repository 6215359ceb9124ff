namespace Tfaip.Inference.Inputs;

/// <summary>An input of a <see cref="Predictor"/> with what messages call it, such as a file and its row.</summary>
/// <param name="Source">What messages call it; the answer has it as its <c>source</c>.</param>
/// <param name="Value">The input, as the predictor takes it without a name.</param>
public sealed record SourcedInput(string Source, object Value);
