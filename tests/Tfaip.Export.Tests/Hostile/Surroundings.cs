using System.Diagnostics;
using System.Security.Cryptography;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Hostile;

/// <summary>Chance, time and place: what is not the same at the next call, or elsewhere.</summary>
internal static class Surroundings
{
    public static void AddTo(HostileTable table)
    {
        table.Refused("rand", x => x + rand(x.shape));
        table.Refused("randn", x => x + randn(x.shape[0], x.shape[1]));
        table.Refused("randn of a fixed shape", x => x + randn(1));
        table.Refused("rand_like", x => x + rand_like(x));
        table.Refused("randn_like", x => x + randn_like(x));
        table.Refused("randint", x => x + randint(0, 10, x.shape));
        table.Refused("randint_like", x => x + randint_like(x, 0, 10));
        table.Refused("randperm", x => x.index_select(0, randperm(x.shape[0])));
        table.Refused("bernoulli", x => bernoulli(x.sigmoid()));
        table.Refused("bernoulli in place", x => zeros_like(x).bernoulli_(0.5));
        table.Refused("multinomial", x => multinomial(x.softmax(1), 1));
        table.Refused("normal", x => x + normal(0, 1, x.shape));
        table.Refused("normal in place", x => zeros_like(x).normal_(0, 1));
        table.Refused("uniform in place", x => zeros_like(x).uniform_(0, 1));
        table.Refused("exponential in place", x => zeros_like(x).exponential_());
        table.Refused("geometric in place", x => zeros_like(x).geometric_(0.5));
        table.Refused("cauchy in place", x => zeros_like(x).cauchy_());
        table.Refused("log-normal in place", x => zeros_like(x).log_normal_());
        table.Refused("random in place", x => zeros_like(x).random_(0, 5));
        table.Refused("poisson", x => poisson(x.abs()));
        table.Refused("seeded before", x => { manual_seed(1); return x + rand(1); });
        table.Refused("a generator of its own", x => { using var g = new Generator(1); return x + rand(x.shape, generator: g); });
        table.Refused("a distribution", x => x + distributions.Normal(0, 1).sample(1));
        table.Refused("a distribution of the input", x => distributions.Normal(x, 1).rsample());
        table.Refused("dropout as a function", x => F.dropout(x, 0.5));
        table.Refused("dropout in training", x => F.dropout(x, 0.5, training: true));
        table.Refused("dropout of channels", x => F.dropout1d(x.unsqueeze(0), 0.5, true));
        table.Refused("alpha dropout in training", x => F.alpha_dropout(x, 0.5, true));
        table.Right("dropout in evaluation", x => F.dropout(x, 0.5, training: false));
        table.Right("no dropout", x => F.dropout(x, 0.5, training: x.requires_grad));
        table.Refused("rrelu in training", x => F.rrelu(x, 0.1, 0.3, true));
        table.Refused("initialised in forward", x => x + nn.init.uniform_(zeros(1)));
        table.Refused("initialised normally in forward", x => x + nn.init.normal_(zeros(1)));
        table.Refused("a random number of .NET", x => x * Random.Shared.NextDouble());
        table.Refused("a random choice of .NET", x => Random.Shared.Next(1_000_000_000) == 7 ? x : -x);
        table.Refused("a random generator of .NET", x => x * new Random(5).NextSingle());
        table.Refused("a random order of .NET", x => { int[] order = [0, 1]; Random.Shared.Shuffle(order); return x[.., order[0]]; });
        table.Refused("a secret number", x => RandomNumberGenerator.GetInt32(1_000_000_000) == 7 ? x : -x);
        table.Refused("a new GUID", x => Guid.NewGuid() == Guid.Empty ? x : -x);
        table.Refused("the time", x => DateTime.Now.Year < 2000 ? x : -x);
        table.Refused("the time of Greenwich", x => DateTime.UtcNow.Ticks == 7 ? x : -x);
        table.Refused("the day", x => DateTime.Today.DayOfWeek == (DayOfWeek)9 ? x : -x);
        table.Refused("the time with its zone", x => DateTimeOffset.UtcNow.Year < 2000 ? x : -x);
        table.Refused("the time of a provider", x => TimeProvider.System.GetUtcNow().Year < 2000 ? x : -x);
        table.Refused("ticks of the system", x => Environment.TickCount64 < 0 ? x : -x);
        table.Refused("a stopwatch", x => Stopwatch.StartNew().ElapsedTicks < 0 ? x : -x);
        table.Refused("a time stamp", x => Stopwatch.GetTimestamp() < 0 ? x : -x);
        table.Refused("the environment", x => Environment.GetEnvironmentVariable("TFAIP_HOSTILE") is null ? x : -x);
        table.Refused("the machine", x => Environment.MachineName == "nowhere" ? x : -x);
        table.Refused("the processors", x => Environment.ProcessorCount > 4096 ? x : -x);
        table.Refused("the process", x => Environment.ProcessId < 0 ? x : -x);
        table.Refused("the working directory", x => Environment.CurrentDirectory.Length == 0 ? x : -x);
        table.Refused("a file", x => File.Exists("/nowhere") ? x : -x);
        table.Refused("what a file holds", x => x * File.ReadAllText(typeof(Surroundings).Assembly.Location).Length);
        table.Refused("a folder", x => Directory.Exists("/nowhere") ? x : -x);
        table.Refused("the console", x => Console.In.Peek() == 7 ? x : -x);
        table.Refused("memory in use", x => GC.GetTotalMemory(false) < 0 ? x : -x);
        table.Refused("collections of garbage", x => GC.CollectionCount(0) < 0 ? x : -x);
        table.Refused("the identity of an object", x => x * (new object().GetHashCode() % 7));
        table.Refused("how many tensors there are", x => Tensor.TotalCount < 0 ? x : -x);
        table.Refused("how many threads TorchSharp uses", x => get_num_threads() > 4096 ? x : -x);
        table.Either("whether there is a GPU", x => cuda.is_available() ? x : -x);
        table.Either("on another thread, or on this", x => Task.Run(() => x.exp()).GetAwaiter().GetResult());
        table.Either("in parallel, or not", x => { Tensor? y = null; Parallel.For(0, 8, i => { if (i == 7) y = x.exp(); }); return y!; });
        table.Right("a constant that was random before", FixedNoise());
        table.Refused<LayerInTraining>("dropout that evaluation does not reach");
        table.Right<RegisteredDropout>("dropout that evaluation reaches");
        table.Right<TrainingBranch>("noise in training only");
        table.Refused<BatchStatistics>("statistics of the batch, with running ones changed");
        table.Either<BatchStatisticsAlone>("statistics of the batch alone", "x: float32[batch, 3, time]; batch: 2..9; time: 4..40");
    }

    private static Func<Tensor, Tensor> FixedNoise()
    {
        var noise = rand(1).DetachFromDisposeScope();
        return x => x + noise;
    }

    public abstract class Net() : nn.Module<Tensor, Tensor>("net");

    public sealed class LayerInTraining() : Net { private readonly nn.Module<Tensor, Tensor>[] layers = [nn.Dropout(0.5)]; public override Tensor forward(Tensor x) => layers[0].call(x); }

    public sealed class RegisteredDropout : Net { private readonly nn.Module<Tensor, Tensor> dropout = nn.Dropout(0.5); public RegisteredDropout() => RegisterComponents(); public override Tensor forward(Tensor x) => dropout.call(x * 2); } // class RegisteredDropout(

    public sealed class TrainingBranch() : Net { public override Tensor forward(Tensor x) => training ? x + randn_like(x) : x * 3; }

    public sealed class BatchStatistics() : Net { private readonly Tensor mean = zeros(4); private readonly Tensor variance = ones(4); public override Tensor forward(Tensor x) => F.batch_norm(x.narrow(1, 0, 1).expand(-1, 4), mean, variance, training: true); }

    public sealed class BatchStatisticsAlone() : Net { public override Tensor forward(Tensor x) => F.instance_norm(x); }
}
