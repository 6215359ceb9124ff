using Tfaip.Parameters;

namespace Tfaip.Predict.Inputs;

/// <summary>An input that was read.</summary>
/// <param name="Name">The name that its answer has.</param>
/// <param name="Value">The value for the predictor; null where there is an error.</param>
/// <param name="Error">Why it could not be read; null where it could.</param>
internal sealed record ReadInput(string Name, object? Value, TfaipException? Error);
