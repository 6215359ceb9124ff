using System.Text.Json;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Definition;
using Tfaip.Training.Parameters;
using Tfaip.Training.Tests.Loop;
using static TorchSharp.torch;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed class FailedRunTests
{
    [TestMethod]
    public void What_a_run_says_of_its_failure_has_no_frames_of_libtorch()
    {
        using var tool = new ToyTool("""
            scenario: Toy.csproj
            output: run
            data: { training_samples: 8, pipeline: { batch_size: 4, workers: 1 } }
            trainer: { epochs: 1 }
            export: none

            """, typeof(ToyModel), typeof(FailingScenario));

        var (code, _, error) = tool.Run(tool.Config);

        Assert.AreEqual(1, code);
        StringAssert.Contains(error, "shape '[4, 5]' is invalid for input of size 6", StringComparison.Ordinal);
        using var summary = JsonDocument.Parse(File.ReadAllBytes(tool.In("run", "summary.json")));
        Assert.AreEqual("shape '[4, 5]' is invalid for input of size 6", summary.RootElement.GetProperty("error").GetString());
        foreach (var file in Directory.GetFiles(tool.In("run"), "*", SearchOption.TopDirectoryOnly))
        {
            Assert.IsFalse(File.ReadAllText(file).Contains("frame #", StringComparison.Ordinal), file);
        }
    }

    public sealed class FailingScenario : Scenario
    {
        public override IEnumerable<ICallback> CreateCallbacks(IRunParams parameters) => [new Failing()];
    }

    private sealed class Failing : ICallback
    {
        public void On(RunEvent happened, IRunControl run)
        {
            if (happened is not StepCompleted) return;
            using var scope = NewDisposeScope();
            ones(2, 3).reshape(4, 5);
        }
    }
}
