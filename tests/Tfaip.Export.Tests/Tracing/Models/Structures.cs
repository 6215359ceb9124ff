using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Tracing.Models;

// What goes in and comes out in all the ways that .NET has for it, and how code is written.
internal sealed class Siamese : Module<Tensor, Tensor, Tensor>
{
    private readonly Sequential encoder = Sequential(Linear(6, 8), ReLU(), Linear(8, 4));

    public Siamese()
        : base(nameof(Siamese)) => RegisterComponents();

    public override Tensor forward(Tensor left, Tensor right)
    {
        var (a, b) = (functional.normalize(encoder.call(left)), functional.normalize(encoder.call(right)));
        return (a * b).sum(new long[] { 1 });
    }
}

internal sealed class TwoTowers : Module<Tensor, Tensor, Tensor>
{
    private readonly Embedding users = Embedding(10, 4);
    private readonly Embedding items = Embedding(10, 4);
    private readonly Linear tower = Linear(4, 4);

    public TwoTowers()
        : base(nameof(TwoTowers)) => RegisterComponents();

    public override Tensor forward(Tensor user, Tensor history)
    {
        var u = tower.call(users.call(user));
        var h = items.call(history).mean(new long[] { 1 });
        return (u.unsqueeze(1) * h.unsqueeze(0)).sum(new long[] { -1 });
    }
}

internal sealed class FactorizationMachine : Module<Tensor, Tensor, Tensor>
{
    private readonly Embedding first = Embedding(10, 1);
    private readonly Embedding second = Embedding(10, 4);
    private readonly Linear deep = Linear(12, 1);

    public FactorizationMachine()
        : base(nameof(FactorizationMachine)) => RegisterComponents();

    public override Tensor forward(Tensor ids, Tensor values)
    {
        var weighted = second.call(ids) * values.unsqueeze(-1);
        var pairs = weighted.sum(new long[] { 1 }).pow(2) - weighted.pow(2).sum(new long[] { 1 });
        var linear = (first.call(ids).squeeze(-1) * values).sum(new long[] { 1 }, keepdim: true);
        return sigmoid(linear + (0.5 * pairs.sum(new long[] { 1 }, keepdim: true)) + deep.call(weighted.flatten(1))).squeeze(-1);
    }
}

internal sealed class NamedOutputs : Module<Tensor, Dictionary<string, Tensor>>
{
    private readonly Linear a = Linear(6, 2);
    private readonly Linear b = Linear(6, 3);

    public NamedOutputs()
        : base(nameof(NamedOutputs)) => RegisterComponents();

    public override Dictionary<string, Tensor> forward(Tensor x) =>
        new() { ["logits"] = a.call(x), ["class"] = a.call(x).argmax(1), ["embedding"] = b.call(x) };
}

internal sealed class NestedOutputs : Module<Tensor, (Tensor, List<Tensor>, (Tensor, Tensor[]), Tensor?)>
{
    public NestedOutputs()
        : base(nameof(NestedOutputs)) => RegisterComponents();

    public override (Tensor, List<Tensor>, (Tensor, Tensor[]), Tensor?) forward(Tensor x) =>
        (x + 1, [x + 2, x + 3], (x + 4, [x + 5]), null);
}

internal sealed record Prediction(Tensor Scores, (Tensor Low, Tensor High) Bounds, Tensor? Extra = null);

internal sealed class RecordOutput : Module<Tensor, Prediction>
{
    private readonly Linear head = Linear(6, 3);

    public RecordOutput()
        : base(nameof(RecordOutput)) => RegisterComponents();

    public override Prediction forward(Tensor x)
    {
        var y = head.call(x);
        return new(y, (y - 1, y + 1));
    }
}

internal sealed class ListInput : Module<Tensor[], Tensor>
{
    public ListInput()
        : base(nameof(ListInput)) => RegisterComponents();

    public override Tensor forward(Tensor[] parts)
    {
        var sum = parts[0];
        foreach (var part in parts.Skip(1)) sum = sum * 2 + part;
        return sum;
    }
}

internal sealed class DictionaryInput : Module<IReadOnlyDictionary<string, Tensor>, Tensor>
{
    private readonly Linear linear = Linear(6, 2);

