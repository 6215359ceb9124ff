using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace ExportSpeed;

/// <summary>Times a module in TorchSharp and its graph in ONNX Runtime, in turn, with one thread each.</summary>
internal static class Race
{
    /// <summary>The seconds of every round; the first two rounds of each are not counted.</summary>
    public static (double[] Eager, double[] Graph) Run(
        nn.Module<Tensor, Tensor> module, ReadOnlyMemory<byte> onnx, Tensor input, int rounds)
    {
        using var noGradient = no_grad();
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(onnx.ToArray(), options);
        using var run = new RunOptions();
        using var value = input.dtype == ScalarType.Int64
            ? OrtValue.CreateTensorValueFromMemory(input.data<long>().ToArray(), input.shape)
            : OrtValue.CreateTensorValueFromMemory(input.data<float>().ToArray(), input.shape);
        module.eval();
        var (eager, graph) = (new List<double>(), new List<double>());
        for (var round = -2; round < rounds; round++)
        {
            var e = Seconds(() => Eager(module, input));
            var g = Seconds(() => session.Run(run, session.InputNames, [value], session.OutputNames).Dispose());
            if (round < 0) continue;
            eager.Add(e);
            graph.Add(g);
        }

        return ([.. eager], [.. graph]);
    }

    private static void Eager(nn.Module<Tensor, Tensor> module, Tensor input)
    {
        using var scope = NewDisposeScope();
        module.call(input);
    }

    private static double Seconds(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
