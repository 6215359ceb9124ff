using System.Numerics.Tensors;
using CsCheck;
using SkiaSharp;
using Tfaip.Parameters;
using Tfaip.Processors.Imaging.Images;
using Tfaip.Processors.Imaging.Processing;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Imaging.Tests;

[TestClass]
public sealed class LoadImageParamsTests
{
    private static readonly LoadImageParams Rgb = new() { Color = ImageColor.Rgb };

    [TestMethod]
    public void Grey_levels_come_out_as_they_are()
    {
        var image = Load(new LoadImageParams(), Png.Encode(3, 2, 8, Png.Grey, [0, 1, 2, 127, 254, 255]));

        CollectionAssert.AreEqual(new nint[] { 1, 2, 3 }, image.Lengths.ToArray());
        CollectionAssert.AreEqual(new float[] { 0, 1, 2, 127, 254, 255 }, image.ToArray());
    }

    [TestMethod]
    public void Colours_become_channels()
    {
        var image = Load(Rgb, Png.Encode(2, 1, 8, Png.Rgb, [10, 20, 30, 40, 50, 60]));

        CollectionAssert.AreEqual(new nint[] { 3, 1, 2 }, image.Lengths.ToArray());
        CollectionAssert.AreEqual(new float[] { 10, 40, 20, 50, 30, 60 }, image.ToArray());
    }

    [TestMethod]
    public void Grey_is_the_luma_of_BT601()
    {
        var image = Load(new LoadImageParams(), Png.Encode(4, 1, 8, Png.Rgb, [255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3]));

        // 0.299 * 255, 0.587 * 255, 0.114 * 255, 0.299 + 2 * 0.587 + 3 * 0.114.
        CollectionAssert.AreEqual(new[] { 76.245f, 149.685f, 29.07f, 1.815f }, image.ToArray());
    }

    [TestMethod]
    public void Transparent_pixels_lie_over_the_background()
    {
        // Level 100 at alpha 51 = 1/5: 20 + 4/5 of the background.
        var png = Png.Encode(3, 1, 8, Png.GreyAlpha, [100, 51, 7, 0, 9, 255]);

        CollectionAssert.AreEqual(new float[] { 224, 255, 9 }, Load(new LoadImageParams(), png).ToArray());
        CollectionAssert.AreEqual(new float[] { 20, 0, 9 }, Load(new LoadImageParams { Background = "000000" }, png).ToArray());
        CollectionAssert.AreEqual(
            new[] { 28, 10f, 9, 36, 20, 9, 44, 30, 9 }, Load(Rgb with { Background = "#0A141e" }, png).ToArray());
    }

    [TestMethod]
    public void Small_and_large_bit_depths_span_the_whole_range()
    {
        CollectionAssert.AreEqual(
            new float[] { 255, 0, 255 }, Load(new LoadImageParams(), Png.Encode(3, 1, 1, Png.Grey, [0b1010_0000])).ToArray());
        CollectionAssert.AreEqual(
            new float[] { 0, 85, 170, 255 }, Load(new LoadImageParams(), Png.Encode(4, 1, 2, Png.Grey, [0b0001_1011])).ToArray());
        CollectionAssert.AreEqual(new float[] { 51, 255 }, Load(new LoadImageParams(), Png.Encode(2, 1, 4, Png.Grey, [0x3F])).ToArray());
        CollectionAssert.AreEqual(
            new[] { 0, 1, 128, 255, 2047 / 257f },
            Load(new LoadImageParams(), Png.Encode(5, 1, 16, Png.Grey, [0, 0, 1, 1, 128, 128, 255, 255, 7, 255])).ToArray());
        CollectionAssert.AreEqual(
            new float[] { 1, 2, 3 }, Load(Rgb, Png.Encode(1, 1, 16, Png.Rgb, [1, 1, 2, 2, 3, 3])).ToArray());
    }

    [TestMethod]
    public void Palettes_are_looked_up_with_their_transparency()
    {
        var png = Png.Encode(4, 1, 8, Png.Palette, [2, 1, 0, 2], palette: [1, 2, 3, 40, 50, 60, 200, 0, 100], transparency: [255, 255, 0]);

        CollectionAssert.AreEqual(new float[] { 255, 40, 1, 255, 255, 50, 2, 255, 255, 60, 3, 255 }, Load(Rgb, png).ToArray());
    }

