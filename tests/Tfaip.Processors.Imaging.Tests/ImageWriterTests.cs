using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Processors.Imaging.Files;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Imaging.Processing;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Imaging.Tests;

[TestClass]
public sealed class ImageWriterTests
{
    [TestMethod]
    public void What_is_written_is_read_back() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Bool, Gen.Byte.Array[243]).Sample((height, width, isRgb, levels) =>
        {
            var channels = isRgb ? 3 : 1;
            var elements = levels[..(channels * height * width)];

            var image = Read(ImageWriter.EncodePng(Tensor.Create(elements, [channels, height, width])), isRgb);

            return image.Lengths.SequenceEqual([channels, height, width]) && image.SequenceEqual(elements.Select(level => (float)level));
        });

    [TestMethod]
    public void Levels_are_rounded_and_cut_off()
    {
        var image = Read(ImageWriter.EncodePng(Tensor.Create(new[] { -1, 0, 0.5f, 1, 2 }, [1, 5]), maximum: 1), isRgb: false);

        // 127.5 goes to the even one.
        CollectionAssert.AreEqual(new float[] { 0, 0, 128, 255, 255 }, image.ToArray());
    }

    [TestMethod]
    public void What_is_no_image_is_refused()
    {
        var error = Assert.ThrowsExactly<ArgumentException>(() => ImageWriter.EncodePng(Tensor.Create(new byte[8], [2, 2, 2])));
        Assert.AreEqual(
            "An image has the shape [height, width], [1, height, width] or [3, height, width], none of them 0, and not [2, 2, 2].",
            error.Message);

        error = Assert.ThrowsExactly<ArgumentException>(() => ImageWriter.EncodePng(Tensor.Create(new[] { float.NaN }, [1, 1])));
        Assert.AreEqual("The image holds NaN, which has no brightness. (Parameter 'image')", error.Message);

        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ImageWriter.EncodePng(Tensor.Create(new float[1], [1, 1]), maximum: 0));
    }

    [TestMethod]
    public void The_assembly_of_the_processors_is_this_one() =>
        Assert.AreSame(typeof(LoadImageParams).Assembly, ImagingProcessors.Assembly);

    private static Tensor<float> Read(byte[] png, bool isRgb)
    {
        var random = default(SampleRandom);
        var processor = new LoadImageParams { Color = isRgb ? ImageColor.Rgb : ImageColor.Grey }.Create();
        return (Tensor<float>)processor.Process(new Sample().WithInput("image", png), ref random)!.Inputs["image"];
    }
}