    public DictionaryInput()
        : base(nameof(DictionaryInput)) => RegisterComponents();

    public override Tensor forward(IReadOnlyDictionary<string, Tensor> inputs) =>
        inputs.TryGetValue("mask", out var mask) ? linear.call(inputs["x"]) * mask.unsqueeze(-1) : linear.call(inputs["x"]);
}

internal sealed class TupleInput : Module<(Tensor Values, (Tensor Scale, Tensor Shift) Moments), Tensor>
{
    public TupleInput()
        : base(nameof(TupleInput)) => RegisterComponents();

    public override Tensor forward((Tensor Values, (Tensor Scale, Tensor Shift) Moments) x) =>
        (x.Values * x.Moments.Scale) + x.Moments.Shift;
}

internal sealed class OptionalInput : Module<Tensor, Tensor?, Tensor>
{
    public OptionalInput()
        : base(nameof(OptionalInput)) => RegisterComponents();

    public override Tensor forward(Tensor x, Tensor? mask = null) => mask is null ? x.exp() : x * mask;
}

internal sealed class PointNet : Module<Tensor, Tensor>
{
    private readonly Sequential transform = Sequential(Conv1d(3, 6, 1), ReLU());
    private readonly Linear matrix = Linear(6, 9);
    private readonly Sequential features = Sequential(Conv1d(3, 8, 1), BatchNorm1d(8), ReLU());
    private readonly Linear head = Linear(8, 4);
    private readonly Tensor identity = eye(3);

    public PointNet()
        : base(nameof(PointNet)) => RegisterComponents();

    public override Tensor forward(Tensor points)
    {
        var x = points.transpose(2, 1);
        var rotation = matrix.call(transform.call(x).max(2, keepdim: false).values).view(-1, 3, 3) + identity;
        var pooled = features.call(bmm(points, rotation).transpose(1, 2)).amax([-1]);
        return head.call(pooled);
    }
}

internal sealed class GraphConvolution : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear first = Linear(6, 8);
    private readonly Linear second = Linear(8, 3);

    public GraphConvolution()
        : base(nameof(GraphConvolution)) => RegisterComponents();

    public override Tensor forward(Tensor x, Tensor adjacency)
    {
        var positions = arange(adjacency.shape[0]);
        var own = adjacency + (positions.unsqueeze(1) == positions).to(float32);
        var degree = own.sum(new long[] { 1 }).pow(-0.5);
        var normalised = degree.unsqueeze(1) * own * degree.unsqueeze(0);
        x = functional.relu(mm(normalised, first.call(x)));
        return mm(normalised, second.call(x));
    }
}

internal sealed class GraphAttention : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear linear = Linear(6, 4, hasBias: false);
    private readonly Parameter source = new(randn(4));
    private readonly Parameter target = new(randn(4));

    public GraphAttention()
        : base(nameof(GraphAttention)) => RegisterComponents();

    public override Tensor forward(Tensor x, Tensor edges)
    {
        var h = linear.call(x);
        var scores = functional.leaky_relu(matmul(h, source).unsqueeze(1) + matmul(h, target).unsqueeze(0), 0.2);
        var weights = where(edges, scores, full_like(scores, -1e9)).softmax(1);
        return functional.elu(weights.matmul(h), 1);
    }
}

internal sealed class Highway : Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> layers = new(Linear(6, 12), Linear(6, 12), Linear(6, 12));

    public Highway()
        : base(nameof(Highway)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        for (var i = 0; i < layers.Count; i++)
        {
            var parts = layers[i].call(x).split([6, 6], dim: -1);
            var gate = parts[1].sigmoid();
            x = lerp(x, parts[0].relu(), gate);
        }

        return x;
    }
}

internal sealed class Experts : Module<Tensor, Tensor>
{
    private readonly Linear gate = Linear(6, 3);
    private readonly ModuleList<Module<Tensor, Tensor>> experts = new(new Mlp(), new Mlp(), Linear(6, 4));

