namespace Tfaip.Predict.Inputs;

/// <summary>An input under the name that its answer has.</summary>
/// <param name="Name">The path, or file and row.</param>
/// <param name="Read">Gives the value for the predictor.</param>
internal sealed record NamedInput(string Name, Func<object> Read)
{
    /// <summary>An input that is there already.</summary>
    public static NamedInput Of(string name, object value) => new(name, () => value);
}
