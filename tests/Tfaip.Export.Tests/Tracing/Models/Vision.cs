using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Tracing.Models;

// Networks for images, as narrow as they can be and still be what they are.
internal sealed class LeNet : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1 = Conv2d(1, 3, 5);
    private readonly Conv2d conv2 = Conv2d(3, 4, 5);
    private readonly Linear fc1 = Linear(4 * 4 * 4, 12);
    private readonly Linear fc2 = Linear(12, 10);

    public LeNet()
        : base(nameof(LeNet)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = functional.max_pool2d(functional.relu(conv1.call(x)), 2);
        x = functional.max_pool2d(functional.relu(conv2.call(x)), 2);
        x = x.view(-1, x.shape[1] * x.shape[2] * x.shape[3]);
        return functional.log_softmax(fc2.call(functional.relu(fc1.call(x))), 1);
    }
}

internal sealed class Vgg : Module<Tensor, Tensor>
{
    private readonly Sequential features;
    private readonly Linear classifier = Linear(8, 3);

    public Vgg()
        : base(nameof(Vgg))
    {
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        var channels = 3L;
        foreach (var width in new[] { 4, 0, 6, 6, 0, 8 })
        {
            if (width == 0)
            {
                layers.Add(($"{layers.Count}", MaxPool2d(2, stride: 2)));
                continue;
            }

            layers.Add(($"{layers.Count}", Conv2d(channels, width, 3, padding: 1)));
            layers.Add(($"{layers.Count}", BatchNorm2d(width)));
            layers.Add(($"{layers.Count}", ReLU(inplace: true)));
            channels = width;
        }

        features = Sequential(layers);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => classifier.call(features.call(x).mean(new long[] { 2, 3 }));
}

internal sealed class ResNet : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1 = Conv2d(3, 4, 7, stride: 2, padding: 3, bias: false);
    private readonly BatchNorm2d bn1 = BatchNorm2d(4);
    private readonly MaxPool2d pool = MaxPool2d(3, stride: 2, padding: 1);
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly AdaptiveAvgPool2d average = AdaptiveAvgPool2d(1);
    private readonly Linear fc;

    public ResNet(bool bottleneck)
        : base(nameof(ResNet))
    {
        var expansion = bottleneck ? 4 : 1;
        layer1 = Sequential(("0", new Block(4, 4, 1, expansion)), ("1", new Block(4 * expansion, 4, 1, expansion)));
        layer2 = Sequential(("0", new Block(4 * expansion, 6, 2, expansion)));
        fc = Linear(6 * expansion, 5);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = pool.call(functional.relu(bn1.call(conv1.call(x)), inplace: true));
        return fc.call(flatten(average.call(layer2.call(layer1.call(x))), 1));
    }

    private sealed class Block : Module<Tensor, Tensor>
    {
        private readonly Sequential body;
        private readonly Sequential? downsample;

        public Block(long from, long width, long stride, long expansion)
            : base(nameof(Block))
        {
            var to = width * expansion;
            body = expansion == 1
                ? Sequential(
                    Conv2d(from, width, 3, stride: stride, padding: 1, bias: false),
                    BatchNorm2d(width),
                    ReLU(),
                    Conv2d(width, to, 3, padding: 1, bias: false),
                    BatchNorm2d(to))
                : Sequential(
                    Conv2d(from, width, 1, bias: false),
                    BatchNorm2d(width),
                    ReLU(),
                    Conv2d(width, width, 3, stride: stride, padding: 1, bias: false),
                    BatchNorm2d(width),
                    ReLU(),
                    Conv2d(width, to, 1, bias: false), BatchNorm2d(to));
            if (stride != 1 || from != to) downsample = Sequential(Conv2d(from, to, 1, stride: stride, bias: false), BatchNorm2d(to));
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            var identity = downsample?.call(x) ?? x;
            var result = body.call(x);
            result += identity;
            return functional.relu(result, inplace: true);
        }
    }
}

internal sealed class DenseBlock : Module<Tensor, Tensor>
{
    private readonly ModuleList<Module<Tensor, Tensor>> layers = new();

