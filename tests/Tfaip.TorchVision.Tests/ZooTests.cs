using Microsoft.ML.OnnxRuntime;
using Tfaip.Export;
using Tfaip.Export.Requests;
using Tfaip.Processors.Samples;
using Tfaip.Torch.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torchvision;

namespace Tfaip.TorchVision.Tests;

/// <summary>
/// TorchVision's networks, as they are and within a module of one's own, with a free batch, height and width, are right at five sizes over
/// the range.
/// </summary>
[TestClass]
public sealed class ZooTests
{
    private const string Small = "height: 64..160; width: 64..160";
    private const string Large = "height: 96..200; width: 96..200";

    static ZooTests() => LibTorch.Register();

    public static IEnumerable<object[]> Networks => new (string Name, string Sizes)[]
    {
        ("alexnet", Small), ("vgg11", Small), ("vgg16_bn", Small), ("resnet18", Small), ("resnet50", Small), ("resnet152", Small),
        ("resnext50_32x4d", Small),
        ("wide_resnet50_2", Small), ("googlenet", Small), ("inception_v3", Large), ("mobilenet_v2", Small), ("mobilenet_v3_small", Small),
        ("mobilenet_v3_large", Small),
    }.SelectMany(row => new[] { new object[] { row.Name, row.Sizes, false }, [row.Name, row.Sizes, true] });

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Networks_are_right_at_five_sizes(string name, string sizes, bool wrapped)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        random.manual_seed(1);
        using Module<Tensor, Tensor> network = wrapped ? new Wrapped(Create(name)) : Create(name);
        network.eval();
        var input = TensorSpec.Parse($"x: float32[batch, 3, height, width]; batch: 1..4; {sizes}");
        var result = OnnxExporter.Export(new ExportableModel { Module = network, Inputs = [input] });

        using var session = new InferenceSession(result.Onnx.ToArray());
        var (low, high) = (input.Sizes["height"].Low, input.Sizes["height"].High);
        foreach (var (batch, height, width) in new[]
        {
            (1, low, low),
            (4, high, high),
            (2, low + 37, high - 1),
            (3, high, low + 1),
            (1, (low + high) / 2, low + 20)
        })
        {
            using var inner = NewDisposeScope();
            var x = randn([batch, 3, height, width]);
            var expected = network.call(x);
            using var value = OrtValue.CreateTensorValueFromMemory(x.data<float>().ToArray(), x.shape);
            using var options = new RunOptions();
            using var outputs = session.Run(options, new Dictionary<string, OrtValue> { ["x"] = value }, session.OutputNames);
            var actual = outputs[0].GetTensorDataAsSpan<float>().ToArray();
            CollectionAssert.AreEqual(expected.shape, outputs[0].GetTensorTypeAndShape().Shape);
            var largest = expected.abs().max().item<float>();
            var difference = (expected.reshape(-1) - tensor(actual)).abs().max().item<float>();
            Assert.IsLessThanOrEqualTo(1e-4f * Math.Max(1, largest), difference, $"{name} at {batch} x {height} x {width}");
        }
    }

    private static Module<Tensor, Tensor> Create(string name) => name switch
    {
        "alexnet" => models.alexnet(),
        "vgg11" => models.vgg11(),
        "vgg16_bn" => models.vgg16_bn(),
        "resnet18" => models.resnet18(),
        "resnet50" => models.resnet50(),
        "resnet152" => models.resnet152(),
        "resnext50_32x4d" => models.resnext50_32x4d(),
        "wide_resnet50_2" => models.wide_resnet50_2(),
        "googlenet" => models.googlenet(),
        "inception_v3" => models.inception_v3(),
        "mobilenet_v2" => models.mobilenet_v2(),
        "mobilenet_v3_small" => models.mobilenet_v3_small(),
        "mobilenet_v3_large" => models.mobilenet_v3_large(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "TorchVision has no such network."),
    };

    private sealed class Wrapped : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> inner;

        public Wrapped(Module<Tensor, Tensor> inner)
            : base("wrapped")
        {
            this.inner = inner;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => inner.call((input - 0.5) / 0.25);
    }
}
