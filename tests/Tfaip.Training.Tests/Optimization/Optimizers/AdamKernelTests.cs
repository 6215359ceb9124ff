using Tfaip.Training.Optimization.Optimizers;
using Tfaip.Training.Optimization.Parameters;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Training.Tests.Optimization.Optimizers;

[TestClass]
public sealed class AdamKernelTests
{
    // More than two chunks of the kernel, so that threads share them.
    [TestMethod]
    public void The_number_of_threads_changes_no_bit()
    {
        using var scope = NewDisposeScope();
        var threads = get_num_threads();
        try
        {
            var results = new List<Tensor>();
            foreach (var count in (int[])[1, 2])
            {
                set_num_threads(count);
                manual_seed(5);
                using var module = Linear(400, 401);
                using var set = new ParameterSet(module);
                using var optimizer = new AdamWParams().Create(set);
                for (var step = 0; step < 3; step++)
                {
                    using (no_grad()) set.Groups[0].Gradients.copy_(randn_like(set.Groups[0].Gradients));
                    optimizer.Step(1e-3);
                }

                results.Add(set.Groups[0].Values.clone());
            }

            Assert.IsTrue(results[0].equal(results[1]).all().item<bool>());
        }
        finally
        {
            set_num_threads(threads);
        }
    }
}