    public DenseBlock()
        : base(nameof(DenseBlock))
    {
        for (var i = 0; i < 3; i++) layers.Add(Sequential(BatchNorm2d(3 + (2 * i)), ReLU(), Conv2d(3 + (2 * i), 2, 3, padding: 1)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        List<Tensor> features = [x];
        foreach (var layer in layers) features.Add(layer.call(cat(features, 1)));
        return functional.avg_pool2d(cat(features, dim: 1), 2);
    }
}

internal sealed class SqueezeExcite : Module<Tensor, Tensor>
{
    private readonly Conv2d reduce;
    private readonly Conv2d expand;
    private readonly bool hard;

    public SqueezeExcite(long channels, bool hard = false)
        : base(nameof(SqueezeExcite))
    {
        (reduce, expand, this.hard) = (Conv2d(channels, 2, 1), Conv2d(2, channels, 1), hard);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var scale = functional.adaptive_avg_pool2d(x, 1);
        scale = expand.call(functional.relu(reduce.call(scale)));
        return x * (hard ? functional.hardsigmoid(scale) : sigmoid(scale));
    }
}

internal sealed class InvertedResidual : Module<Tensor, Tensor>
{
    private readonly Sequential layers;
    private readonly bool residual;

    public InvertedResidual(long from, long to, long stride, Func<Module<Tensor, Tensor>> activation, bool excite)
        : base(nameof(InvertedResidual))
    {
        var hidden = from * 2;
        residual = stride == 1 && from == to;
        var parts = new List<Module<Tensor, Tensor>>
        {
            Conv2d(from, hidden, 1, bias: false), BatchNorm2d(hidden), activation(),
            Conv2d(hidden, hidden, 3, stride: stride, padding: 1, groups: hidden, bias: false), BatchNorm2d(hidden), activation(),
        };
        if (excite) parts.Add(new SqueezeExcite(hidden, hard: true));
        parts.AddRange([Conv2d(hidden, to, 1, bias: false), BatchNorm2d(to)]);
        layers = Sequential(parts);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => residual ? x + layers.call(x) : layers.call(x);
}

internal sealed class UNet : Module<Tensor, Tensor>
{
    private readonly Sequential down1 = Convolutions(3, 4);
    private readonly Sequential down2 = Convolutions(4, 6);
    private readonly Sequential bottom = Convolutions(6, 8);
    private readonly ConvTranspose2d up2 = ConvTranspose2d(8, 6, 2, stride: 2);
    private readonly Sequential left2 = Convolutions(12, 6);
    private readonly ConvTranspose2d up1 = ConvTranspose2d(6, 4, 2, stride: 2);
    private readonly Sequential left1 = Convolutions(8, 4);
    private readonly Conv2d head = Conv2d(4, 2, 1);

    public UNet()
        : base(nameof(UNet)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var first = down1.call(x);
        var second = down2.call(functional.max_pool2d(first, 2));
        var deep = bottom.call(functional.max_pool2d(second, 2));
        var middle = left2.call(Join(up2.call(deep), second));
        return head.call(left1.call(Join(up1.call(middle), first)));
    }

    // What pooling has cut off is padded again, as the size of the skip connection asks for.
    private static Tensor Join(Tensor x, Tensor skip)
    {
        var (height, width) = (skip.shape[2] - x.shape[2], skip.shape[3] - x.shape[3]);
        return cat([functional.pad(x, [width / 2, width - (width / 2), height / 2, height - (height / 2)]), skip], 1);
    }

    private static Sequential Convolutions(long from, long to) =>
        Sequential(Conv2d(from, to, 3, padding: 1), BatchNorm2d(to), ReLU(), Conv2d(to, to, 3, padding: 1), GroupNorm2(to), ReLU());

    private static GroupNorm GroupNorm2(long channels)
    {
        // TorchSharp leaves the weights of a GroupNorm as the memory was.
        var norm = GroupNorm(2, channels);
        init.ones_(norm.weight!);
        init.zeros_(norm.bias!);
        return norm;
    }
}

internal sealed class PyramidNetwork : Module<Tensor, Tensor[]>
{
    private readonly ModuleList<Module<Tensor, Tensor>> stages =
        new(Conv2d(3, 4, 3, stride: 2, padding: 1), Conv2d(4, 6, 3, stride: 2, padding: 1), Conv2d(6, 8, 3, stride: 2, padding: 1));
    private readonly ModuleList<Module<Tensor, Tensor>> laterals = new(Conv2d(4, 4, 1), Conv2d(6, 4, 1), Conv2d(8, 4, 1));

    public PyramidNetwork()
        : base(nameof(PyramidNetwork)) => RegisterComponents();

    public override Tensor[] forward(Tensor x)
    {
        var features = new List<Tensor>();
        foreach (var stage in stages) features.Add(x = functional.relu(stage.call(x)));
        var results = new Tensor[3];
        for (var i = 2; i >= 0; i--)
        {
            var lateral = laterals[i].call(features[i]);
            results[i] = i == 2 ? lateral : lateral + Twice(results[i + 1]);
        }

        return results;
    }

    // Each pixel four times.
    private static Tensor Twice(Tensor x)
    {
        var (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        return x.view(n, c, h, 1, w, 1).expand(n, c, h, 2, w, 2).reshape(n, c, h * 2, w * 2);
    }
}

internal sealed class Inception : Module<Tensor, Tensor>
{
    private readonly Conv2d one = Conv2d(3, 2, 1);
    private readonly Sequential three =
        Sequential(Conv2d(3, 2, 1), ReLU(), Conv2d(2, 3, (3, 1), padding: (1, 0)), Conv2d(3, 3, (1, 3), padding: (0, 1)));
    private readonly Sequential five = Sequential(Conv2d(3, 2, 1), ELU(), Conv2d(2, 2, 5, padding: 2));
    private readonly Conv2d pooled = Conv2d(3, 2, 1);

    public Inception()
        : base(nameof(Inception)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        Tensor[] branches = [one.call(x), three.call(x), five.call(x), pooled.call(functional.max_pool2d(x, 3, stride: 1, padding: 1))];
        return functional.relu(cat(branches, 1));
    }
}

internal sealed class ChannelShuffleUnit : Module<Tensor, Tensor>
{
    private readonly Sequential branch =
        Sequential(Conv2d(3, 3, 1), BatchNorm2d(3), ReLU(), Conv2d(3, 3, 3, padding: 1, groups: 3), BatchNorm2d(3));
    private readonly Conv2d stem = Conv2d(3, 6, 1);

    public ChannelShuffleUnit()
        : base(nameof(ChannelShuffleUnit)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var halves = stem.call(x).chunk(2, dim: 1);
        var joined = cat([halves[0], branch.call(halves[1])], 1);
        var (n, c, h, w) = (joined.shape[0], joined.shape[1], joined.shape[2], joined.shape[3]);
        return joined.view(n, 2, c / 2, h, w).transpose(1, 2).contiguous().view(n, -1, h, w);
    }
}

internal sealed class Fire : Module<Tensor, Tensor>
{
    private readonly Conv2d squeeze = Conv2d(3, 2, 1);
    private readonly Conv2d expand1 = Conv2d(2, 3, 1);
    private readonly Conv2d expand3 = Conv2d(2, 3, 3, padding: 1, padding_mode: PaddingModes.Zeros);

    public Fire()
        : base(nameof(Fire)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = squeeze.call(x).relu();
        return hstack([expand1.call(x).relu(), expand3.call(x).relu_()]);
    }
}

internal sealed class SuperResolution : Module<Tensor, Tensor>
{
    private const int Factor = 3;
    private readonly Conv2d first = Conv2d(1, 4, 5, padding: 2);
    private readonly Conv2d last = Conv2d(4, Factor * Factor, 3, padding: 1);

    public SuperResolution()
        : base(nameof(SuperResolution)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = last.call(tanh(first.call(x)));
        var (n, h, w) = (x.shape[0], x.shape[2], x.shape[3]);
        return x.reshape(n, 1, Factor, Factor, h, w).permute(0, 1, 4, 2, 5, 3).reshape(n, 1, h * Factor, w * Factor);
    }
}

internal sealed class ConvNeXt : Module<Tensor, Tensor>
{
    private readonly Conv2d depthwise = Conv2d(4, 4, 7, padding: 3, groups: 4);
    private readonly LayerNorm norm = LayerNorm(4, eps: 1e-6);
    private readonly Linear up = Linear(4, 16);
    private readonly Linear down = Linear(16, 4);
    private readonly Conv2d stem = Conv2d(3, 4, 4, stride: 4);
    private readonly Parameter gamma = new(ones(4) * 0.1);

    public ConvNeXt()
        : base(nameof(ConvNeXt)) => RegisterComponents();

    public override Tensor forward(Tensor image)
    {
        var input = stem.call(image);
        var x = depthwise.call(input).permute(0, 2, 3, 1);
        x = down.call(functional.gelu(up.call(norm.call(x))));
        return input + (gamma * x).permute(0, 3, 1, 2);
    }
}

internal sealed class VisionTransformer : Module<Tensor, Tensor>
{
    private readonly Conv2d patches = Conv2d(3, 8, 4, stride: 4);
    private readonly Parameter token = new(randn(1, 1, 8));
    private readonly Parameter positions = new(randn(1, 101, 8));
    private readonly ModuleList<EncoderBlock> blocks = new(new EncoderBlock(8, 2), new EncoderBlock(8, 4));
    private readonly LayerNorm norm = LayerNorm(8);
    private readonly Linear head = Linear(8, 3);

    public VisionTransformer()
        : base(nameof(VisionTransformer)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = patches.call(x).flatten(2).transpose(1, 2);
        x = cat([token.expand(x.shape[0], -1, -1), x], dim: 1);
        x = x + positions[TensorIndex.Colon, TensorIndex.Slice(stop: x.shape[1])];
        foreach (var block in blocks) x = block.call(x);
        return head.call(norm.call(x)[TensorIndex.Colon, 0]);
    }
}

internal sealed class SwinBlock : Module<Tensor, Tensor>
{
    private const int Window = 4;
    private readonly LayerNorm norm = LayerNorm(6);
    private readonly EncoderBlock block = new(6, 2);

    public SwinBlock()
        : base(nameof(SwinBlock)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var (b, h, w, c) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        var shifted = Shift(norm.call(x), 2);
        var windows = shifted.view(b, h / Window, Window, w / Window, Window, c).permute(0, 1, 3, 2, 4, 5).contiguous()
            .view(-1, Window * Window, c);
        windows = block.call(windows);
        shifted = windows.view(b, h / Window, w / Window, Window, Window, -1).permute(0, 1, 3, 2, 4, 5).contiguous().view(b, h, w, -1);
        return x + Shift(shifted, -2);
    }

    // Positive: the first rows and columns go to the end.
    private static Tensor Shift(Tensor x, int by)
    {
        for (var axis = 1; axis <= 2; axis++)
        {
            var at = by > 0 ? by : x.shape[axis] + by;
            x = cat([x.narrow(axis, at, x.shape[axis] - at), x.narrow(axis, 0, at)], axis);
        }

        return x;
    }
}

internal sealed class MlpMixer : Module<Tensor, Tensor>
{
    private readonly Conv2d patches = Conv2d(3, 6, 4, stride: 4);
    private readonly LayerNorm norm1 = LayerNorm(6);
    private readonly LayerNorm norm2 = LayerNorm(6);
    private readonly Sequential tokens = Sequential(Linear(16, 8), GELU(), Linear(8, 16));
    private readonly Sequential channels = Sequential(Linear(6, 12), GELU(), Linear(12, 6));

    public MlpMixer()
        : base(nameof(MlpMixer)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = patches.call(x).flatten(start_dim: 2).transpose(1, 2);
        x = x + tokens.call(norm1.call(x).transpose(1, 2)).transpose(1, 2);
        return (x + channels.call(norm2.call(x))).mean(new long[] { 1 });
    }
}

internal sealed class PyramidPooling : Module<Tensor, Tensor>
{
    private readonly ModuleList<Module<Tensor, Tensor>> atrous =
        new(Conv2d(3, 2, 3, padding: 1), Conv2d(3, 2, 3, padding: 2, dilation: 2), Conv2d(3, 2, 3, padding: 3, dilation: 3));
    private readonly Conv2d pooled = Conv2d(3, 2, 1);

    public PyramidPooling()
        : base(nameof(PyramidPooling)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var parts = atrous.Select(layer => layer.call(x)).ToList();
        parts.Add(pooled.call(x.mean(new long[] { 2, 3 }, keepdim: true)).expand(-1, -1, x.shape[2], x.shape[3]));
        return concat(parts, 1);
    }
}

internal sealed class CoordinateConvolution : Module<Tensor, Tensor>
{
    private readonly Conv2d conv = Conv2d(5, 3, 3, padding: 1, padding_mode: PaddingModes.Reflect);

    public CoordinateConvolution()
        : base(nameof(CoordinateConvolution)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var (n, h, w) = (x.size(0), x.size(2), x.size(3));
        var rows = (arange(h, dtype: float32) / (h - 1)).view(1, 1, h, 1).expand(n, 1, h, w);
        var columns = (arange(w, dtype: float32, device: x.device) / (w - 1) * 2 - 1).expand(n, 1, h, w);
        return conv.call(cat([x, rows, columns], 1));
    }
}

internal sealed class TextRecognizer : Module<Tensor, Tensor>
{
    private readonly Sequential convolutions = Sequential(
        Conv2d(1, 4, 3, padding: 1),
        LeakyReLU(0.1),
        MaxPool2d((2, 2)),
        Conv2d(4, 6, 3, padding: 1),
        BatchNorm2d(6),
        LeakyReLU(0.1),
        MaxPool2d((2, 1)));

    private readonly LSTM lstm = LSTM(6, 5, numLayers: 2, batchFirst: true, bidirectional: true, dropout: 0.2);
    private readonly Linear head = Linear(10, 7);

    public TextRecognizer()
        : base(nameof(TextRecognizer)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var columns = convolutions.call(x).mean(new long[] { 2 }).permute(0, 2, 1);
        return functional.log_softmax(head.call(lstm.call(columns).Item1), -1);
    }
}

internal sealed class DetectionHead : Module<Tensor, (Tensor Boxes, Tensor Scores)>
{
    private const int Anchors = 2;
    private readonly Conv2d conv = Conv2d(3, Anchors * 7, 3, stride: 2, padding: 1);
    private readonly Tensor sizes = tensor(new float[,] { { 8, 8 }, { 16, 32 } });

    public DetectionHead()
        : base(nameof(DetectionHead)) => RegisterComponents();

    public override (Tensor Boxes, Tensor Scores) forward(Tensor x)
    {
        var raw = conv.call(x);
        var (n, h, w) = (raw.shape[0], raw.shape[2], raw.shape[3]);
        raw = raw.view(n, Anchors, 7, h, w).permute(0, 3, 4, 1, 2);
        var grid = stack([arange(w).view(1, w).expand(h, w), arange(h).view(h, 1).expand(h, w)], -1).view(1, h, w, 1, 2);
        var centre = (sigmoid(raw[TensorIndex.Ellipsis, ..2]) + grid) * 2;
        var extent = raw[TensorIndex.Ellipsis, 2..4].exp() * sizes.view(1, 1, 1, Anchors, 2);
        var boxes = cat([centre - (extent / 2), centre + (extent / 2)], -1).reshape(n, -1, 4);
        return (boxes, raw[TensorIndex.Ellipsis, 4..].softmax(-1).flatten(1, 3));
    }
}

internal sealed class ConvolutionalAttention : Module<Tensor, Tensor>
{
    private readonly Sequential shared = Sequential(Linear(4, 2, hasBias: false), ReLU(), Linear(2, 4, hasBias: false));
    private readonly Conv2d spatial = Conv2d(2, 1, 7, padding: 3, bias: false);
    private readonly Conv2d stem = Conv2d(3, 4, 1);

    public ConvolutionalAttention()
        : base(nameof(ConvolutionalAttention)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = stem.call(x);
        var channels = shared.call(x.mean(new long[] { 2, 3 })) + shared.call(x.amax([2, 3]));
        x = x * channels.sigmoid().unsqueeze(2).unsqueeze(3);
        var (largest, _) = x.max(1, keepdim: true);
        return x * spatial.call(cat([largest, x.mean(new long[] { 1 }, keepdim: true)], 1)).sigmoid();
    }
}

internal sealed class PatchEmbedding : Module<Tensor, Tensor>
{
    private readonly Linear project = Linear(27, 5);

    public PatchEmbedding()
        : base(nameof(PatchEmbedding)) => RegisterComponents();

    // Patches by view and permute; what is left over at the borders is cut off.
    public override Tensor forward(Tensor x)
    {
        var (rows, columns) = (x.shape[2] / 3, x.shape[3] / 3);
        x = x[.., .., ..(int)(rows * 3), ..(int)(columns * 3)];
        x = x.reshape(-1, 3, rows, 3, columns, 3).permute(0, 2, 4, 1, 3, 5).reshape(x.shape[0], rows * columns, 27);
        return project.call(x);
    }
}

internal sealed class PixelInput : Module<Tensor, Tensor>
{
    private readonly Tensor mean = tensor(new float[] { 0.4f, 0.5f, 0.6f }).view(3, 1, 1);
    private readonly Tensor deviation = tensor(new float[] { 0.2f, 0.3f, 0.25f }).view(3, 1, 1);
    private readonly Conv2d conv = Conv2d(3, 2, 3);

    public PixelInput()
        : base(nameof(PixelInput)) => RegisterComponents();

    public override Tensor forward(Tensor x) => conv.call(((x.permute(0, 3, 1, 2).to(float32) / 255) - mean) / deviation);
}
