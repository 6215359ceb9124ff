using Tfaip.Parameters;
using Tfaip.Training.Tensors;
using static TorchSharp.torch;

namespace Tfaip.Training.Optimization.Gradients;

/// <summary>Computes input-gradient regularisation, see <see cref="InputGradientParams"/>.</summary>
internal static class InputGradientPenalty
{
    /// <summary>Refuses regularisation where inputs are rounded.</summary>
    /// <exception cref="TfaipException">There is regularisation.</exception>
    public static void CheckPrecision(InputGradientParams? parameters)
    {
        if (parameters is null) return;
        throw new TfaipException(
            "trainer.input_gradient moves an input by less than bfloat16 can tell, so that the slope of the loss would be noise. Leave it "
            + "out, or set precision: float32.");
    }

    /// <summary>The inputs with the one to move as a tensor of which gradients can be taken.</summary>
    /// <exception cref="TfaipException">There is no such input, or it holds no floating-point numbers.</exception>
    public static TensorMap Prepare(InputGradientParams parameters, TensorMap inputs)
    {
        if (!inputs.TryGetValue(parameters.Input, out var input))
        {
            throw new TfaipException(
                $"trainer.input_gradient.input: there is no input '{parameters.Input}'; there are: {string.Join(", ", inputs.Keys)}.");
        }

        if (!input.is_floating_point())
        {
            throw new TfaipException(
                $"trainer.input_gradient.input: '{parameters.Input}' holds {input.dtype.ToString().ToLowerInvariant()}; only "
                + "floating-point numbers have gradients.");
        }

        var prepared = new TensorMap();
        foreach (var (name, tensor) in inputs) prepared[name] = name == parameters.Input ? input.detach().requires_grad_() : tensor;
        return prepared;
    }

    /// <summary>The punishment, a scalar.</summary>
    /// <param name="parameters">How much, and how far.</param>
    /// <param name="inputs">What <see cref="Prepare"/> gave.</param>
    /// <param name="losses">The losses of the inputs.</param>
    /// <param name="lossesOf">Computes the losses of other inputs, with the same random numbers.</param>
    /// <exception cref="TfaipException">A loss does not say what each sample has of it.</exception>
    public static Tensor Of(InputGradientParams parameters, TensorMap inputs, LossMap losses, Func<TensorMap, LossMap> lossesOf)
    {
        var input = inputs[parameters.Input];
        var samples = input.shape[0];
        var loss = PerSample(losses, samples);
        var gradient = autograd.grad([loss.sum()], [input], retain_graph: true)[0].flatten(1);
        var length = gradient.norm(1, keepdim: true);
        var direction = gradient.div(length.masked_fill(length.eq(0), 1)).view_as(input);

        var moved = new TensorMap();
        foreach (var (name, tensor) in inputs)
            moved[name] = name == parameters.Input ? (input + (parameters.H * direction)).detach() : tensor;
        var slope = (PerSample(lossesOf(moved), samples) - loss).div(parameters.H);
        return parameters.Lambda * slope.square().mean();
    }

    private static Tensor PerSample(LossMap losses, long samples)
    {
        Tensor? sum = null;
        foreach (var loss in losses)
        {
            if (loss.Values.dim() == 0 || loss.Values.shape[0] != samples)
            {
                throw new TfaipException(
                    $"trainer.input_gradient needs what each sample has of the loss '{loss.Name}', but that is one number for the batch. "
                    + "Have Model.Loss add it without a mean (reduction: Reduction.None); the trainer takes the mean.");
            }

            var values = loss.Values.dim() == 1 ? loss.Values : loss.Values.flatten(1).mean([1]);
            values = loss.Weight == 1 ? values : values * loss.Weight;
            sum = sum is null ? values : sum + values;
        }

        return sum!;
    }
}
