namespace Tfaip.Training.Scenarios;

/// <summary>What a scenario learns; a scenario's model derives from it.</summary>
/// <typeparam name="TParams">The model's parameters.</typeparam>
/// <param name="parameters">The model's parameters.</param>
/// <example>
/// <code>
/// public sealed class DigitsModel(DigitsModelParams p) : Model&lt;DigitsModelParams&gt;(p)
/// {
///     private readonly Sequential net = Sequential(Linear(64, p.Hidden), ReLU(), Linear(p.Hidden, 10));
///
///     public override TensorMap Forward(TensorMap inputs) =&gt; new() { ["logits"] = net.call(inputs["image"]) };
///
///     public override LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) =&gt;
///         new() { { "cross_entropy", functional.cross_entropy(outputs["logits"], targets["label"]) } };
/// }
/// </code>
/// </example>
public abstract class Model<TParams>(TParams parameters) : Model
    where TParams : ModelParams
{
    /// <summary>The model's parameters.</summary>
    protected TParams Params { get; } = parameters ?? throw new ArgumentNullException(nameof(parameters));
}
