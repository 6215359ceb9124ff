using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Processors.Imaging.Processing;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Imaging.Tests;

/// <summary>Processors that change levels and are not random.</summary>
[TestClass]
public sealed class LevelParamsTests
{
    [TestMethod]
    public void Grey_is_the_luma_of_BT601()
    {
        // 299, 587 and 114 thousandths.
        var rgb = Tensor.Create(new float[] { 1000, 0, 0, 0, 1000, 0, 0, 0, 1000 }, [3, 1, 3]);
        Run.AssertTensor(Run.Image(new GreyImageParams(), rgb), [1, 1, 3], 299f, 587, 114);
        Run.AssertTensor(Run.Image(new GreyImageParams { Channels = 3 }, rgb), [3, 1, 3], 299f, 587, 114, 299, 587, 114, 299, 587, 114);
        Run.AssertTensor(
            Run.Image(new GreyImageParams { Channels = 3 }, Tensor.Create(new byte[] { 7, 8 }, [1, 2])),
            [3, 1, 2],
            new byte[] { 7, 8, 7, 8, 7, 8 });
        var grey = Tensor.Create(new byte[] { 7, 8 }, [1, 2]);
        Assert.AreSame(grey, Run.Image(new GreyImageParams(), grey));
        Run.AssertError(
            new GreyImageParams(),
            Tensor.Create(new float[2], [2, 1, 1]),
            "the input 'image' has 2 channels; grey is made of 3, red, green and blue, or of 1.");
    }

    [TestMethod]
    public void Given_statistics_normalize_channel_by_channel()
    {
        var parameters = new NormalizeImageParams { Mean = [10, 20], Std = [2, 4] };
        Run.AssertTensor(Run.Image(parameters, Tensor.Create(new float[] { 10, 14, 20, 18 }, [2, 1, 2])), [2, 1, 2], 0f, 2, 0, -0.5f);
        var bytes = Run.OnSample(
            new NormalizeImageParams { Mean = [1], Std = [0.5] },
            new Sample().WithInput("image", Tensor.Create(new byte[] { 1, 2 }, [1, 2])))!;
        Run.AssertTensor((Tensor<float>)bytes.Inputs["image"], [1, 2], 0f, 2);
    }

    [TestMethod]
    public void Own_statistics_give_mean_0_and_variance_1() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[2, 6], Gen.Int[2, 6], Gen.Bool, Gen.Float[0, 255].Array[108])
            .Sample((channels, height, width, perChannel, levels) =>
            {
                var count = height * width;
                var image = Tensor.Create(levels[..(channels * count)], [channels, height, width]);
                var statistics = perChannel ? NormalizationStatistics.Channel : NormalizationStatistics.Image;
                var normalized = Run.Image(new NormalizeImageParams { Statistics = statistics, Epsilon = 1e-12 }, image).ToArray();
                var parts = perChannel ? normalized.Chunk(count) : [normalized];
                var sources = perChannel ? image.ToArray().Chunk(count) : [image.ToArray()];

                // What is almost uniform has no variance to speak of.
                return parts.Zip(sources).Where(part => part.Second.Max() - part.Second.Min() > 1).All(part =>
                    Math.Abs(part.First.Average()) < 1e-4 && Math.Abs(part.First.Average(level => (double)level * level) - 1) < 1e-4);
            });

    [TestMethod]
    public void A_uniform_image_becomes_0() => Run.AssertTensor(
        Run.Image(new NormalizeImageParams { Statistics = NormalizationStatistics.Image }, Tensor.Create(new float[] { 7, 7 }, [1, 2])),
        [1, 2],
        0f,
        0);

    [TestMethod]
    public void Wrong_statistics_are_refused()
    {
        Run.AssertError(
            new NormalizeImageParams { Mean = [1, 2], Std = [1] },
            Tensor.Create(new float[3], [3, 1, 1]),
            "the input 'image' has 3 channels, but there are 2 means or standard deviations.");
        Run.AssertRefused(new NormalizeImageParams { Std = [1] }, "mean: give the mean of each channel, or one for all.");
        Run.AssertRefused(new NormalizeImageParams { Mean = [1] }, "std: give the standard deviation of each channel, or one for all.");
        Run.AssertRefused(new NormalizeImageParams { Mean = [1, 2], Std = [1, 2, 3] }, "std: there are 2 means but 3 standard deviations.");
        Run.AssertRefused(
            new NormalizeImageParams { Mean = [1], Statistics = NormalizationStatistics.Image },
            "statistics: mean and std are given, but the image's own are taken; set statistics to given, or leave them out.");
    }
}
