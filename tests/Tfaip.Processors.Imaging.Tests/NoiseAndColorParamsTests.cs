using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Processors.Imaging.Processing;

namespace Tfaip.Processors.Imaging.Tests;

/// <summary>Processors that change levels at random.</summary>
[TestClass]
public sealed class NoiseAndColorParamsTests
{
    [TestMethod]
    public void Gaussian_noise_has_its_mean_and_spread_and_is_cut_off()
    {
        var grey = Run.Make(1, 200, 200, (_, _, _) => 100);
        var noise = Run.Image(new GaussianNoiseParams { Std = 0.05, Mean = 0.02 }, grey).ToArray().Select(level => level - 100.0).ToArray();

        // Standard errors over 40,000 pixels: 12.75 / 200 = 0.064 and 12.75 / 283 = 0.045.
        Assert.AreEqual(5.1, noise.Average(), 0.26);
        Assert.AreEqual(12.75, Math.Sqrt(noise.Select(x => x * x).Average() - (noise.Average() * noise.Average())), 0.18);
        var cut = Run.Image(new GaussianNoiseParams { Std = 1, Maximum = 1 }, Run.Make(1, 20, 20, (_, _, _) => 0.5)).ToArray();
        Assert.IsTrue(cut.Min() == 0 && cut.Max() == 1);
    }

    [TestMethod]
    public void Salt_and_pepper_have_their_shares_in_all_channels()
    {
        var image = Run.Image(new SaltAndPepperNoiseParams { Amount = 0.1, Salt = 0.25 }, Run.Make(3, 200, 200, (_, _, _) => 100))
            .ToArray();
        var planes = image.Chunk(40_000).ToArray();
        CollectionAssert.AreEqual(planes[0], planes[1]);
        CollectionAssert.AreEqual(planes[0], planes[2]);

        // Expected 1000 and 3000 of 40,000, with standard deviations of 31 and 53.
        Assert.AreEqual(1000, planes[0].Count(level => level == 255), 130);
        Assert.AreEqual(3000, planes[0].Count(level => level == 0), 215);
        Assert.AreEqual(40_000, planes[0].Count(level => level is 0 or 100 or 255));
    }

    [TestMethod]
    public void Brightness_multiplies_all_levels() => Gen.Int[0, 1000].Sample(index =>
    {
        var image = Run.Image(new ColorJitterParams
        {
            Brightness = 0.5,
            Maximum = 1
        }, Run.Make(3, 1, 2, (channel, _, x) => 0.1 * (channel + (3 * x) + 1)), index).ToArray();
        var factor = image[0] / 0.1;
        return factor is >= 0.499 and < 1.501
            && Enumerable.Range(0, 6).All(i => Math.Abs(image[i] - Math.Min(1, factor * 0.1 * ((i / 2) + (3 * (i % 2)) + 1))) < 1e-5);
    });

    [TestMethod]
    public void Contrast_keeps_the_mean_luma() => Gen.Int[0, 1000].Sample(index =>
    {
        var image = Run.Image(new ColorJitterParams { Contrast = 0.9 }, Run.Make(1, 1, 2, (_, _, x) => x == 0 ? 100 : 140), index)
            .ToArray();
        return Math.Abs(image.Average() - 120) < 1e-3 && (image[1] - image[0]) / 40 is >= 0.099f and < 1.901f;
    });

    [TestMethod]
    public void Saturation_keeps_the_luma_of_each_pixel() => Gen.Int[0, 1000].Sample(index =>
    {
        var image = Run.Image(new ColorJitterParams { Saturation = 0.5 }, Run.Make(3, 1, 1, (channel, _, _) => 100 + (20 * channel)), index)
            .ToArray();
        var luma = (0.299 * image[0]) + (0.587 * image[1]) + (0.114 * image[2]);
        return Math.Abs(luma - ((0.299 * 100) + (0.587 * 120) + (0.114 * 140))) < 1e-3
            && (image[2] - image[0]) / 40 is > 0.499f and < 1.501f;
    });

    [TestMethod]
    public void Hues_turn_around_the_circle()
    {
        // Thirds of the circle lead from red over green to blue, whatever the saturation and the value.
        var image = new Images.Planes(3, 1, 3, [200, 50, 0, 50, 50, 100, 50, 200, 100]);
        Images.Hue.Turn(image, 1 / 3.0, 255);
        float[] expected = [50, 200, 100, 200, 50, 0, 50, 50, 100];
        for (var i = 0; i < 9; i++) Assert.AreEqual(expected[i], image.Values[i], 1e-4);
    }

    [TestMethod]
    public void Turning_hues_there_and_back_changes_nothing() =>
        Gen.Select(Gen.Byte.Array[12], Gen.Double[-0.5, 0.5]).Sample((levels, turn) =>
        {
            var image = new Images.Planes(3, 2, 2, Array.ConvertAll(levels, level => (float)level));
            Images.Hue.Turn(image, turn, 255);
            var isInRange = image.Values.All(level => level is >= 0 and <= 255);
            Images.Hue.Turn(image, -turn, 255);
            return isInRange && levels.Zip(image.Values).All(pair => Math.Abs(pair.First - pair.Second) < 1e-2);
        });

    [TestMethod]
    public void Grey_images_have_brightness_and_contrast_alone()
    {
        var grey = Run.Make(1, 2, 2, (_, y, x) => y + x);
        CollectionAssert.AreEqual(grey.ToArray(), Run.Image(new ColorJitterParams { Saturation = 1, Hue = 0.5 }, grey).ToArray());
        Run.AssertError(
            new ColorJitterParams { Brightness = 1 },
            Tensor.Create(new float[2], [2, 1, 1]),
            "the input 'image' has 2 channels; colours need 3, red, green and blue, or 1 for grey.");
    }

    [TestMethod]
    public void An_image_is_left_alone_as_often_as_the_probability_says()
    {
        var image = Run.Make(1, 1, 4, (_, _, x) => x + 100);
        var changed = Enumerable.Range(0, 1000)
            .Count(i => !ReferenceEquals(image, Run.Image(new GaussianNoiseParams { Probability = 0.25 }, image, i)));
        Assert.IsTrue(changed is > 195 and < 305, $"{changed} of 1000, four standard deviations from 250");
        CollectionAssert.AreEqual(new float[] { 100, 101, 102, 103 }, image.ToArray());
    }
}
