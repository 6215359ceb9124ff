using System.Diagnostics;
using Tfaip.Processors.Pipelines.Execution;

namespace Tfaip.Processors.Tests.Pipelines.Execution;

[TestClass]
public sealed class PieceSizeTests
{
    private static readonly long Millisecond = Stopwatch.Frequency / 1000;

    [TestMethod]
    public void Quick_pieces_grow_and_slow_ones_shrink_again()
    {
        var size = new PieceSize(32);
        List<int> sizes = [];
        foreach (var ticks in (long[])[0, Millisecond / 20, Millisecond / 5, 0, 0, 0, 0, Millisecond, Millisecond])
        {
            size.Took(size.Current, ticks);
            sizes.Add(size.Current);
        }

        CollectionAssert.AreEqual(new[] { 64, 128, 128, 256, 512, 1024, 1024, 512, 256 }, sizes);
    }

    [TestMethod]
    public void Pieces_are_never_smaller_than_at_first_and_the_rest_of_an_epoch_says_nothing()
    {
        var size = new PieceSize(32);
        size.Took(32, Millisecond);
        Assert.AreEqual(32, size.Current);
        size.Took(5, 0);
        Assert.AreEqual(32, size.Current);
    }
}
