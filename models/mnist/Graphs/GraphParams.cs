namespace Mnist.Graphs;

/// <summary>The layers between the image and the classifier: <c>mlp</c> or <c>cnn</c>, chosen in the configuration.</summary>
public abstract record GraphParams
{
    /// <value>Activation between layers.</value>
    public Activation Activation { get; init; } = Activation.Relu;

    public abstract Graph Create();

    protected torch.nn.Module<torch.Tensor, torch.Tensor> CreateActivation() => Activation switch
    {
        Activation.Relu => torch.nn.ReLU(),
        Activation.Gelu => torch.nn.GELU(),
        Activation.Tanh => torch.nn.Tanh(),
        _ => throw new InvalidOperationException($"The activation {Activation} has no module."),
    };
}

public enum Activation
{
    Relu,
    Gelu,
    Tanh,
}
