using System.Numerics.Tensors;
using Tfaip.Inference.Tests.Support;
using Tfaip.Parameters.Resources;
using Tfaip.Processors;
using Tfaip.Processors.Imaging;
using Tfaip.Processors.Imaging.Files;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Imaging.Processing;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;
using Tfaip.Processors.Text;
using Tfaip.Processors.Text.Codec;
using Tfaip.Processors.Text.Processing;

namespace Tfaip.Inference.Tests;

/// <summary>What a pipeline makes of a raw input is what a predictor makes of it: the graph gives back its input.</summary>
[TestClass]
public sealed class TrainAndServeTests
{
    private static readonly PredictorOptions Options =
        new() { Processors = ProcessorCatalog.Default.With(ImagingProcessors.Assembly, TextProcessors.Assembly) };

    [TestMethod]
    public async Task Images_have_the_same_bits_in_training_and_in_an_application()
    {
        ProcessorParams[] processors =
        [
            new LoadImageParams { Key = "x", Color = ImageColor.Rgb, Maximum = 1 },
            new RandomRotationParams { Key = "x", Degrees = 90 },
            new ResizeImageParams { Key = "x", ShorterSide = 8, Filter = ResizeFilter.Lanczos },
            new CropImageParams { Key = "x", Height = 6, Width = 7 },
            new GreyImageParams { Key = "x" },
            new NormalizeImageParams { Key = "x", Statistics = NormalizationStatistics.Image },
            new ClipParams { Key = "x", Minimum = -2, Maximum = 2 },
        ];
        var png = ImageWriter.EncodePng(
            Tensor.Create([.. Enumerable.Range(0, 3 * 13 * 17).Select(i => (byte)(i * i))], (ReadOnlySpan<nint>)[3, 13, 17]));
        using var package = TestPackage.Create(
            TinyOnnx.Identity(1, "batch", 1, 6, 7), ["x: float32[batch, 1, 6, 7]"], ["y: float32[batch, 1, 6, 7]"], processors);
        using var predictor = Predictor.Load(package.Path, Options);

        var served = ((Tensor<float>)predictor.Predict(png).Outputs["y"]).ToArray();

        CollectionAssert.AreEqual(((Tensor<float>)(await Read(processors, png, PipelineMode.Evaluation)).Inputs["x"]).ToArray(), served);
        CollectionAssert.AreNotEqual(((Tensor<float>)(await Read(processors, png, PipelineMode.Training)).Inputs["x"]).ToArray(), served);
    }

    [TestMethod]
    public async Task Texts_have_the_same_labels_and_come_back()
    {
        var alphabet = new AlphabetParams { File = new ResourceFile("resources/alphabet.txt", _ => Alphabet()), Blank = null };
        ProcessorParams[] processors =
        [
            new NormalizeTextParams { Key = "x" },
            new StripTextParams { Key = "x" },
            new TextCaseParams { Key = "x" },
            new EncodeTextParams { Key = "x", Alphabet = alphabet },
        ];
        using var package = TestPackage.Create(
            TinyOnnx.Identity(7, "batch", "time"),
            ["x: int64[batch, time]"],
            ["y: int64[batch, time]"],
            processors,
            [new DecodeTextParams { Key = "y", Alphabet = alphabet, Ctc = false, To = "text" }],
            new TestResource("pre_processing.3.alphabet.file", "resources/alphabet.txt", Alphabet()));
        using var predictor = Predictor.Load(package.Path, Options);

        var answer = predictor.Predict("  B\u00C4 a\u0308\tb ");

        Assert.AreEqual("bä ä b", answer.Outputs["text"]);
        CollectionAssert.AreEqual(
            ((Tensor<long>)(await Read(processors, "  B\u00C4 a\u0308\tb ", PipelineMode.Training)).Inputs["x"]).ToArray(),
            ((Tensor<long>)answer.Outputs["y"]).ToArray());
    }

    private static byte[] Alphabet() => " \na\nb\nä\n"u8.ToArray();

    private static async Task<Batch> Read(ProcessorParams[] processors, object input, PipelineMode mode)
    {
        using var source = new OneSample(new Sample().WithInput("x", input));
        await foreach (var batch in new SamplePipeline(source, processors, new PipelineParams(), mode, seed: 1).ReadAsync(0)) return batch;
        throw new AssertFailedException("There is no batch.");
    }

    private sealed class OneSample(Sample sample) : ISampleSource
    {
        public int Count => 1;

        public Sample Read(int index) => sample;

        public void Dispose()
        {
        }
    }
}
