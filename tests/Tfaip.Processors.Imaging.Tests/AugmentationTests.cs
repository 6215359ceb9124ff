using System.Numerics.Tensors;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Imaging.Processing;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Imaging.Tests;

/// <summary>What all random image processors promise.</summary>
[TestClass]
public sealed class AugmentationTests
{
    // One of each, with the hash of what it makes of an image, the same on every machine. Those of random_rotation, gaussian_noise and
    // salt_and_pepper_noise were found by transcriptions of the same operations into Python too.
    private static readonly (ProcessorParams Parameters, ulong Hash)[] All =
    [
        (new RandomFlipParams { Probability = 1 }, 448415622948889509UL),
        (new RandomCropParams { Height = 20, Width = 16, Padding = 2 }, 11921608491088055845UL),
        (new RandomResizedCropParams { Height = 20, Width = 16, Filter = ResizeFilter.Lanczos }, 9192325988980422478UL),
        (new RandomRotationParams { Degrees = 45, Interpolation = Interpolation.Bicubic }, 2672931376401892065UL),
        (new RandomShearParams { Horizontal = 20, Vertical = 10 }, 4481082927317878257UL),
        (new RandomAffineParams { Shear = 10 }, 7691289903727634273UL),
        (new ElasticTransformParams { Border = BorderMode.Reflect }, 6299215994829236324UL),
        (new GaussianNoiseParams(), 10660859793815242540UL),
        (new SaltAndPepperNoiseParams { Amount = 0.2 }, 1917172119380599717UL),
        (new ColorJitterParams { Brightness = 0.4, Contrast = 0.4, Saturation = 0.4, Hue = 0.2 }, 1301777876689115280UL),
    ];

    private static Tensor<float> Image(int index) =>
        Run.Make(3, 24, 20, (channel, y, x) => ((channel * 37) + (y * y) + (x * 7) + (index * 11)) % 256);

    [TestMethod]
    public void Every_random_processor_is_here() => CollectionAssert.AreEquivalent(
        ProcessorCatalog.Default.With(ImagingProcessors.Assembly).VariantsOf(typeof(ProcessorParams))
            .Where(type => typeof(RandomGeometricParams).IsAssignableFrom(type) || typeof(PixelAugmentationParams).IsAssignableFrom(type))
            .ToArray(),
        All.Select(item => item.Parameters.GetType()).ToArray());

    [TestMethod]
    public void The_bits_are_those_of_every_machine() => Assert.AreEqual(
        string.Join("\n", All.Select(item => $"{VariantCatalog.NameOf(item.Parameters.GetType())} {item.Hash}")),
        string.Join("\n", All.Select(item => $"{VariantCatalog.NameOf(item.Parameters.GetType())} {HashOf(item.Parameters)}")));

    private static ulong HashOf(ProcessorParams parameters) =>
        Hash((Tensor<float>)Run.OnSample(parameters, new Sample().WithInput("image", Image(0)))!.Inputs["image"]);

    [TestMethod]
    public void Row042_Augmentation_runs_in_training_alone()
    {
        foreach (var (parameters, _) in All)
        {
            foreach (var mode in new[] { PipelineMode.Evaluation, PipelineMode.Prediction })
            {
                var sample = new Sample().WithInput("image", Image(0));
                Assert.AreSame(sample, new ProcessorChain([parameters], mode).Process(sample, 1, 2, 3), parameters.ToString());
            }

            var augmented = new ProcessorChain([parameters], PipelineMode.Training).Process(
                new Sample().WithInput("image", Image(0)), 1, 2, 3)!;
            CollectionAssert.AreNotEqual(Image(0).ToArray(), ((Tensor<float>)augmented.Inputs["image"]).ToArray(), parameters.ToString());
        }
    }

    [TestMethod]
    public async Task Augmented_batches_are_the_same_for_any_number_of_workers()
    {
        using var source = new ImageSource();
        ProcessorParams[] processors = [.. All.Select(item => item.Parameters), new ResizeImageParams { Height = 8, Width = 8 }];
        var expected = await Hashes(1);
        Assert.HasCount(expected.Count, expected.ToHashSet());
        foreach (var workers in new[] { 2, 5 }) CollectionAssert.AreEqual(expected, await Hashes(workers));

        async Task<List<ulong>> Hashes(int workers)
        {
            var hashes = new List<ulong>();
            var pipeline = new SamplePipeline(
                source, processors, new PipelineParams { BatchSize = 3, Workers = workers }, PipelineMode.Training, seed: 7);
            for (var epoch = 0; epoch < 2; epoch++)
                await foreach (var batch in pipeline.ReadAsync(epoch))
                    hashes.Add(Hash((Tensor<float>)batch.Inputs["image"]));
            return hashes;
        }
    }

    [TestMethod]
    public void A_processor_never_changes_the_tensor_that_it_is_given()
    {
        foreach (var (parameters, _) in All)
        {
            var image = Image(0);
            Run.OnSample(parameters, new Sample().WithInput("image", image));
            CollectionAssert.AreEqual(Image(0).ToArray(), image.ToArray(), parameters.ToString());
        }
    }

    [TestMethod]
    public void Bytes_are_the_rounded_levels_of_float32()
    {
        foreach (var (parameters, _) in All)
        {
            var floats = (Tensor<float>)Run.OnSample(parameters, new Sample().WithInput("image", Image(0)))!.Inputs["image"];
            var bytes = Tensor.Create(Array.ConvertAll(Image(0).ToArray(), level => (byte)level), (ReadOnlySpan<nint>)[3, 24, 20]);
            CollectionAssert.AreEqual(
                Array.ConvertAll(floats.ToArray(), level => (byte)Math.Clamp(Math.Round(level), 0, 255)),
                ((Tensor<byte>)Run.OnSample(parameters, new Sample().WithInput("image", bytes))!.Inputs["image"]).ToArray(),
                parameters.ToString());
        }
    }

    private static ulong Hash(Tensor<float> image)
    {
        var hash = 14695981039346656037UL;
        foreach (var level in image.ToArray()) hash = (hash ^ BitConverter.SingleToUInt32Bits(level)) * 0x100000001B3UL;
        return hash;
    }

    private sealed class ImageSource : ISampleSource
    {
        public int Count => 17;

        public Sample Read(int index) => new Sample().WithInput("image", Image(index));

        public void Dispose()
        {
        }
    }
}
