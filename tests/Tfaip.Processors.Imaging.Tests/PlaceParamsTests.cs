using System.Numerics.Tensors;
using CsCheck;
using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Imaging.Processing;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Imaging.Tests;

/// <summary>Processors that move whole pixels.</summary>
[TestClass]
public sealed class PlaceParamsTests
{
    private static Tensor<byte> Small => Tensor.Create(new byte[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);

    [TestMethod]
    public void Padding_centres_or_goes_to_a_corner()
    {
        Run.AssertTensor(
            Run.Image(new PadImageParams { Height = 3, Width = 6, Fill = 9 }, Small),
            [3, 6],
            new byte[] { 9, 1, 2, 3, 9, 9, 9, 4, 5, 6, 9, 9, 9, 9, 9, 9, 9, 9 });
        Run.AssertTensor(
            Run.Image(new PadImageParams { Width = 4, Position = ImagePosition.TopRight }, Small),
            [2, 4],
            new byte[] { 0, 1, 2, 3, 0, 4, 5, 6 });
        Run.AssertTensor(
            Run.Image(new PadImageParams { HeightMultiple = 2, WidthMultiple = 2, Height = 3, Position = ImagePosition.BottomLeft }, Small),
            [4, 4],
            new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 4, 5, 6, 0 });
        var small = Small;
        Assert.AreSame(small, Run.Image(new PadImageParams { Height = 1, WidthMultiple = 3 }, small));
    }

    [TestMethod]
    public void Beyond_the_edges_the_image_is_repeated_or_mirrored()
    {
        var row = Tensor.Create(new byte[] { 1, 2, 3 }, [1, 3]);
        Run.AssertTensor(
            Run.Image(new PadImageParams { Width = 7, Border = BorderMode.Replicate }, row), [1, 7], new byte[] { 1, 1, 1, 2, 3, 3, 3 });
        Run.AssertTensor(
            Run.Image(new PadImageParams { Width = 7, Border = BorderMode.Reflect }, row), [1, 7], new byte[] { 3, 2, 1, 2, 3, 2, 1 });
        Run.AssertTensor(
            Run.Image(new PadImageParams { Width = 13, Border = BorderMode.Reflect }, row),
            [1, 13],
            new byte[] { 2, 1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3, 2 });
        Run.AssertTensor(
            Run.Image(new PadImageParams { Width = 3, Border = BorderMode.Reflect }, Tensor.Create(new byte[] { 8 }, [1, 1])),
            [1, 3],
            new byte[] { 8, 8, 8 });
    }

    [TestMethod]
    public void Cropping_takes_the_rectangle_at_the_position()
    {
        Run.AssertTensor(Run.Image(new CropImageParams { Height = 1, Width = 1 }, Small), [1, 1], (byte)2);
        Run.AssertTensor(
            Run.Image(new CropImageParams { Height = 2, Width = 2, Position = ImagePosition.TopRight }, Small),
            [2, 2],
            new byte[] { 2, 3, 5, 6 });
        Run.AssertTensor(
            Run.Image(new CropImageParams { Height = 1, Width = 2, Position = ImagePosition.BottomLeft }, Small),
            [1, 2],
            new byte[] { 4, 5 });
        Run.AssertTensor(
            Run.Image(new CropImageParams { Height = 1, Width = 2, Position = ImagePosition.BottomRight }, Small),
            [1, 2],
            new byte[] { 5, 6 });
    }

    [TestMethod]
    public void Cropping_undoes_padding() =>
        Gen.Select(
            Gen.Int[1, 3],
            Gen.Int[1, 6],
            Gen.Int[1, 6],
            Gen.Int[0, 5],
            Gen.Int[0, 5],
            Gen.Enum<ImagePosition>(),
            Gen.Enum<BorderMode>(),
            Gen.Byte.Array[108]).Sample(
            (channels, height, width, moreRows, moreColumns, position, border, levels) =>
            {
                var image = Tensor.Create(levels[..(channels * height * width)], [channels, height, width]);
                var padded = Run.Image(
                    new PadImageParams { Height = height + moreRows, Width = width + moreColumns, Position = position, Border = border },
                    image);
                var back = Run.Image(new CropImageParams { Height = height, Width = width, Position = position }, padded);
                return back.Lengths.SequenceEqual(image.Lengths) && back.ToArray().SequenceEqual(image.ToArray());
            });