    [TestMethod]
    public void Inverting_and_the_maximum_change_the_levels()
    {
        var png = Png.Encode(3, 1, 8, Png.Grey, [0, 51, 255]);

        CollectionAssert.AreEqual(new float[] { 255, 204, 0 }, Load(new LoadImageParams { Invert = true }, png).ToArray());
        CollectionAssert.AreEqual(new[] { 0, 0.2f, 1 }, Load(new LoadImageParams { Maximum = 1 }, png).ToArray());
        CollectionAssert.AreEqual(new[] { 16, 12.8f, 0 }, Load(new LoadImageParams { Invert = true, Maximum = 16 }, png).ToArray());
    }

    [TestMethod]
    public void Area_is_the_mean_over_the_covered_rectangle()
    {
        // 3 x 3 to 2 x 2: the left upper pixel covers 1.5 x 1.5: (0 + 10/2 + 40/2 + 60/4) / 2.25 and so on.
        var png = Png.Encode(3, 3, 8, Png.Grey, [0, 10, 20, 40, 60, 80, 100, 120, 140]);

        var image = Load(new LoadImageParams { Height = 2, Width = 2 }, png);

        CollectionAssert.AreEqual(
            new[]
            {
                40 / 2.25f,
                ((10 / 2f) + 20 + (60 / 4f) + (80 / 2f)) / 2.25f,
                ((40 / 2f) + (60 / 4f) + 100 + (120 / 2f)) / 2.25f,
                ((60 / 4f) + (80 / 2f) + (120 / 2f) + 140) / 2.25f
            },
            image.ToArray());
    }

    [TestMethod]
    public void Bilinear_is_the_distance_weighted_mean()
    {
        // 2 to 4: the centres lie at -0.25, 0.25, 0.75 and 1.25 of the old positions; beyond the ends the ends go on.
        var png = Png.Encode(2, 1, 8, Png.Grey, [0, 100]);

        CollectionAssert.AreEqual(
            new float[] { 0, 25, 75, 100 },
            Load(new LoadImageParams { Height = 1, Width = 4, Filter = ResizeFilter.Bilinear }, png).ToArray());
    }

    [TestMethod]
    public void Nearest_takes_the_pixel_under_the_centre()
    {
        var png = Png.Encode(5, 1, 8, Png.Grey, [10, 20, 30, 40, 50]);

        // 5 to 2: the centres lie at 1.25 and 3.75; 5 to 7: at 0.36, 1.07, 1.79, 2.5, 3.21, 3.93, 4.64.
        CollectionAssert.AreEqual(
            new float[] { 20, 40 }, Load(new LoadImageParams { Height = 1, Width = 2, Filter = ResizeFilter.Nearest }, png).ToArray());
        CollectionAssert.AreEqual(
            new float[] { 10, 20, 20, 30, 40, 40, 50 },
            Load(new LoadImageParams { Height = 1, Width = 7, Filter = ResizeFilter.Nearest }, png).ToArray());
    }

