using System.Text;
using Microsoft.Extensions.Time.Testing;
using SkiaSharp;
using Tfaip.Training.Files;
using Tfaip.Training.Reporting.TensorBoard;
using Tfaip.Training.Scenarios;
using static TorchSharp.torch;

namespace Tfaip.Training.Tests.Reporting.TensorBoard;

[TestClass]
public sealed class EventFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip-events-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, 500, TimeSpan.Zero));

    private string Evaluation(int step) => Path.Combine(_folder, "evaluation", $"events.out.tfevents.{step:D10}.tfaip");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Scalars_of_a_split_are_in_its_file_with_step_and_time()
    {
        using (var events = EventFolder.Open(_folder, 0, _time, new DurableFiles()))
        {
            events.At("evaluation", 3).Scalar("loss", 0.75);
            _time.Advance(TimeSpan.FromSeconds(2));
            events.At("evaluation", 5_000_000_000).Scalar("accuracy", 0.5);
            events.At("training", 3).Scalar("loss", 1.5);
        }

        var read = EventReader.Read(Evaluation(0));
        Assert.HasCount(3, read);
        Assert.AreEqual("brain.Event:2", read[0].FileVersion);
        Assert.AreEqual(("loss", 0.75f, 3L), (read[1].Tag, read[1].Scalar, read[1].Step));
        Assert.AreEqual(("accuracy", 0.5f, 5_000_000_000L), (read[2].Tag, read[2].Scalar, read[2].Step));

        // 2030-01-02T03:04:05.500Z is 1893553445.5 seconds after the epoch (date -u -d '2030-01-02 03:04:05' +%s).
        Assert.AreEqual(1893553445.5, read[1].WallTime);
        Assert.AreEqual(1893553447.5, read[2].WallTime);
        Assert.HasCount(2, EventReader.Read(Path.Combine(_folder, "training", "events.out.tfevents.0000000000.tfaip")));
    }

    [TestMethod]
    public void A_resumed_run_forgets_later_steps_and_goes_on_in_a_file_of_its_own()
    {
        using (var events = EventFolder.Open(_folder, 0, _time, new DurableFiles()))
            for (var step = 10; step <= 40; step += 10)
                events.At("evaluation", step).Scalar("loss", step);

        using (var events = EventFolder.Open(_folder, 20, _time, new DurableFiles())) events.At("evaluation", 30).Scalar("loss", -30);

        CollectionAssert.AreEqual(new long[] { 0, 10, 20 }, EventReader.Read(Evaluation(0)).Select(e => e.Step).ToArray());
        var resumed = EventReader.Read(Evaluation(20));
        Assert.AreEqual("brain.Event:2", resumed[0].FileVersion);
        Assert.AreEqual((1L, 21L), (resumed[1].SessionStatus, resumed[1].Step));
        Assert.AreEqual((30L, -30f), (resumed[2].Step, resumed[2].Scalar));
        Assert.HasCount(3, resumed);
    }

    [TestMethod]
    public void A_torn_or_damaged_record_ends_the_file_when_the_run_goes_on()
    {
        using (var events = EventFolder.Open(_folder, 0, _time, new DurableFiles()))
            for (var step = 1; step <= 3; step++)
                events.At("evaluation", step).Scalar("loss", step);
        var whole = File.ReadAllBytes(Evaluation(0));
        var two = EndOf(whole, records: 3);

        foreach (var torn in (byte[][])[whole[..^1], whole[..(two + 1)], [.. whole[..^6], (byte)(whole[^6] ^ 1), .. whole[^5..]]])
        {
            File.WriteAllBytes(Evaluation(0), torn);
            EventFolder.Open(_folder, 100, _time, new DurableFiles()).Dispose();
            CollectionAssert.AreEqual(whole[..two], File.ReadAllBytes(Evaluation(0)));
        }
    }

    [TestMethod]
    public void Two_resumptions_at_the_same_step_leave_one_file()
    {
        for (var i = 0; i < 2; i++)
            using (var events = EventFolder.Open(_folder, 7, _time, new DurableFiles()))
                events.At("evaluation", 8).Scalar("loss", i);

        var read = EventReader.Read(Evaluation(7));
        Assert.HasCount(3, read);
        Assert.AreEqual(1f, read[2].Scalar);
    }

    [TestMethod]
    public void Texts_are_string_tensors_of_the_text_plugin()
    {
        var value = Written(writer => writer.Text("note", "größer **als**"));

        var metadata = EventReader.Fields(value[9].Single());
        Assert.AreEqual("text", Encoding.UTF8.GetString(EventReader.Fields(metadata[1].Single())[1].Single()));
        var tensor = EventReader.Fields(value[8].Single());
        Assert.AreEqual(7, BitConverter.ToInt64(tensor[1].Single()), "DT_STRING");
        Assert.AreEqual("größer **als**", Encoding.UTF8.GetString(tensor[8].Single()));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(4)]
    public void Images_are_PNGs_of_their_pixels(int channels)
    {
        using var bytes = arange(channels * 2 * 3).mul(9).to(ScalarType.Byte).reshape(channels, 2, 3);
        // The alpha channel, if there is one, is opaque, so that no colour is lost in it.
        if (channels == 4) bytes[3].fill_(255);

        var value = Written(writer => writer.Image("image", bytes));

        var image = EventReader.Fields(value[4].Single());
        Assert.AreEqual((2L, 3L, (long)channels), (Number(image[1]), Number(image[2]), Number(image[3])));
        using var decoded = SKBitmap.Decode(image[4].Single());
        for (var y = 0; y < 2; y++)
        {
            for (var x = 0; x < 3; x++)
            {
                var pixel = decoded.GetPixel(x, y);
                byte[] expected = [.. Enumerable.Range(0, 3).Select(c => bytes[channels == 1 ? 0 : c, y, x].item<byte>())];
                CollectionAssert.AreEqual(expected, new[] { pixel.Red, pixel.Green, pixel.Blue });
            }
        }

        static long Number(IEnumerable<byte[]> field) => BitConverter.ToInt64(field.Single());
    }

    [TestMethod]
    public void Floating_point_images_go_from_0_to_1_and_are_clipped()
    {
        using var image = tensor(new[] { -1f, 0, 0.5f, 1, 2, float.NaN }).reshape(1, 6);

        var value = Written(writer => writer.Image("image", image));

        using var decoded = SKBitmap.Decode(EventReader.Fields(value[4].Single())[4].Single());
        CollectionAssert.AreEqual(
            new byte[] { 0, 0, 128, 255, 255, 0 }, Enumerable.Range(0, 6).Select(x => decoded.GetPixel(x, 0).Red).ToArray());
    }

    [TestMethod]
    public void Images_of_other_shapes_and_types_are_refused()
    {
        using var events = EventFolder.Open(_folder, 0, _time, new DurableFiles());
        var writer = events.At("evaluation", 1);
        using var shape = zeros(2, 4, 4);
        using var type = zeros(4, 4, ScalarType.Int64);

        Assert.AreEqual(
            "An image has the shape [height, width] or [1 | 3 | 4, height, width], not [2, 4, 4]. (Parameter 'image')",
            Assert.ThrowsExactly<ArgumentException>(() => writer.Image("x", shape)).Message);
        Assert.AreEqual(
            "An image is of bytes or floating-point values, not of Int64. (Parameter 'image')",
            Assert.ThrowsExactly<ArgumentException>(() => writer.Image("x", type)).Message);
    }

    [TestMethod]
    public void Histograms_count_every_finite_value_once()
    {
        using var values = tensor(new double[] { 0, 0, 1, 29.5, 30, double.NaN, double.PositiveInfinity });

        var value = Written(writer => writer.Histogram("weights", values));

        var histogram = EventReader.Fields(value[5].Single());
        Assert.AreEqual(30.0, BitConverter.ToDouble(histogram[2].Single()), "max");
        Assert.AreEqual(5.0, BitConverter.ToDouble(histogram[3].Single()), "num");
        Assert.AreEqual(60.5, BitConverter.ToDouble(histogram[4].Single()), "sum");
        Assert.AreEqual(1 + (29.5 * 29.5) + 900, BitConverter.ToDouble(histogram[5].Single()), "sum of squares");
        var limits = Doubles(histogram[6].Single());
        var counts = Doubles(histogram[7].Single());
        CollectionAssert.AreEqual(Enumerable.Range(1, 30).Select(i => (double)i).ToArray(), limits);
        CollectionAssert.AreEqual(new double[] { 2, 1 }, counts[..2]);
        Assert.AreEqual(2.0, counts[29]);
        Assert.AreEqual(5.0, counts.Sum());

        static double[] Doubles(byte[] packed) =>
            [.. Enumerable.Range(0, packed.Length / 8).Select(i => BitConverter.ToDouble(packed, 8 * i))];
    }

    private ILookup<int, byte[]> Written(Action<ISummaryWriter> write)
    {
        using (var events = EventFolder.Open(_folder, 0, _time, new DurableFiles())) write(events.At("evaluation", 1));
        return EventReader.Read(Evaluation(0))[1].Value;
    }

    private static int EndOf(byte[] file, int records)
    {
        var position = 0;
        for (var i = 0; i < records; i++) position += 16 + (int)BitConverter.ToUInt64(file, position);
        return position;
    }
}
