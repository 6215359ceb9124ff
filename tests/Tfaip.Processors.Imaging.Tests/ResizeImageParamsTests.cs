using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Imaging.Processing;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Imaging.Tests;

[TestClass]
public sealed class ResizeImageParamsTests
{
    [TestMethod]
    [DataRow(6, null, null, null, 6, 9)]
    [DataRow(null, 3, null, null, 2, 3)]
    [DataRow(5, 7, null, null, 5, 7)]
    [DataRow(null, null, 60, null, 40, 60)]
    [DataRow(null, null, null, 60, 60, 90)]
    [DataRow(1, null, null, null, 1, 2)]
    public void The_size_is_the_given_one_or_follows_the_proportions(
        int? height, int? width, int? longer, int? shorter, int expectedHeight, int expectedWidth)
    {
        var parameters = new ResizeImageParams { Height = height, Width = width, LongerSide = longer, ShorterSide = shorter };
        CollectionAssert.AreEqual(
            new nint[] { 2, expectedHeight, expectedWidth },
            Run.Image(parameters, Tensor.Create(new float[1200], [2, 20, 30])).Lengths.ToArray());

        var lying = new ResizeImageParams { Height = width, Width = height, LongerSide = longer, ShorterSide = shorter };
        CollectionAssert.AreEqual(
            new nint[] { 2, expectedWidth, expectedHeight },
            Run.Image(lying, Tensor.Create(new float[1200], [2, 30, 20])).Lengths.ToArray());
    }

    [TestMethod]
    public void An_image_is_resized_as_load_image_does() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Enum<ResizeFilter>(), Gen.Byte.Array[81])
            .Sample((height, width, newHeight, newWidth, filter, levels) =>
            {
                levels = levels[..(height * width)];
                var loaded = (Tensor<float>)Run.OnSample(
                    new LoadImageParams { Height = newHeight, Width = newWidth, Filter = filter },
                    new Sample().WithInput("image", Png.Encode(width, height, 8, Png.Grey, levels)))!.Inputs["image"];
                var resized = Run.Image(
                    new ResizeImageParams { Height = newHeight, Width = newWidth, Filter = filter },
                    Tensor.Create(Array.ConvertAll(levels, level => (float)level), [1, height, width]));

                // Kernels that go beyond black and white are cut off by load_image, whose levels are those of a file.
                return loaded.Lengths.SequenceEqual(resized.Lengths)
                    && loaded.ToArray().Zip(resized.ToArray()).All(pair => Math.Abs(pair.First - Math.Clamp(pair.Second, 0, 255)) < 1e-3);
            });

    [TestMethod]
    public void Bytes_are_rounded_and_cut_off()
    {
        // 2 to 1 is the mean: 127.5 goes to the even one, 128. Lanczos overshoots at an edge, and is cut off.
        Run.AssertTensor(
            Run.Image(new ResizeImageParams { Width = 1, Height = 1 }, Tensor.Create(new byte[] { 0, 255 }, [1, 2])), [1, 1], (byte)128);
        var edge = Run.Image(new ResizeImageParams
        {
            Width = 64,
            Height = 1,
            Filter = ResizeFilter.Lanczos
        }, Tensor.Create(new byte[] { 0, 0, 0, 0, 255, 255, 255, 255 }, [1, 8])).ToArray();
        Assert.IsTrue(edge.Take(32).All(level => level < 128) && edge.Skip(32).All(level => level > 127));
    }

    [TestMethod]
    public void Bicubic_keeps_parabolas_and_the_other_kernels_constants()
    {
        // Keys's kernel with a = -1/2 reproduces polynomials of degree 2 away from the ends.
        var parabola = Run.Make(1, 1, 12, (_, _, x) => (x * x) - (3 * x) + 7);
        var enlarged = Run.Image(new ResizeImageParams { Height = 1, Width = 48, Filter = ResizeFilter.Bicubic }, parabola).ToArray();
        for (var x = 8; x < 40; x++)
        {
            var place = ((x + 0.5) / 4) - 0.5;
            Assert.AreEqual((place * place) - (3 * place) + 7, enlarged[x], 1e-4);
        }
    }

    [TestMethod]
    public void Masks_are_resized_without_mixing()
    {
        var sample = new Sample().WithInput("image", Tensor.Create(new float[16], [1, 4, 4]))
            .WithTarget("mask", Tensor.Create(new long[] { 3, 3, 9, 9, 3, 3, 9, 9, 5, 5, 7, 7, 5, 5, 7, 7 }, [4, 4]));
        var resized = (Tensor<long>)Run.OnSample(new ResizeImageParams
        {
            Height = 2,
            Filter = ResizeFilter.Lanczos,
            Masks = ["mask", "none"]
        }, sample)!.Targets["mask"];
        Run.AssertTensor(resized, [2, 2], 3L, 9, 5, 7);
    }

    [TestMethod]
    public void What_is_no_image_is_refused()
    {
        const string Expected = "it must be an image: a tensor of float32 or uint8 with the shape [height, width] or [channels, height, "
            + "width], none of them 0.";
        var parameters = new ResizeImageParams { Height = 2 };
        Run.AssertError(parameters, "path.png", "the input 'image' is a string; " + Expected);
        Run.AssertError(parameters, Tensor.Create(new float[2], [2]), "the input 'image' is float32[2]; " + Expected);
        Run.AssertError(parameters, Tensor.Create(new byte[2], [1, 1, 1, 2]), "the input 'image' is uint8[1, 1, 1, 2]; " + Expected);
        Run.AssertError(parameters, Tensor.Create(new long[4], [2, 2]), "the input 'image' is int64[2, 2]; " + Expected);
        Run.AssertError(parameters, Tensor.Create(Array.Empty<float>(), [0, 2]), "the input 'image' is float32[0, 2]; " + Expected);
    }

    [TestMethod]
    public void Wrong_parameters_are_refused()
    {
        const string Expected = "height: give height, width or both, or longer_side, or shorter_side.";
        Run.AssertRefused(new ResizeImageParams(), Expected);
        Run.AssertRefused(new ResizeImageParams { Height = 2, LongerSide = 3 }, Expected);
        Run.AssertRefused(new ResizeImageParams { ShorterSide = 2, LongerSide = 3 }, Expected);
    }

    [TestMethod]
    public void Wrong_masks_are_refused()
    {
        var image = new Sample().WithInput("image", Tensor.Create(new float[4], [2, 2]));
        var parameters = new ResizeImageParams { Height = 1, Masks = ["mask"] };
        Assert.AreEqual(
            "the mask 'mask' has 1 x 4 pixels (height x width), but the input 'image' has 2 x 2.",
            Assert.ThrowsExactly<TfaipException>(() =>
                Run.OnSample(parameters, image.WithTarget("mask", Tensor.Create(new long[4], [1, 4])))).Message);
        Assert.AreEqual(
            "the mask 'mask' is int64[4]; it must be a mask: a tensor of uint8, int32, int64 or float32 with the shape [height, width] or "
            + "[channels, height, width], none of them 0.",
            Assert.ThrowsExactly<TfaipException>(() =>
                Run.OnSample(parameters, image.WithTarget("mask", Tensor.Create(new long[4], [4])))).Message);
    }
}