    [TestMethod]
    public void Resizing_agrees_with_the_definition_of_its_filter() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 9], Gen.Enum<ResizeFilter>(), Gen.Byte.Array[81])
            .Sample((height, width, newHeight, newWidth, filter, levels) =>
            {
                var png = Png.Encode(width, height, 8, Png.Grey, levels[..(height * width)]);
                var image = Load(new LoadImageParams { Height = newHeight, Width = newWidth, Filter = filter }, png).ToArray();
                for (var y = 0; y < newHeight; y++)
                {
                    for (var x = 0; x < newWidth; x++)
                    {
                        var expected = 0.0;
                        for (var i = 0; i < height; i++)
                        {
                            for (var j = 0; j < width; j++)
                            {
                                expected += Weight(filter, y, i, height, newHeight) * Weight(filter, x, j, width, newWidth)
                                    * levels[(i * width) + j];
                            }
                        }

                        if (Math.Abs(Math.Clamp(expected, 0, 255) - image[(y * newWidth) + x]) > 1e-4) return false;
                    }
                }

                return true;
            }, iter: 200);

    [TestMethod]
    [DataRow(ResizeFilter.Bilinear, 5, 7, 2, 3, new[] { 83.4545f, 136.1230f, 112.0000f, 142.8831f, 99.8663f, 125.6104f })]
    [DataRow(ResizeFilter.Bicubic, 5, 7, 2, 3, new[] { 77.7603f, 143.6157f, 110.4485f, 147.6656f, 91.5067f, 125.0046f })]
    [DataRow(ResizeFilter.Lanczos, 5, 7, 2, 3, new[] { 78.5697f, 147.9839f, 108.6704f, 148.6243f, 91.2005f, 121.7710f })]
    [DataRow(ResizeFilter.Bilinear, 3, 4, 6, 2, new[]
    {
        44.8571f, 126.8571f, 62.8571f, 114.8571f, 98.8571f, 90.8571f, 120.0000f, 97.7143f, 126.2857f, 135.4286f, 129.4286f, 154.2857f
    })]
    [DataRow(ResizeFilter.Bicubic, 3, 4, 6, 2, new[]
    {
        31.0345f, 139.3272f, 53.7556f, 121.3515f, 101.8761f, 83.2445f, 127.9206f, 89.6885f, 128.4673f, 139.8369f, 128.7419f, 163.5022f
    })]
    [DataRow(ResizeFilter.Lanczos, 3, 4, 6, 2, new[]
    {
        27.9553f, 147.6162f, 53.6834f, 120.6535f, 99.2122f, 82.4462f, 134.0173f, 91.5807f, 131.4689f, 141.0679f, 124.8795f, 173.0536f
    })]
    public void Resizing_gives_what_Pillow_gives(ResizeFilter filter, int height, int width, int newHeight, int newWidth, float[] expected)
    {
        // Pillow 9.4, Image.resize of an image of mode F, which does not round.
        var levels = new byte[height * width];
        for (var i = 0; i < levels.Length; i++) levels[i] = (byte)((37 * i * i) + (11 * (i % width)));
        var image = Load(
            new LoadImageParams { Height = newHeight, Width = newWidth, Filter = filter }, Png.Encode(width, height, 8, Png.Grey, levels));

        foreach (var (value, wanted) in image.Zip(expected)) Assert.AreEqual(wanted, value, 1e-3);
    }

    [TestMethod]
    public void A_constant_image_stays_so_to_the_bit() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[1, 60], Gen.Enum<ResizeFilter>(), Gen.Byte)
            .Sample((height, width, newHeight, newWidth, filter, level) =>
            {
                var png = Png.Encode(width, height, 8, Png.Grey, [.. Enumerable.Repeat(level, height * width)]);
                return Load(new LoadImageParams { Height = newHeight, Width = newWidth, Filter = filter }, png).All(
                    value => value == level);
            }, iter: 100);

    [TestMethod]
    [DataRow(6, null, 6, 9)]
    [DataRow(null, 3, 2, 3)]
    [DataRow(1, null, 1, 2)]
    [DataRow(null, 1, 1, 1)]
    [DataRow(null, null, 20, 30)]
    public void One_length_alone_keeps_the_proportions(int? height, int? width, int expectedHeight, int expectedWidth)
    {
        var image = Load(new LoadImageParams { Height = height, Width = width }, Png.Encode(30, 20, 8, Png.Grey, new byte[600]));

        CollectionAssert.AreEqual(new nint[] { 1, expectedHeight, expectedWidth }, image.Lengths.ToArray());
    }

    [TestMethod]
    [DataRow(1, "abcdef")]
    [DataRow(2, "cbafed")]
    [DataRow(3, "fedcba")]
    [DataRow(4, "defabc")]
    [DataRow(5, "adbecf")]
    [DataRow(6, "daebfc")]
    [DataRow(7, "fcebda")]
    [DataRow(8, "cfbead")]
    public void Photographs_are_turned_upright(int orientation, string expected)
    {
        // The stored image is abc / def. Each block of 16 x 16 pixels has one level, so that JPEG keeps it nearly.
        var levels = new byte[] { 10, 50, 90, 130, 170, 210 };
        var pixels = new byte[48 * 32];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = levels[(i / 48 / 16 * 3) + (i % 48 / 16)];
        var jpeg = WithOrientation(Jpeg(48, 32, pixels), orientation);
        var isUpright = orientation >= 5;

        var image = Load(new LoadImageParams { Height = isUpright ? 3 : 2, Width = isUpright ? 2 : 3 }, jpeg);

        var letters = string.Concat(image.Select(level => (char)('a' + (int)Math.Round((level - 10) / 40))));
        Assert.AreEqual(expected, letters);
    }

    [TestMethod]
    [DataRow(1, "abcdef")]
    [DataRow(2, "cbafed")]
    [DataRow(3, "fedcba")]
    [DataRow(4, "defabc")]
    [DataRow(5, "adbecf")]
    [DataRow(6, "daebfc")]
    [DataRow(7, "fcebda")]
    [DataRow(8, "cfbead")]
    [DataRow(0, "abcdef")]
    [DataRow(9, "abcdef")]
    public void PNG_and_WebP_are_turned_upright_as_their_EXIF_says(int orientation, string expected)
    {
        var levels = new byte[] { 10, 50, 90, 130, 170, 210 };
        var png = Png.Encode(3, 2, 8, Png.Grey, levels);
        var deep = Png.Encode(3, 2, 16, Png.Grey, [.. levels.SelectMany(level => new[] { level, level })]);
        foreach (var tiff in new[] { Tiff(orientation), [.. "Exif\0\0"u8, .. Tiff(orientation)], TiffOfIntel(orientation) })
        {
            // Before and after the pixels, both of which the format allows.
            Assert.AreEqual(expected, Letters(Png.WithChunk(png, "eXIf"u8, tiff, 33)));
            Assert.AreEqual(expected, Letters(Png.WithChunk(png, "eXIf"u8, tiff, png.Length - 12)));
            Assert.AreEqual(expected, Letters(Png.WithChunk(deep, "eXIf"u8, tiff, 33)));
        }

        Assert.AreEqual(expected, Letters(WebP(3, 2, levels, Tiff(orientation))));

        string Letters(byte[] file) =>
            string.Concat(Load(new LoadImageParams(), file).Select(level => (char)('a' + (int)Math.Round((level - 10) / 40))));
    }

    [TestMethod]
    public void A_damaged_EXIF_turns_nothing()
    {
        var png = Png.Encode(2, 1, 8, Png.Grey, [1, 2]);
        Gen.Byte.Array[0, 30].Sample(noise => Load(new LoadImageParams(), Png.WithChunk(png, "eXIf"u8, [
            .. "II*\0\x08\0\0\0"u8, .. noise
        ], 33)).ToArray().Order().SequenceEqual([1f, 2f]), iter: 300);
        Assert.AreEqual(1f, Load(new LoadImageParams(), Png.WithChunk(png, "eXIf"u8, [.. "MM\0*"u8, 255, 255, 255, 255], 33)).ToArray()[0]);
    }

    [TestMethod]
    public void Sixteen_bits_stay_as_parts_of_levels() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[0, 3], Gen.Bool, Gen.Int[0, 4], Gen.Byte.Array[9 * 9 * 8], Gen.Bool)
            .Sample((width, height, kind, isInterlaced, filter, noise, isRgb) =>
            {
                // Grey, RGB and both with alpha; a sample of 65535 is the level 255.
                var (type, samples) = new[] { (Png.Grey, 1), (Png.Rgb, 3), (Png.GreyAlpha, 2), (Png.Rgba, 4) }[kind];
                var rows = noise[..(width * height * samples * 2)];
                var png = Png.EncodeFiltered(width, height, 16, type, rows, samples * 2, filter, isInterlaced);
                var image = Load(new LoadImageParams
                {
                    Color = isRgb ? ImageColor.Rgb : ImageColor.Grey,
                    Background = "0A141e"
                }, png).ToArray();
                for (var i = 0; i < width * height; i++)
                {
                    var pixel = Enumerable.Range(0, samples)
                        .Select(s => (256.0 * rows[(2 * ((i * samples) + s))] + rows[(2 * ((i * samples) + s)) + 1]) / 65535).ToArray();
                    var alpha = samples is 2 or 4 ? pixel[^1] : 1;
                    var color = Enumerable.Range(0, 3)
                        .Select(c => (255 * alpha * pixel[samples >= 3 ? c : 0]) + ((1 - alpha) * (10 * (c + 1)))).ToArray();
                    double[] wanted = isRgb ? color : [(0.299 * color[0]) + (0.587 * color[1]) + (0.114 * color[2])];
                    for (var c = 0; c < wanted.Length; c++)
                    {
                        if (Math.Abs(wanted[c] - image[(c * width * height) + i]) > 1e-4) return false;
                    }
                }

                return true;
            }, iter: 300);

    [TestMethod]
    public void A_transparent_colour_of_16_bits_is_met_exactly()
    {
        byte[] rows = [0x12, 0x34, 0x12, 0x35];
        CollectionAssert.AreEqual(
            new[] { 255, 0x1235 / 257f }, Load(new LoadImageParams(), Png.Encode(2, 1, 16, Png.Grey, rows, null, [0x12, 0x34])).ToArray());
    }

    [TestMethod]
    public void Paths_and_bytes_give_the_same_and_tensors_pass()
    {
        var png = Png.Encode(2, 1, 8, Png.Grey, [1, 2]);
        var path = Path.Combine(Directory.CreateTempSubdirectory("tfaip-test-").FullName, "image.png");
        File.WriteAllBytes(path, png);
        var tensor = Tensor.Create(new byte[] { 1, 2, 3 }, [3]);

        CollectionAssert.AreEqual(Load(new LoadImageParams(), png).ToArray(), Load(new LoadImageParams(), path).ToArray());
        Assert.AreSame(tensor, Run(new LoadImageParams(), tensor));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [TestMethod]
    public void Broken_files_are_named()
    {
        var png = Png.Encode(20, 20, 8, Png.Grey, [.. Enumerable.Range(0, 400).Select(i => (byte)(i * i))]);
        const string Name = "the bytes of the input 'image': ";

        AssertError(Array.Empty<byte>(), Name + "the file is empty.");
        AssertError(
            "no image"u8.ToArray(),
            Name + "this is not an image of a known format (PNG, JPEG, WebP, GIF, BMP), or its beginning is damaged.");
        AssertError(png[..20], Name + "this is not an image of a known format (PNG, JPEG, WebP, GIF, BMP), or its beginning is damaged.");
        AssertError(png[..^60], Name + "the image is damaged or cut short (IncompleteInput).");
        AssertError(
            Png.Encode(30_000, 30_000, 1, Png.Grey, [], null),
            Name + "the image has 30000 x 30000 pixels, more than the 100000000 that max_pixels of load_image allows.");
        AssertError(
            png,
            Name + "the image has 20 x 20 pixels, more than the 399 that max_pixels of load_image allows.",
            new LoadImageParams { MaxPixels = 399 });
        AssertError(
            1f,
            "the input 'image' is an object of type Single; it must be the path of an image (a string), its bytes (byte[]) or a tensor.");
        AssertError("", "the path of the image is empty.");
        AssertError("a\0b", "the path of the image has the character U+0000, which no file's name has.");
        var missing = Path.Combine(Path.GetTempPath(), "tfaip-no-such-folder", "x.png");
        AssertError(missing, $"the image {missing} does not exist. Put the file there, or correct the path.");
    }

    [TestMethod]
    public void No_cut_or_changed_file_does_anything_but_load_or_be_refused()
    {
        var files = new[]
        {
            Png.EncodeFiltered(20, 20, 16, Png.Grey, [.. Enumerable.Range(0, 800).Select(i => (byte)(i * i))], 2, 4, true),
            Png.Encode(20, 20, 8, Png.Grey, [.. Enumerable.Range(0, 400).Select(i => (byte)(i * i))]),
            Jpeg(16, 16, [.. Enumerable.Range(0, 256).Select(i => (byte)i)]),
        };
        Gen.Select(Gen.Int[0, 2], Gen.Double[0, 1], Gen.Byte, Gen.Bool).Sample((file, place, change, isCut) =>
        {
            var position = (int)(place * (files[file].Length - 1));
            var bytes = isCut ? files[file][..position] : [.. files[file]];
            if (!isCut) bytes[position] ^= change;
            try
            {
                return Load(new LoadImageParams { Height = 4, Width = 4, MaxPixels = 1000 }, bytes).All(float.IsFinite);
            }
            catch (TfaipException error)
            {
                return error.Message.StartsWith("the bytes of the input 'image': ", StringComparison.Ordinal);
            }
        }, iter: 500);
    }

    [TestMethod]
    public void Wrong_parameters_are_refused()
    {
        var error = Assert.ThrowsExactly<TfaipException>(() => new LoadImageParams { Background = "white" }.Create());
        Assert.AreEqual(
            "The background of the processor 'load_image' is 'white'; it must be a colour as RRGGBB in hexadecimal, "
            + "such as ffffff for white.", error.Message);

        error = Assert.ThrowsExactly<TfaipException>(() => new LoadImageParams { Key = "" }.Create());
        Assert.AreEqual("The processor 'load_image' has no key; give the name of the input.", error.Message);

        var random = default(SampleRandom);
        error = Assert.ThrowsExactly<TfaipException>(
            () => new LoadImageParams { Key = "page" }.Create().Process(new Sample().WithInput("image", "x"), ref random));
        Assert.AreEqual("the sample has no input 'page'; it has image.", error.Message);
    }

    [TestMethod]
    public void Images_can_be_loaded_by_several_threads()
    {
        var processor = new LoadImageParams { Height = 7, Width = 5 }.Create();
        var png = Png.Encode(20, 20, 8, Png.Grey, [.. Enumerable.Range(0, 400).Select(i => (byte)(i * i))]);
        var expected = Process().ToArray();

        Assert.IsTrue(Enumerable.Range(0, 200).AsParallel().All(_ => Process().SequenceEqual(expected)));

        Tensor<float> Process()
        {
            var random = default(SampleRandom);
            return (Tensor<float>)processor.Process(new Sample().WithInput("image", png), ref random)!.Inputs["image"];
        }
    }

    /// <summary>The weight of an old position in a new one, straight from the filter's definition.</summary>
    private static double Weight(ResizeFilter filter, int position, int old, int oldLength, int newLength)
    {
        var scale = (double)oldLength / newLength;
        var centre = (position + 0.5) * scale;
        return filter switch
        {
            ResizeFilter.Nearest => (((2 * position) + 1) * oldLength / (2 * newLength)) == old ? 1 : 0,
            ResizeFilter.Area => Math.Max(0, Math.Min((position + 1) * scale, old + 1) - Math.Max(position * scale, old)) / scale,
            ResizeFilter.Bilinear when newLength >= oldLength =>
                Math.Max(0, 1 - Math.Abs(Math.Clamp(centre - 0.5, 0, oldLength - 1) - old)),
            _ => Kernel(old) / Enumerable.Range(0, oldLength).Sum(Kernel),
        };

        double Kernel(int place)
        {
            var x = Math.Abs((place + 0.5 - centre) / Math.Max(1, scale));
            if (filter == ResizeFilter.Bilinear) return Math.Max(0, 1 - x);
            if (filter == ResizeFilter.Lanczos)
                return x == 0 ? 1 : x >= 3 ? 0 : 3 * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / 3) / Math.Pow(Math.PI * x, 2);
            return x >= 2 ? 0 : x >= 1 ? (-0.5 * Math.Pow(x, 3)) + (2.5 * x * x) - (4 * x) + 2 : (1.5 * Math.Pow(x, 3)) - (2.5 * x * x) + 1;
        }
    }

    private static void AssertError(object value, string expected, LoadImageParams? parameters = null) =>
        Assert.AreEqual(expected, Assert.ThrowsExactly<TfaipException>(() => Run(parameters ?? new LoadImageParams(), value)).Message);

    private static Tensor<float> Load(LoadImageParams parameters, object value) => (Tensor<float>)Run(parameters, value);

    private static object Run(LoadImageParams parameters, object value)
    {
        var random = default(SampleRandom);
        return parameters.Create().Process(new Sample().WithInput("image", value), ref random)!.Inputs["image"];
    }

    private static byte[] Jpeg(int width, int height, byte[] levels)
    {
        using var image = SKImage.FromPixelCopy(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque), levels);
        using var jpeg = image.Encode(SKEncodedImageFormat.Jpeg, 95);
        return jpeg.ToArray();
    }

    /// <summary>Puts an EXIF segment with one entry, the orientation, after the start of a JPEG file.</summary>
    private static byte[] WithOrientation(byte[] jpeg, int orientation)
    {
        byte[] content = [.. "Exif\0\0"u8, .. Tiff(orientation)];
        return [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(content.Length + 2), .. content, .. jpeg[2..]];
    }

    /// <summary>What EXIF is: one entry, the orientation, in the order of Motorola's bytes.</summary>
    private static byte[] Tiff(int orientation) =>
        [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    /// <summary>Two entries, of which the orientation is the second, in the order of Intel's bytes.</summary>
    private static byte[] TiffOfIntel(int orientation) =>
        [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 2, 0, 0x00, 0x01, 4, 0, 1, 0, 0, 0, 3, 0, 0, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0,
            (byte)orientation, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>A lossless WebP in an extended file with EXIF.</summary>
    private static byte[] WebP(int width, int height, byte[] levels, byte[] tiff)
    {
        using var image = SKImage.FromPixelCopy(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque), levels);
        using var pixmap = image.PeekPixels();
        using var simple = pixmap.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 100));

        // RIFF and its length, WEBP, then chunks: letters, length, content.
        byte[] chunks = [.. "VP8X"u8, 10, 0, 0, 0, 0x08, 0, 0, 0, (byte)(width - 1), 0, 0, (byte)(height - 1), 0, 0,
            .. simple!.ToArray()[12..], .. "EXIF"u8, (byte)tiff.Length, 0, 0, 0, .. tiff];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(chunks.Length + 4), .. "WEBP"u8, .. chunks];
    }
}