    [TestMethod]
    public void Random_crops_are_rectangles_of_the_image_and_every_place_comes()
    {
        var image = Run.Make(1, 4, 5, (_, y, x) => (10 * y) + x);
        var places = new HashSet<float>();
        for (var i = 0; i < 200; i++)
        {
            var crop = Run.Image(new RandomCropParams { Height = 2, Width = 3 }, image, i);
            CollectionAssert.AreEqual(new nint[] { 1, 2, 3 }, crop.Lengths.ToArray());
            var first = crop[0, 0, 0];
            CollectionAssert.AreEqual(new[] { first, first + 1, first + 2, first + 10, first + 11, first + 12 }, crop.ToArray());
            places.Add(first);
        }

        CollectionAssert.AreEquivalent(new float[] { 0, 1, 2, 10, 11, 12, 20, 21, 22 }, places.ToArray());
    }

    [TestMethod]
    public void Random_crops_reach_into_the_padding()
    {
        var shifts = new HashSet<string>();
        for (var i = 0; i < 300; i++)
        {
            var crop = Run.Image(
                new RandomCropParams { Height = 1, Width = 2, Padding = 1, Fill = 9 }, Tensor.Create(new byte[] { 1, 2 }, [1, 2]), i);
            shifts.Add(string.Join("", crop.ToArray()));
        }

        CollectionAssert.AreEquivalent(new[] { "99", "91", "12", "29" }, shifts.ToArray());
    }

    [TestMethod]
    public void Random_resized_crops_have_their_size_area_and_ratio()
    {
        // The levels are the places, so that corners of the result tell the rectangle (bilinear is exact on a ramp but for the ends).
        var rows = Run.Make(2, 60, 80, (channel, y, x) => channel == 0 ? y : x);
        var parameters = new RandomResizedCropParams
        {
            Height = 30,
            Width = 20,
            MinScale = 0.2,
            MaxScale = 0.5,
            Filter = ResizeFilter.Bilinear
        };
        for (var i = 0; i < 100; i++)
        {
            var crop = Run.Image(parameters, rows, i);
            CollectionAssert.AreEqual(new nint[] { 2, 30, 20 }, crop.Lengths.ToArray());
            var height = (crop[0, 20, 5] - crop[0, 10, 5]) * 3;
            var width = (crop[1, 5, 15] - crop[1, 5, 5]) * 2;
            Assert.IsTrue(height * width / 4800 is > 0.18f and < 0.53f, $"{height} x {width}");
            Assert.IsTrue(width / height is > 0.72f and < 1.38f, $"{height} x {width}");
        }
    }

    [TestMethod]
    public void A_rectangle_that_never_fits_becomes_the_largest_central_one()
    {
        var image = Run.Make(1, 4, 100, (_, _, x) => x);
        var crop = Run.Image(new RandomResizedCropParams { Height = 4, Width = 8, MinScale = 1, MinRatio = 0.5, MaxRatio = 2 }, image);
        Run.AssertTensor(Run.Image(new CropImageParams { Height = 1, Width = 8 }, crop), [1, 1, 8], 46f, 47, 48, 49, 50, 51, 52, 53);
    }