    public Experts()
        : base(nameof(Experts)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var weights = functional.softmax(gate.call(x), 1);
        var answers = stack([.. experts.Select(expert => expert.call(x))], 1);
        return (weights.unsqueeze(-1) * answers).sum(new long[] { 1 });
    }
}

internal sealed class Capsules : Module<Tensor, Tensor>
{
    private readonly Parameter weights = new(randn(new long[] { 1, 6, 3, 4, 2 }) * 0.5);

    public Capsules()
        : base(nameof(Capsules)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var votes = matmul(x.unsqueeze(2).unsqueeze(3), weights).squeeze(3);
        var logits = zeros(x.shape[0], 6, 3);
        var result = votes;
        for (var round = 0; round < 3; round++)
        {
            var coupling = logits.softmax(2).unsqueeze(-1);
            var sum = (coupling * votes).sum(new long[] { 1 });
            var norm = sum.pow(2).sum(new long[] { -1 }, keepdim: true);
            result = norm / (1 + norm) * sum / (norm + 1e-8).sqrt();
            logits = logits + (votes * result.unsqueeze(1)).sum(new long[] { -1 });
        }

        return result;
    }
}

internal sealed class EulerFlow : Module<Tensor, Tensor>
{
    private readonly Sequential field = Sequential(Linear(7, 10), Tanh(), Linear(10, 6));

    public EulerFlow()
        : base(nameof(EulerFlow)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        const int steps = 4;
        for (var i = 0; i < steps; i++)
        {
            var time = full(new long[] { x.shape[0], 1 }, (double)i / steps);
            x = x + (field.call(cat([x, time], 1)) / steps);
        }

        return x;
    }
}

internal sealed class HyperNetwork : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear generator = Linear(3, 18);

    public HyperNetwork()
        : base(nameof(HyperNetwork)) => RegisterComponents();

    public override Tensor forward(Tensor x, Tensor condition)
    {
        var weights = generator.call(condition).view(-1, 3, 6);
        return einsum("bti,boi->bto", x, weights);
    }
}

internal sealed class FeatureModulation : Module<Tensor, Tensor, Tensor>
{
    private readonly Linear film = Linear(3, 12);
    private readonly LayerNorm norm = LayerNorm(6, elementwise_affine: false);

    public FeatureModulation()
        : base(nameof(FeatureModulation)) => RegisterComponents();

    public override Tensor forward(Tensor x, Tensor condition)
    {
        var parts = film.call(condition).unsqueeze(1).chunk(2, -1);
        return (norm.call(x) * (1 + parts[0])) + parts[1];
    }
}

internal sealed class WeightNormalised : Module<Tensor, Tensor>
{
    private readonly Parameter direction = new(randn(4, 6));
    private readonly Parameter magnitude = new(ones(4, 1));

    public WeightNormalised()
        : base(nameof(WeightNormalised)) => RegisterComponents();

    public override Tensor forward(Tensor x) => functional.linear(x, magnitude * direction / direction.pow(2).sum(1, keepdim: true).sqrt());
}

internal sealed class FourierFeatures : Module<Tensor, Tensor>
{
    private readonly Tensor frequencies;

    public FourierFeatures()
        : base(nameof(FourierFeatures))
    {
        frequencies = randn(6, 5);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var angles = matmul(x, frequencies) * (2 * Math.PI);
        return cat([x, angles.sin(), angles.cos()], -1);
    }
}

internal sealed class BestAnswers : Module<Tensor, (Tensor, Tensor)>
{
    public BestAnswers()
        : base(nameof(BestAnswers)) => RegisterComponents();

    public override (Tensor, Tensor) forward(Tensor x)
    {
        var (values, indices) = topk(functional.softmax(x / 0.7, -1), 3, dim: -1);
        return (values / values.sum(new long[] { -1 }, keepdim: true), indices);
    }
}

internal sealed class Tangle : Module<Tensor, Tensor, Tensor>
{
    private static readonly Func<Tensor, Tensor>[] Steps = [exp, x => x.abs().sqrt(), Soft.Plus(1, 20)];
    private readonly Func<Tensor, Tensor, Tensor> combine;

