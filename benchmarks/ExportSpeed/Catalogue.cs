using ExportSpeed.Networks;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExportSpeed;

/// <summary>The networks of the tables.</summary>
internal static class Catalogue
{
    private const string Pictures = "x: float32[batch, 3, height, width]; height: 32..96 step 32; width: 32..96 step 32";

    /// <summary>ResNet-50 with free batch, height and width.</summary>
    public static Network ResNet50 { get; } = new("resnet-50", () => new ResNet(true, 3, 4, 6, 3), Pictures, [1, 3, 224, 224]);

    /// <summary>BERT in its base size: twelve layers of 768 features, 30,000 words.</summary>
    public static Network BertBase { get; } = new(
        "bert-base", () => new LanguageModel(false, 30000, 768, 12, 12), "ids: int64[batch, time] in 0..29999; time: 1..128", [1, 128]);

    /// <summary>
    /// The networks that are timed: large ones of every family in the tests' zoo, at the widths of their papers or near them.
    /// </summary>
    public static IReadOnlyList<Network> Timed { get; } =
    [
        ResNet50,
        new("vgg-16", () => Vgg(), Pictures, [1, 3, 128, 128]),
        new("densenet-121", () => new DenseNet(), Pictures, [1, 3, 128, 128]),
        new("mobilenet v3", () => MobileNet(), Pictures, [1, 3, 224, 224]),
        new("convnext-t", () => new ConvNeXt(), Pictures, [1, 3, 128, 128]),
        new("u-net", () => new UNet(), Pictures, [1, 3, 128, 128]),
        new("vit-s", () => new VisionTransformer(), "x: float32[batch, 3, 224, 224]", [1, 3, 224, 224]),
        new("bert", () => new LanguageModel(false, 30522, 512, 8, 6), "ids: int64[batch, time] in 0..30521; time: 1..128", [1, 128]),
        new("gpt", () => new LanguageModel(true, 8000, 512, 8, 6), "ids: int64[batch, time] in 0..7999; time: 1..128", [1, 128]),
        new("crnn", () => new TextRecognizer(), "x: float32[batch, 1, 32, width]; width: 8..128", [1, 1, 32, 320]),
    ];

    /// <summary>The networks whose nodes are counted; torch_onnx_counts.py has the same in Python.</summary>
    public static IReadOnlyList<Network> Counted { get; } =
    [
        new("mlp", () => Sequential(Linear(64, 128), ReLU(), Linear(128, 128), ReLU(), Linear(128, 10)), "x: float32[batch, 64]", [1, 64]),
        new("lenet", () => LeNet(), "x: float32[batch, 1, 28, 28]", [1, 1, 28, 28]),
        new("resnet-18", () => new ResNet(false, 2, 2, 2, 2), Pictures, [1, 3, 64, 64]),
        new("bilstm", () => new BiLstm(), "x: float32[batch, time, 64]", [1, 10, 64]),
        new("transformer", () => new TransformerLayer(), "x: float32[batch, time, 256]", [1, 10, 256]),
    ];

    private static Module<Tensor, Tensor> LeNet() => Sequential(
        Conv2d(1, 6, 5, padding: 2), ReLU(), AvgPool2d(2), Conv2d(6, 16, 5), ReLU(), AvgPool2d(2), Flatten(),
        Linear(400, 120), ReLU(), Linear(120, 84), ReLU(), Linear(84, 10));

    // The convolutions of VGG-16; its linear layers, most of the weights, are one after global pooling.
    private static Module<Tensor, Tensor> Vgg()
    {
        var layers = new List<Module<Tensor, Tensor>>();
        long channels = 3;
        foreach (var (count, width) in new[] { (2, 64L), (2, 128L), (3, 256L), (3, 512L), (3, 512L) })
        {
            for (var i = 0; i < count; i++, channels = width) layers.AddRange([Conv2d(channels, width, 3, padding: 1), ReLU()]);
            layers.Add(MaxPool2d(2));
        }

        layers.AddRange([AdaptiveAvgPool2d(1), Flatten(), Linear(channels, 1000)]);
        return Sequential(layers);
    }

    private static Module<Tensor, Tensor> MobileNet()
    {
        (long Hidden, long To, long Kernel, long Stride)[] blocks =
        [
            (16, 16, 3, 1), (64, 24, 3, 2), (72, 24, 3, 1), (72, 40, 5, 2), (120, 40, 5, 1), (120, 40, 5, 1), (240, 80, 3, 2),
            (200, 80, 3, 1), (184, 80, 3, 1),
            (184, 80, 3, 1), (480, 112, 3, 1), (672, 112, 3, 1), (672, 160, 5, 2), (960, 160, 5, 1), (960, 160, 5, 1),
        ];
        var layers = new List<Module<Tensor, Tensor>>
        {
            Conv2d(3, 16, 3, stride: 2, padding: 1, bias: false),
            BatchNorm2d(16),
            Hardswish()
        };
        long channels = 16;
        foreach (var (hidden, to, kernel, stride) in blocks)
        {
            layers.Add(new InvertedResidual(channels, hidden, to, kernel, stride));
            channels = to;
        }

        layers.AddRange([Conv2d(160, 960, 1, bias: false), BatchNorm2d(960), Hardswish(), AdaptiveAvgPool2d(1), Flatten(),
            Linear(960, 1280), Hardswish(), Linear(1280, 1000)]);
        return Sequential(layers);
    }
}
