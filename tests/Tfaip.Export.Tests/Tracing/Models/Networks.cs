using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Tracing.Models;

internal sealed class Mlp : Module<Tensor, Tensor>
{
    private readonly Linear first;
    private readonly Linear second = Linear(16, 4);

    public Mlp(long width = 6)
        : base("mlp")
    {
        first = Linear(width, 16);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => second.call(functional.relu(first.call(input)));
}

internal sealed class Residual : Module<Tensor, Tensor>
{
    private readonly Sequential body;
    private readonly Conv2d? shortcut;

    private Residual(long channels, long stride)
        : base("residual")
    {
        body = Sequential(
            Conv2d(8, channels, 3, stride: stride, padding: 1, bias: false),
            BatchNorm2d(channels),
            ReLU(inplace: true),
            Conv2d(channels, channels, 3, padding: 1, bias: false),
            BatchNorm2d(channels));
        if (stride != 1) shortcut = Conv2d(8, channels, 1, stride: stride);
        RegisterComponents();
    }

    public static Sequential Network() => Sequential(
        ("stem", Conv2d(3, 8, 3, padding: 1)),
        ("block1", new Residual(8, 1)),
        ("block2", new Residual(12, 2)),
        ("pool", AdaptiveAvgPool2d(1)),
        ("flatten", Flatten()),
        ("head", Linear(12, 5)));

    public override Tensor forward(Tensor input)
    {
        var x = body.call(input) + (shortcut is null ? input : shortcut.call(input));
        return functional.relu(x);
    }
}

internal sealed class NormBlock : Module<Tensor, Tensor>
{
    private readonly LayerNorm norm = LayerNorm(6);
    private readonly Linear wide = Linear(6, 12);
    private readonly Linear narrow = Linear(12, 6);
    private readonly Dropout dropout = Dropout(0.3);

    public NormBlock()
        : base("norm") => RegisterComponents();

    public override Tensor forward(Tensor input) => input + dropout.call(narrow.call(functional.gelu(wide.call(norm.call(input)))));
}

internal sealed class BiLstm : Module<Tensor, Tensor[]>
{
    private readonly LSTM lstm = LSTM(6, 5, numLayers: 2, batchFirst: true, bidirectional: true);
    private readonly Linear head = Linear(10, 3);

    public BiLstm()
        : base("bilstm") => RegisterComponents();

    public override Tensor[] forward(Tensor input)
    {
        var (output, hidden, _) = lstm.call(input);
        return [head.call(output), hidden];
    }
}

internal sealed class StatefulLstm : Module<Tensor, Tensor>
{
    private readonly LSTM lstm = LSTM(6, 5);

    public StatefulLstm()
        : base("stateful") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var time = input.permute(1, 0, 2);
        var h = zeros(1, time.shape[1], 5);
        var c = ones(new long[] { 1, time.size(1), 5 });
        var (output, (last, _)) = Split(lstm.call(time, (h, c)));
        return cat(new[] { output.transpose(0, 1).mean(new long[] { 1 }), last.squeeze(0) }, 1);
    }

    private static (Tensor, (Tensor, Tensor)) Split((Tensor Output, Tensor Hidden, Tensor Cell) all) =>
        (all.Output, (all.Hidden, all.Cell));
}

internal sealed class SelfAttention : Module<Tensor, Tensor>
{
    private const int Heads = 2;
    private readonly Linear project = Linear(6, 18);
    private readonly Linear back = Linear(6, 6);

    public SelfAttention()
        : base("attention") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var (batch, time, width) = (input.shape[0], input.shape[1], input.shape[2]);
        var parts = project.call(input).chunk(3, dim: -1);
        var (q, k, v) = (Split(parts[0]), Split(parts[1]), Split(parts[2]));
        var scores = matmul(q, k.transpose(-2, -1)) / Math.Sqrt(width / Heads);
        var mask = ones(time, time).triu(1).to(@bool);
        var weights = scores.masked_fill(mask, float.NegativeInfinity).softmax(-1);
        return back.call(matmul(weights, v).transpose(1, 2).contiguous().view(batch, time, width));

        Tensor Split(Tensor x) => x.view(batch, time, Heads, width / Heads).transpose(1, 2);
    }
}

internal sealed class SharedWeights : Module<Tensor, Tensor>
{
    private readonly Linear encode = Linear(6, 6);
    private readonly Parameter scale;

    public SharedWeights()
        : base("shared")
    {
        scale = new Parameter(randn(6));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => matmul(encode.call(input) * scale, encode.weight!.t()) + scale + encode.bias!;
}

internal sealed class CalledTwice : Module<Tensor, Tensor>
{
    private readonly Mlp block = new(6);
    private readonly Linear back = Linear(4, 6);

    public CalledTwice()
        : base("twice") => RegisterComponents();

    public override Tensor forward(Tensor input) => block.forward(back.call(block.call(input)));
}

internal sealed class Containers : Module<Tensor, Tensor>
{
    private readonly ModuleList<Module<Tensor, Tensor>> list = new(Linear(6, 6), new NormBlock(), Identity());
    private readonly ModuleDict<Module<Tensor, Tensor>> dictionary = new();
    private readonly Dictionary<string, Func<Tensor, Tensor>> functions = new() { ["double"] = x => x * 2 };

    public Containers()
        : base("containers")
    {
        dictionary.Add("head", new Mlp(6));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        foreach (var module in list) input = module.call(input);
        return functions["double"](dictionary["head"].call(input));
    }
}

internal sealed class DerivedSequential : Module<Tensor, Tensor>
{
    private readonly Chain chain = new();
    private readonly Doubling doubling = new();

    public DerivedSequential()
        : base("derived") => RegisterComponents();

    public override Tensor forward(Tensor input) => doubling.call(chain.call(input));

    private sealed class Chain() : Sequential(("a", new Mlp()), ("b", Linear(4, 6)));

    private sealed class Doubling() : Sequential(("a", new Mlp()), ("b", Tanh()))
    {
        public override Tensor forward(Tensor tensor) => base.forward(tensor) * 2;
    }
}

internal sealed class FlattenAndPool : Module<Tensor, Tensor>
{
    private readonly Conv2d conv = Conv2d(3, 4, 3, stride: 2, padding: 1);

    public FlattenAndPool()
        : base("flatten") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var x = functional.max_pool2d(conv.call(input), 2);
        var (batch, channels) = (x.shape[0], x.shape[1]);
        var flat = x.view(batch, channels, x.shape[2] * x.shape[3]);
        return flat.mean(new long[] { 2 }).reshape(batch * channels).reshape(batch, -1) * flat.shape[2];
    }
}

internal sealed class TwoInputs : Module<Tensor, Tensor, (Tensor, (Tensor, Tensor))>
{
    private readonly Bilinear bilinear = Bilinear(6, 6, 3);

    public TwoInputs()
        : base("two") => RegisterComponents();

    public override (Tensor, (Tensor, Tensor)) forward(Tensor input1, Tensor input2)
    {
        var (values, indices) = input1.max(1);
        return (bilinear.call(input1, input2), (values, indices));
    }
}

internal sealed class TokenModel : Module<Tensor, Tensor>
{
    private readonly Embedding embedding = Embedding(10, 6);
    private readonly GRU gru = GRU(6, 4, batchFirst: true);

    public TokenModel()
        : base("tokens") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var positions = arange(input.shape[1]).unsqueeze(0).expand_as(input);
        var embedded = embedding.call(input) + (positions.unsqueeze(-1).to(float32) / input.shape[1]);
        return gru.call(embedded).Item1[TensorIndex.Ellipsis, ^1, TensorIndex.Colon];
    }
}
