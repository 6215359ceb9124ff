using System.Diagnostics;
using System.Reflection;
using static TorchSharp.torch;

namespace Tfaip.Torch.Tests.Native;

[TestClass]
public sealed class TorchSharpTests
{
    [TestMethod]
    public void The_jit_keeps_the_arguments_of_its_methods_alive() =>
        Assert.IsTrue(typeof(Tensor).Assembly.GetCustomAttribute<DebuggableAttribute>()!.IsJITOptimizerDisabled);

    [TestMethod]
    public void A_number_is_not_freed_while_libtorch_reads_it()
    {
        // With the package's own assembly a few calls in a hundred thousand fail here.
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            using var sum = zeros(1, ScalarType.Float64);
            using var one = ones(1, ScalarType.Float64);
            for (var i = 0; i < 20_000; i++)
            {
                sum.fill_(0);
                for (var j = 0; j < 5; j++) sum.add_(one, alpha: 3).add_(one).add_(2.5).mul_(1);
                Assert.AreEqual(32.5, sum.item<double>());
            }
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
    }
}
