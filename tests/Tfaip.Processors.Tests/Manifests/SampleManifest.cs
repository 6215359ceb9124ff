using Tfaip.Processors.Manifests;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Manifests;

/// <summary>A manifest with something in every field.</summary>
internal static class SampleManifest
{
    public static Manifest Create() => new()
    {
        Producer = "tfaip 0.1.0",
        Scenario = "digits",
        Inputs = [TensorSpec.Parse("image: float32[batch, 1, 8, 8]")],
        Outputs = [TensorSpec.Parse("logits: float32[batch, 10]")],
        PreProcessing = [new ScaleParams { Key = "image", Factor = 0.0625 }],
        PostProcessing = [new ClassLabelParams { Key = "logits", Softmax = true, Labels = ["null", "true", "1", "~", "ä \"x\""] }],
        Resources = [new("labels", "resources/labels.txt")],
        Verification = new()
        {
            RelativeTolerance = 1e-5,
            AbsoluteTolerance = 1e-6,
            Outputs = [new("logits", 1.25e-7, 3e-7)],
            Sizes = ["batch=3", "batch=5"],
            OnnxRuntime = "1.31.1",
            TorchSharp = "0.107.0",
        },
        Metrics = new Dictionary<string, double> { ["loss"] = 0.1, ["accuracy"] = 0.98125, ["worst"] = double.NaN },
        Files =
        [
            new("model.onnx", 3, "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81"),
            new("resources/labels.txt", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ],
    };
}
