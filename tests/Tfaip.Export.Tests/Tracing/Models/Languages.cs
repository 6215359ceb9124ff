using Tfaip.Export.Requests;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Tracing.Models;

internal sealed class FunctionFields : Module<Tensor, Tensor>
{
    private static readonly Func<Tensor, Tensor> Square = x => x * x;

    private readonly Func<Tensor, Tensor> activation = torch.sigmoid;
    private readonly Func<Tensor, Tensor> closure;
    private readonly Func<Tensor, Tensor> layer;
    private readonly Func<Tensor, Tensor> block;
    private readonly Linear linear = Linear(6, 6);
    private readonly Mlp mlp = new(6);

    public FunctionFields()
        : base("functions")
    {
        var factor = 3.0;
        closure = x => (x * factor) + linear.call(x);
        layer = linear.call;
        block = mlp.call;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Func<Tensor, Tensor> local = torch.tanh;
        Func<Tensor, Tensor, Tensor> method = torch.maximum;
        var steps = new[] { activation, closure, layer, Square, local };
        var x = steps.Aggregate(input, (value, step) => step(value));
        Func<Tensor, Tensor> bound = x.maximum;
        Func<Tensor, Tensor> later = linear.forward;
        return block(bound(method(x, later(input))));
    }
}

internal sealed class Indices : Module<Tensor, Tensor>
{
    public Indices()
        : base("indices") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var time = input.shape[1];
        var last = input[.., -1];
        var first = input[TensorIndex.Ellipsis, 0, TensorIndex.Colon];
        var inner = input[TensorIndex.Colon, TensorIndex.Slice(1, time - 1), TensorIndex.Slice(step: 2)];
        var picked = input[TensorIndex.Colon, TensorIndex.Tensor(tensor(new long[] { 1, 0 }))];
        var (front, back) = (input[.., ..1], input.narrow(1, time - 2, 2));
        var added = input[TensorIndex.Colon, TensorIndex.None, 1];
        return last + first + inner.mean(new long[] { 1 })
            .repeat(1, 2) + picked.sum(1, keepdim: false) + front.squeeze(1) + back.mean(new long[] { 1 }) + added.squeeze(1);
    }
}

internal sealed class Operators : Module<Tensor, Tensor>
{
    public Operators()
        : base("operators") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var x = -(input * 2.5f) + 1;
        x = (3 - x) / (1 + x.pow(2)) % 0.5;
        var mask = (x > 0) & ~(x > 1) | (x <= -0.1f);
        x = where(mask, x, torch.zeros_like(x));
        x += 2;
        x *= input.abs() + 1.5;
        return torch.clamp(x, min: -1, max: 5.5).to(ScalarType.Float64);
    }
}

internal sealed class GenericHelpers : Module<Tensor, Tensor>
{
    private readonly Mlp block = new(6);

    public GenericHelpers()
        : base("generic") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var pair = new Pair<Tensor>(input, input * 2).Map(value => value.Scaled(0.5));
        var all = Each(pair).Select(Apply<double>).ToArray();
        return Call(block, stack(all).sum(new long[] { 0 }, keepdim: false));
    }

    private static Tensor Apply<T>(Tensor x)
    {
        Func<Tensor, Tensor> f = torch.sin;
        return typeof(T) == typeof(double) ? f(x) : x;
    }

    private static TOut Call<TModule, TIn, TOut>(TModule module, TIn input)
        where TModule : Module<TIn, TOut> => module.call(input);

    private static Tensor Call(Mlp module, Tensor input) => Call<Mlp, Tensor, Tensor>(module, input);

    private static IEnumerable<Tensor> Each(Pair<Tensor> pair)
    {
        yield return pair.First.add(1);
        yield return pair.Second.add(pair.First, alpha: 2);
    }

    private sealed record Pair<T>(T First, T Second)
    {
        public Pair<TResult> Map<TResult>(Func<T, TResult> map) => new(map(First), map(Second));
    }
}

internal static class TensorExtensions
{
    public static Tensor Scaled(this Tensor x, double factor) => x * factor;
}

internal sealed class DisposeScopes : Module<Tensor, Tensor>
{
    private readonly Linear linear = Linear(6, 6);

    public DisposeScopes()
        : base("scopes") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        using var a = linear.call(input);
        Tensor result;
        using (var inner = NewDisposeScope())
        {
            using var b = a.relu();
            result = WrappedTensorDisposeScope(() => (b + a).exp()).MoveToOuterDisposeScope();
        }

        for (var i = 0; i < 3; i++)
        {
            var next = result.tanh() + i;
            result.Dispose();
            result = next;
        }

        return result.alias().DetachFromDisposeScope();
    }
}

internal sealed class InPlace : Module<Tensor, Tensor>
{
    public InPlace()
        : base("in place") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var x = input * 2;
        x.add_(1).mul_(input);
        x[TensorIndex.Colon, 0] = input[TensorIndex.Colon, 1];
        functional.relu(x, inplace: true);
        var filled = zeros(input.shape).fill_(0.5f);
        return (x - filled).clamp_(-3, 3);
    }
}

internal sealed class MadeInForward : Module<Tensor, Tensor>
{
    public MadeInForward()
        : base("made") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var steps = arange(0, input.shape[1], dtype: float32).unsqueeze(1);
        var frequencies = exp(arange(0, 6, 2, dtype: float32) * (-Math.Log(10000.0) / 6));
        var table = cat([sin(steps * frequencies), cos(steps * frequencies)], 1);
        var weights = tensor(new float[] { 1, 2, 3, 4, 5, 6 });
        Tensor half = 0.5f;
        var act = ReLU();
        return act.call(input + table) * weights * half + full(new long[] { input.shape[1], 6 }, 2.0);
    }
}

internal sealed class BuffersAndTables : Module<Tensor, Tensor>
{
    private static readonly Tensor Table = arange(6).to(float32).DetachFromDisposeScope();
    private readonly Tensor running;
    private readonly List<Tensor> unregistered = [ones(6).DetachFromDisposeScope() * 3];

    public BuffersAndTables()
        : base("buffers")
    {
        running = randn(6).DetachFromDisposeScope();
        register_buffer("offset", randn(6).DetachFromDisposeScope());
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) =>
        ((input - get_buffer("offset")!) * running * Table) + unregistered[0] + get_buffer("offset")!;
}

internal sealed class Halves : Module<Tensor, Tensor>
{
    public Halves()
        : base("halves") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var half = input.shape[1] / 2;
        var front = input.narrow(1, 0, half);
        var padded = functional.pad(input, new long[] { 0, 0, 0, (4 - (input.shape[1] % 4)) % 4 });
        return cat([front, padded, zeros(input.shape[0], half * 3, 6)], dim: 1).sum(new long[] { 1 }, keepdim: true) / (double)half;
    }
}

internal static class Hooked
{
    public static Module<Tensor, Tensor> Create()
    {
        var module = new Mlp();
        module.register_forward_pre_hook((_, x) => x * 2);
        module.register_forward_hook((_, _, y) => y + 1);
        return module;
    }
}

internal static class Closures
{
    public static ExportableModel Create()
    {
        var module = new Mlp();
        var factor = 0.25;
        return new()
        {
            Module = module,
            Forward = inputs => [module.call(inputs[0]) * factor, inputs[0]],
            Inputs = [Tfaip.Processors.Samples.TensorSpec.Parse("x: float32[batch, 6]")],
            OutputNames = ["scaled", "same"],
        };
    }
}
