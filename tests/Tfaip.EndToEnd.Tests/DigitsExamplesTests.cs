using System.Numerics.Tensors;
using Tfaip.Processors.Imaging.Processing;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;

namespace Tfaip.EndToEnd.Tests;

[TestClass]
public sealed class DigitsExamplesTests
{
    [TestMethod]
    public void TheyAreTenRowsOfTheEvaluationHalf_OneOfEachDigit()
    {
        var rows = DigitsFile.Rows();
        var labels = new List<int>();
        foreach (var example in Repository.DigitsExamples)
        {
            var row = DigitsFile.RowOf(example);
            Assert.IsInRange(898, 1796, row);
            Assert.AreEqual($"{rows[row][64]}-{row}.png", Path.GetFileName(example));
            labels.Add((int)rows[row][64]);
        }

        Assert.AreSequenceEqual(Enumerable.Range(0, 10), labels);
    }

    [TestMethod]
    public void TheirPixelsAreThoseOfTheRows()
    {
        var rows = DigitsFile.Rows();
        var processor = new LoadImageParams { Height = 8, Width = 8, Maximum = 16, Invert = true }.Create();
        foreach (var example in Repository.DigitsExamples)
        {
            var random = new SampleRandom(0, 0, 0, 0);
            var image = (Tensor<float>)processor.Process(new Sample().WithInput("image", example), ref random)!.Inputs["image"];

            // A grey level is 16/255 wide, and where 8 does not divide the size, blocks mix with their neighbours.
            var pixels = image.ToArray();
            var row = rows[DigitsFile.RowOf(example)];
            var meanDifference = Enumerable.Range(0, 64).Average(i => Math.Abs(pixels[i] - row[i]));
            Assert.IsLessThan(0.9, meanDifference, example);
        }
    }
}
