using Tfaip.Export.Packaging;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Packaging;

/// <summary>A run that is open for export; its model is a small linear classifier.</summary>
internal static class TinyRun
{
    /// <summary>The open run: two inputs to two classes, the weights known.</summary>
    public static ExportableRun Open(string scenario) => Open(scenario, new Classifier());

    /// <summary>
    /// The open run with further graphs over the same module: its output beside its input, and its layer over an input of another name.
    /// </summary>
    public static ExportableRun OpenWithGraphs(string scenario)
    {
        var module = new Classifier();
        return Open(scenario, module) with
        {
            Graphs =
            [
                new()
                {
                    Name = "both",
                    Module = module,
                    NamedForward =
                        inputs => new Dictionary<string, Tensor> { ["doubled"] = inputs[0] * 2, ["score"] = module.call(inputs[0]) },
                    Inputs = [TensorSpec.Parse("image: float32[batch, 2]")],
                },
                new()
                {
                    Name = "layer",
                    Module = module,
                    NamedForward = inputs => new Dictionary<string, Tensor> { ["score"] = module.call(inputs[0]) },
                    Inputs = [TensorSpec.Parse($"{(scenario == "renamed" ? "y" : "x")}: float32[rows, 2]")],
                },
            ],
        };
    }

    private static ExportableRun Open(string scenario, Classifier module) => new()
    {
        Model = new() { Module = module, Inputs = [TensorSpec.Parse("image: float32[batch, 2]")], OutputNames = ["logits"] },
        Scenario = scenario,
        PreProcessing =
        [
            new ScaleParams { Key = "image", Factor = 0.5 },
            new ScaleParams { Key = "image", Factor = 7, Modes = [PipelineMode.Training] },
        ],
        PostProcessing = [new ClassLabelParams { Key = "logits", Softmax = true, Labels = ["left", "right"] }],
        Metrics = new Dictionary<string, double> { ["accuracy"] = 0.975, ["loss"] = 0.125 },
        ConfigYaml = "scenario: tiny\n",
        Resources = new Dictionary<string, ResourceFile> { ["model.labels"] = new("labels.txt", _ => "left\nright\n"u8.ToArray()) },
    };

    public sealed class Classifier : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear _linear = nn.Linear(2, 2);

        public Classifier()
            : base("classifier")
        {
            using (no_grad())
            {
                _linear.weight.copy_(tensor(new float[,] { { 2, 0 }, { 0, 3 } }));
                _linear.bias!.copy_(tensor(new float[] { 0.5f, 0 }));
            }

            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => _linear.forward(input);
    }
}