    public Tangle()
        : base(nameof(Tangle))
    {
        combine = (a, b) => torch.maximum(a, b) - torch.minimum(a, b);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor y)
    {
        var parts = new Queue<Tensor>([x, y, x - y]);
        while (parts.Count > 1) parts.Enqueue(combine(parts.Dequeue(), parts.Dequeue()));
        var z = parts.Dequeue();
        (x, y) = (y, x);
        z = Steps.Aggregate(z, (value, step) => step(value));
        return Walk(z, 3) switch
        {
            { ndim: 2 } flat when flat.shape[1] == 6 => where(flat > x, flat, y),
            var other => other,
        };

        Tensor Walk(Tensor value, int depth) => depth == 0 ? value : Walk(value + (x / depth), depth - 1);
    }

    private static class Soft
    {
        public static Func<Tensor, Tensor> Plus(double beta, double threshold) => x => functional.softplus(x, beta, threshold);
    }
}

internal sealed class Polynomial : Module<Tensor, Tensor>
{
    private readonly double[] coefficients = [0.5, -1, 0.25, 2];

    public Polynomial()
        : base(nameof(Polynomial)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var result = zeros_like(x);
        foreach (var coefficient in coefficients) result.mul_(x).add_(coefficient);
        return result;
    }
}

internal sealed class MixedTypes : Module<Tensor, Tensor, Tensor>
{
    public MixedTypes()
        : base(nameof(MixedTypes)) => RegisterComponents();

    public override Tensor forward(Tensor counts, Tensor values)
    {
        var share = counts / counts.sum(1, keepdim: true);
        var scaled = (values * 2) + counts;
        var flags = (counts > 2) & (values < 0.5);
        return (share * scaled) + flags.to(values.dtype) - (counts % 3) + (counts * 0.5f) - flags.sum(1, keepdim: true);
    }
}

internal sealed class Doubles : Module<Tensor, Tensor>
{
    private readonly Linear linear = Linear(6, 4, dtype: float64);

    public Doubles()
        : base(nameof(Doubles)) => RegisterComponents();

    public override Tensor forward(Tensor x) => linear.call(x * 0.1).pow(3).to(float32);
}

internal sealed class MaskedMean : Module<Tensor, Tensor, Tensor>
{
    public MaskedMean()
        : base(nameof(MaskedMean)) => RegisterComponents();

    public override Tensor forward(Tensor x, Tensor lengths)
    {
        var mask = arange(x.shape[1]).unsqueeze(0) < lengths.unsqueeze(1);
        return (x * mask.unsqueeze(-1)).sum(new long[] { 1 }) / lengths.unsqueeze(1).clamp(min: 1);
    }
}

internal sealed class LastOfEach : Module<Tensor, Tensor, Tensor>
{
    private readonly GRU gru = GRU(6, 4, batchFirst: true);

    public LastOfEach()
        : base(nameof(LastOfEach)) => RegisterComponents();

    // The state at each sequence's own end, without packing it.
    public override Tensor forward(Tensor x, Tensor lengths)
    {
        var (outputs, _) = gru.call(x);
        var ends = (lengths - 1).view(-1, 1, 1).expand(-1, 1, outputs.shape[2]);
        return outputs.gather(1, ends).squeeze(1);
    }
}

internal sealed class Disposing : Module<Tensor, Tensor>
{
    private readonly Linear linear = Linear(6, 6);

    public Disposing()
        : base(nameof(Disposing)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        using var a = linear.call(x);
        using var b = a.sin();
        using (var c = b + a) return Finish(c, out _);
    }

    private static Tensor Finish(Tensor x, out long size)
    {
        ref var element = ref x;
        size = element.shape[0];
        return element.cos();
    }
}

internal sealed class Quantiles : Module<Tensor, Tensor>
{
    private readonly Linear head = Linear(6, 5);

    public Quantiles()
        : base(nameof(Quantiles)) => RegisterComponents();

    // The quantiles in ascending order by construction.
    public override Tensor forward(Tensor x)
    {
        var raw = head.call(x);
        var steps = functional.softplus(raw[.., 1..]);
        return cat([raw[.., ..1], raw[.., ..1] + steps.cumsum(-1)], -1);
    }
}
