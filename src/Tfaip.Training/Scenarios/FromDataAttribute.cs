namespace Tfaip.Training.Scenarios;

/// <summary>
/// Marks a whole number of a model's parameters that the data say: how many values an input or target has (of a label the
/// classes, of a token the vocabulary), or how long one of its axes is. A run fills it in where it is 0, and writes it into its
/// configuration, so that resuming, evaluation and export have the same number. A number that is given and is another one is an
/// error.
/// </summary>
/// <param name="tensor">The name of the input or target.</param>
/// <example>
/// <code>
/// public sealed record FlowerModelParams : ModelParams
/// {
///     [FromData("species")] public int Classes { get; init; }          // species: int64[batch] in 0..2
///
///     [FromData("size", Axis = 1)] public int Features { get; init; }  // size: float32[batch, 4]
/// }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FromDataAttribute(string tensor) : Attribute
{
    /// <summary>The name of the input or target.</summary>
    public string Tensor { get; } = tensor;

    /// <value>The axis whose length is meant, the batch axis counted as 0. Default: 0, the number of values is meant.</value>
    public int Axis { get; init; }
}
