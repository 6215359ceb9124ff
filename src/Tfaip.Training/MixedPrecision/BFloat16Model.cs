using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tensors;

namespace Tfaip.Training.MixedPrecision;

/// <summary>A model that trains in bfloat16: its weights, what goes in and what comes out.</summary>
internal sealed class BFloat16Model(Model model, ParameterSet parameters) : IDisposable
{
    /// <summary>The weights that it computes with.</summary>
    public ComputeWeights Weights { get; } = new(model, parameters);

    /// <summary>Computes the outputs in training, which are float32 again.</summary>
    /// <exception cref="TfaipException">The model does not compute in bfloat16.</exception>
    public TensorMap ForwardTraining(TensorMap inputs, TensorMap targets) =>
        Explained(() => ModelBorder.Widen(model.ForwardTraining(ModelBorder.Round(inputs), ModelBorder.Round(targets))));

    /// <summary>Computes the outputs as the exported graph does, but with the weights of training.</summary>
    /// <exception cref="TfaipException">The model does not compute in bfloat16.</exception>
    public TensorMap Forward(TensorMap inputs) => Explained(() => ModelBorder.Widen(model.Forward(ModelBorder.Round(inputs))));

    /// <summary>Computes the losses of float32 outputs.</summary>
    /// <exception cref="TfaipException">The model computes them with weights in bfloat16, and cannot.</exception>
    public LossMap Loss(TensorMap inputs, TensorMap targets, TensorMap outputs) => Explained(() => model.Loss(inputs, targets, outputs));

    public void Dispose() => Weights.Dispose();

    private T Explained<T>(Func<T> compute)
    {
        try
        {
            return compute();
        }
        catch (Exception error) when (PrecisionErrors.IsOne(error))
        {
            throw PrecisionErrors.Explain(model, error);
        }
    }
}
