using System.Runtime.CompilerServices;
using Tfaip.Export.Requests;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Tracing.Models;

// The line that stands in the way is the one that ends in "// here".
internal static class Refused
{
    public static string Path { get; } = ThisFile();

    public static int LineIn(Type type)
    {
        var lines = File.ReadAllLines(Path);
        var start = Array.FindIndex(lines, line => line.Contains($"class {type.Name}(", StringComparison.Ordinal));
        return Array.FindIndex(lines, start, line => line.EndsWith("// here", StringComparison.Ordinal)) + 1;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;

    public abstract class Net(string name = "net") : Module<Tensor, Tensor>(name)
    {
        protected static Tensor Once(Tensor x) => x + 1;
    }

    public sealed class BranchOnValue() : Net
    {
        public override Tensor forward(Tensor input)
        {
            var sum = input.sum();
            if (sum.item<float>() > 0) // here
            {
                return input;
            }

            return -input;
        }
    }

    public sealed class Conversion() : Net
    {
        public override Tensor forward(Tensor input) =>
            input * (float)input.mean(); // here
    }

    public sealed class ReadsData() : Net
    {
        public override Tensor forward(Tensor input)
        {
            var values = input.data<float>(); // here
            return input * values[0];
        }
    }

    public sealed class ReadsText() : Net
    {
        public override Tensor forward(Tensor input)
        {
            object boxed = input;
            return boxed.ToString()!.Length > 5 ? input : -input; // here
        }
    }

    public sealed class ReadsHandle() : Net
    {
        public override Tensor forward(Tensor input) => input.Handle == 0 ? input : -input; // here
    }

    public sealed class Caught() : Net
    {
        public override Tensor forward(Tensor input)
        {
            try
            {
                return input * input.max().ToSingle(); // here
            }
            catch (Exception)
            {
                return input;
            }
        }
    }

    public sealed class Noise() : Net
    {
        public override Tensor forward(Tensor input) => input + randn_like(input); // here
    }

    public sealed class FunctionalDropout() : Net
    {
        public override Tensor forward(Tensor input) => functional.dropout(input); // here
    }

    public sealed class UnregisteredDropout() : Net
    {
        private readonly List<Module<Tensor, Tensor>> layers = [Dropout()];

        public override Tensor forward(Tensor input) => layers[0].call(input); // here
    }

    public sealed class Loop() : Net
    {
        public override Tensor forward(Tensor input)
        {
            var sum = zeros(input.shape[0]);
            for (var i = 0; i < input.shape[1]; i++)
            {
                sum = sum + // here
                    input.select(1, i);
            }

            return sum.exp();
        }
    }

    public sealed class BranchOnSize() : Net
    {
        public override Tensor forward(Tensor input)
        {
            var x = Once(input);
            return input.shape[1] % 2 == 0 ? x.exp() : x.log(); // here
        }
    }

    public sealed class SineOfSize() : Net
    {
        public override Tensor forward(Tensor input) => input / Math.Sin(input.shape[1]); // here
    }

    public sealed class ValuesDecideShape() : Net
    {
        public override Tensor forward(Tensor input)
        {
            var rows = input.masked_select(input > 0); // here
            return rows * 2;
        }
    }

    public sealed class SqueezesAll() : Net
    {
        public override Tensor forward(Tensor input) => input.squeeze(); // here
    }

    public sealed class ChangesInput() : Net
    {
        public override Tensor forward(Tensor input) => input.view(-1).add_(1); // here
    }

    public sealed class ChangesParameter() : Net
    {
        private readonly Linear linear = Linear(6, 6);

        public override Tensor forward(Tensor input)
        {
            linear.weight!.mul_(2); // here
            return linear.call(input);
        }
    }

    public sealed class InPlaceLayerOnInput() : Net
    {
        private readonly ReLU relu = ReLU(inplace: true);

        public override Tensor forward(Tensor input) => relu.call(input); // here
    }

    public sealed class WritesThroughView() : Net
    {
        public override Tensor forward(Tensor input)
        {
            var x = input * 2;
            x.unfold(1, 1, 1).zero_();
            return x.exp(); // here
        }
    }

    public sealed class MakesLayer() : Net
    {
        public override Tensor forward(Tensor input) => Linear(6, 6).call(input); // here
    }

    public sealed class MakesParameter() : Net
    {
        public override Tensor forward(Tensor input) => input * new Parameter(ones(1)); // here
    }

    public sealed class MakesOwnModule() : Net
    {
        public override Tensor forward(Tensor input) => new Inner().call(input);

        private sealed class Inner : Module<Tensor, Tensor>
        {
            public Inner()
                : base("inner") // here
            {
            }

            public override Tensor forward(Tensor input) => input;
        }
    }

    public sealed class RegistersBuffer() : Net
    {
        public override Tensor forward(Tensor input)
        {
            register_buffer("last", input); // here
            return input;
        }
    }

    public sealed class CountsCalls() : Net
    {
        private int _calls;

        public override Tensor forward(Tensor input)
        {
            _calls++; // here
            return input * _calls;
        }
    }

    public sealed class CountsInStatic() : Net
    {
        private static int _calls;

        public override Tensor forward(Tensor input)
        {
            _calls += 2; // here
            return Once(input);
        }
    }

    public sealed class FillsList() : Net
    {
        private readonly List<long> seen = [];

        public override Tensor forward(Tensor input)
        {
            seen.Add(input.shape[0]); // here
            return Once(input);
        }
    }

    public sealed class HostRandom() : Net
    {
        public override Tensor forward(Tensor input) => input * System.Random.Shared.NextDouble(); // here
    }

    public sealed class OtherThread() : Net
    {
        public override Tensor forward(Tensor input)
        {
            Tensor? result = null;
            var thread = new Thread(() =>
            {
                try
                {
                    result = input.exp(); // here
                }
                catch (ExportException)
                {
                    // The thread ends; forward goes on without its result.
                }
            });
            thread.Start();
            thread.Join();
            return result ?? input;
        }
    }

    public sealed class HiddenCall() : Net
    {
        public override Tensor forward(Tensor input)
        {
            var hidden = (Tensor)typeof(Tensor).GetMethod("exp")!.Invoke(input, [])!; // here
            return hidden + 1;
        }
    }

    public sealed class WritesIntoOut() : Net
    {
        public override Tensor forward(Tensor input)
        {
            var result = empty(input.shape[0]);
            return input.amax([1], false, result); // here
        }
    }

    public sealed class TakesFunction() : Net
    {
        public override Tensor forward(Tensor input) =>
            autograd.functional.jacobian(x => x * 2, input); // here
    }

    public sealed class HookedLayer() : Net
    {
        private readonly Linear linear = Hook(Linear(6, 6));

        public override Tensor forward(Tensor input) => linear.call(input); // here

        private static Linear Hook(Linear linear)
        {
            linear.register_forward_hook((_, _, y) => y * 2);
            return linear;
        }
    }

    public sealed class OddModule() : Net
    {
        private readonly Linear linear = Linear(6, 6);

        public override Tensor forward(Tensor input)
        {
            linear.train(); // here
            return linear.call(input);
        }
    }

    public sealed class OwnFault() : Net
    {
        public override Tensor forward(Tensor input) => matmul(input, ones(7, 2)); // here
    }
}
