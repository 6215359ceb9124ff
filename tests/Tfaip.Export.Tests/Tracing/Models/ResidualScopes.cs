using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Tracing.Models;

/// <summary>Residual networks that free what they make in between, as TorchVision's do.</summary>
internal static class ResidualScopes
{
    private static Conv2d Convolution(long from, long to, long kernel, long stride = 1, long groups = 1) =>
        Conv2d(from, to, kernel, stride: stride, padding: kernel / 2, groups: groups, bias: false);

    /// <summary>A block of two convolutions; the scope moves its result out.</summary>
    public sealed class Basic : Module<Tensor, Tensor>
    {
        private readonly Conv2d conv1;
        private readonly BatchNorm2d bn1;
        private readonly ReLU relu1 = ReLU(inplace: true);
        private readonly Conv2d conv2;
        private readonly BatchNorm2d bn2;
        private readonly Module<Tensor, Tensor>? downsample;

        public Basic(long from, long to, long stride)
            : base("basic")
        {
            (conv1, conv2) = (Convolution(from, to, 3, stride), Convolution(to, to, 3));
            (bn1, bn2) = (BatchNorm2d(to), BatchNorm2d(to));
            if (stride != 1 || from != to) downsample = Sequential(Convolution(from, to, 1, stride), BatchNorm2d(to));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var identity = input;
            var x = relu1.call(bn1.call(conv1.call(input)));
            x = bn2.call(conv2.call(x));
            if (downsample is not null) identity = downsample.call(input);
            return scope.MoveToOuter(x.add_(identity).relu_());
        }
    }

    /// <summary>A block of three convolutions, grouped as in ResNeXt; each result is moved out by itself.</summary>
    public sealed class Bottleneck : Module<Tensor, Tensor>
    {
        private readonly ModuleList<Module<Tensor, Tensor>> steps = ModuleList<Module<Tensor, Tensor>>();
        private readonly Module<Tensor, Tensor>? downsample;

        public Bottleneck(long from, long width, long groups, long stride)
            : base("bottleneck")
        {
            foreach (var convolution in new[]
            {
                Convolution(from, width, 1),
                Convolution(width, width, 3, stride, groups),
                Convolution(width, width * 2, 1)
            })
            {
                steps.append(convolution);
                steps.append(BatchNorm2d(convolution.weight.shape[0]));
            }

            if (stride != 1 || from != width * 2) downsample = Sequential(Convolution(from, width * 2, 1, stride), BatchNorm2d(width * 2));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var x = input.alias();
            for (var i = 0; i < steps.Count; i += 2)
            {
                using var scope = NewDisposeScope();
                var y = steps[i + 1].call(steps[i].call(x));
                if (i + 2 < steps.Count) y = y.relu();
                x.Dispose();
                x = y.MoveToOuterDisposeScope();
            }

            using (NewDisposeScope())
            {
                var identity = downsample?.call(input) ?? input;
                return (x + identity).relu().MoveToOuterDisposeScope();
            }
        }
    }

    /// <summary>The whole network, with a scope around all of it.</summary>
    public sealed class Network : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> stem =
            Sequential(Convolution(3, 8, 7, 2), BatchNorm2d(8), ReLU(inplace: true), MaxPool2d(3, stride: 2, padding: 1));
        private readonly Module<Tensor, Tensor> layers;
        private readonly Module<Tensor, Tensor> head;

        public Network(params Module<Tensor, Tensor>[] blocks)
            : base("network")
        {
            layers = Sequential(blocks);
            head = Sequential(AdaptiveAvgPool2d(1), Flatten(), Linear(16, 5));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var x = layers.call(stem.call(input));
            var (features, result) = scope.MoveToOuter(x, head.call(x));
            features.Dispose();
            return result;
        }
    }

    /// <summary>Keeps the features of a network beside its result, detached from all scopes.</summary>
    public sealed class Wrapper : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> inner;
        private Tensor? last;

        public Wrapper(Module<Tensor, Tensor> inner)
            : base("wrapper")
        {
            this.inner = inner;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            last?.Dispose();
            last = scope.Detach(inner.call(input));
            return scope.MoveToOuter(last.softmax(1));
        }
    }
}