    [TestMethod]
    public void Flips_are_mirrored_and_every_second_image_is()
    {
        byte[] horizontal = [3, 2, 1, 6, 5, 4], vertical = [4, 5, 6, 1, 2, 3], both = [6, 5, 4, 3, 2, 1];
        foreach (var (direction, expected) in new[]
        {
            (FlipDirection.Horizontal, horizontal),
            (FlipDirection.Vertical, vertical),
            (FlipDirection.Both, both)
        })
        {
            Run.AssertTensor(Run.Image(new RandomFlipParams { Direction = direction, Probability = 1 }, Small), [2, 3], expected);
        }

        var flipped = Enumerable.Range(0, 1000).Count(i => Run.Image(new RandomFlipParams(), Small, i).ToArray().SequenceEqual(horizontal));
        Assert.IsTrue(flipped is > 437 and < 563, $"{flipped} of 1000, four standard deviations from 500");
        var small = Small;
        Assert.AreSame(small, Run.Image(new RandomFlipParams { Probability = 0 }, small));
    }

    [TestMethod]
    public void Masks_move_with_their_image()
    {
        var image = Run.Make(1, 6, 7, (_, y, x) => (10 * y) + x);
        var mask = Tensor.Create(Array.ConvertAll(image.ToArray(), level => (long)level), [6, 7]);
        ImageProcessorParams[] processors =
        [
            new RandomFlipParams { Masks = ["mask"] },
            new RandomCropParams { Height = 3, Width = 3, Masks = ["mask"], Padding = 2, Fill = 99, MaskFill = 99 },
            new RandomRotationParams { Degrees = 180, Interpolation = Interpolation.Nearest, Masks = ["mask"], Fill = 99, MaskFill = 99 },
            new ElasticTransformParams { Interpolation = Interpolation.Nearest, Masks = ["mask"], Fill = 99, MaskFill = 99 },
            new RandomResizedCropParams { Height = 4, Width = 4, Filter = ResizeFilter.Nearest, Masks = ["mask"] },
            new CropImageParams { Height = 3, Width = 3, Masks = ["mask"] },
            new PadImageParams { Height = 9, Masks = ["mask"], Fill = 99, MaskFill = 99 },
        ];
        foreach (var parameters in processors)
        {
            for (var i = 0; i < 20; i++)
            {
                var moved = Run.OnSample(parameters, new Sample().WithInput("image", image).WithTarget("mask", mask), i)!;
                CollectionAssert.AreEqual(
                    ((Tensor<float>)moved.Inputs["image"]).ToArray(),
                    Array.ConvertAll(((Tensor<long>)moved.Targets["mask"]).ToArray(), label => (float)label),
                    parameters.ToString());
            }
        }
    }

    [TestMethod]
    public void Images_that_are_too_small_and_wrong_parameters_are_refused()
    {
        const string Advice = "; make it larger with pad_image or resize_image.";
        Run.AssertError(
            new CropImageParams { Height = 3, Width = 1 },
            Small,
            "the input 'image' has 2 x 3 pixels (height x width), from which no 3 x 1 can be cut" + Advice);
        Run.AssertError(
            new RandomCropParams { Height = 5, Width = 5, Padding = 1 },
            Small,
            "the input 'image' has 2 x 3 pixels (height x width), from which no 3 x 3 can be cut" + Advice);
        Run.AssertRefused(new PadImageParams(), "height: give height, width, height_multiple or width_multiple.");
        Run.AssertRefused(
            new RandomCropParams { Height = 1, Width = 1, Probability = 0.5 },
            "probability: an image that is not cropped would have another size; the probability is 1.");
        Run.AssertRefused(
            new RandomResizedCropParams { Height = 1, Width = 1, MinScale = 0.5, MaxScale = 0.4 },
            "min_scale: the smallest scale is larger than the largest.");
        Run.AssertRefused(
            new RandomResizedCropParams { Height = 1, Width = 1, MinRatio = 2 },
            "min_ratio: the smallest ratio is larger than the largest.");
        foreach (var (parameters, name) in new (Tfaip.Processors.Pipelines.ProcessorParams, string)[]
        {
            (new CropImageParams(), "crop_image"), (new RandomCropParams(), "random_crop"),
            (new RandomResizedCropParams(), "random_resized_crop"),
        })
        {
            Assert.AreEqual(
                $"{name}: height: give the height, 1 or more.", Assert.ThrowsExactly<TfaipException>(() => parameters.Create()).Message);
        }
    }
}
