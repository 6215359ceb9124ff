using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Commands.Tests.Loading;

/// <summary>Modules for the command line to find.</summary>
public static class SampleModules
{
    public enum Activation
    {
        Relu,
        Tanh,
    }

    public sealed record Head(long Width, bool Bias = true);

    public sealed class Dense : Module<Tensor, Tensor>
    {
        private readonly Linear first;
        private readonly Linear second;
        private readonly Activation activation;

        public Dense(
            long hidden,
            Activation activation = Activation.Relu,
            double[]? scales = null,
            Head? head = null,
            ScalarType type = ScalarType.Float32,
            string? name = null)
            : base(name ?? nameof(Dense))
        {
            if (hidden < 1) throw new ArgumentOutOfRangeException(nameof(hidden), hidden, "There is no layer of that width.");
            (first, second) = (Linear(4, hidden, dtype: type), Linear(hidden, head?.Width ?? 2, head?.Bias ?? true, dtype: type));
            this.activation = activation;
            Scales = scales ?? [];
            RegisterComponents();
        }

        public double[] Scales { get; }

        public override Tensor forward(Tensor x)
        {
            var hidden = first.call(x);
            hidden = activation == Activation.Relu ? hidden.relu() : hidden.tanh();
            foreach (var scale in Scales) hidden = hidden * scale;
            return second.call(hidden);
        }
    }

    public sealed class Hostile : Module<Tensor, Tensor>
    {
        public Hostile()
            : base(nameof(Hostile)) => RegisterComponents();

        public override Tensor forward(Tensor x) => x * x.max().item<float>(); // here
    }

    public sealed class Printing : Module<Tensor, Tensor>
    {
        public Printing()
            : base(nameof(Printing)) => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            System.Diagnostics.Trace.WriteLine($"mean {x.mean().item<float>():F3} of {x}");
            return x * 2;
        }
    }

    public sealed class Outer
    {
        public sealed class Twin() : Module<Tensor, Tensor>(nameof(Twin))
        {
            public override Tensor forward(Tensor x) => x.exp();
        }
    }

    public sealed class Twin() : Module<Tensor, Tensor>(nameof(Twin))
    {
        public override Tensor forward(Tensor x) => x.cos();
    }

    public abstract class Unfinished() : Module<Tensor, Tensor>(nameof(Unfinished));

    public sealed class OfAny<T>() : Module<Tensor, Tensor>(nameof(OfAny<T>))
    {
        public override Tensor forward(Tensor x) => x.sin();
    }

    public sealed class Closed : Module<Tensor, Tensor>
    {
        private Closed()
            : base(nameof(Closed))
        {
        }

        public override Tensor forward(Tensor x) => x.sin();
    }
}
