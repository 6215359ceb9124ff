using System.Diagnostics;
using Tfaip.Training.WarmStart;

namespace Tfaip.Training.Tests.WarmStart;

[TestClass]
public sealed class RenameAdviceTests
{
    [TestMethod]
    [DataRow("encoder.0.weight encoder.0.bias encoder.1.weight", "net.0.weight net.0.bias net.1.weight", "^encoder\\.", "net.", 3)]
    [DataRow("module.a.weight module.b.weight", "a.weight b.weight", "^module\\.", "", 2)]
    [DataRow("a.weight b.weight", "module.a.weight module.b.weight", "^", "module.", 2)]
    [DataRow("x.a.weight x.b.weight y.weight", "u.a.weight u.b.weight v.weight", "^x\\.", "u.", 2)]
    [DataRow("a$.weight", "b$.weight", "^a\\$\\.", "b$$.", 1)]
    public void The_beginning_that_makes_most_names_match_is_found(string source, string model, string from, string to, int matches) =>
        Assert.AreEqual(new RenameAdvice(from, to, matches), RenameAdvice.For(source.Split(' '), model.Split(' ')));

    [TestMethod]
    public void Names_that_share_no_ending_have_no_advice()
    {
        Assert.IsNull(RenameAdvice.For(["a.weight"], ["a.bias"]));
        Assert.IsNull(RenameAdvice.For([], ["a.bias"]));
        Assert.IsNull(RenameAdvice.For(["a.bias"], []));
    }

    // All end alike, begin differently, or have nothing but dots: whatever a file may do to make advice expensive.
    [TestMethod]
    public void Any_number_of_names_takes_no_longer_than_advice_may()
    {
        const int Count = 250_000;
        var clock = Stopwatch.StartNew();

        var advice = RenameAdvice.For(
            [.. Enumerable.Range(0, Count).Select(i => $"encoder.layers.{i}.weight"), .. Enumerable.Range(0, 100).Select(
                i => new string('.', 900 + i))],
            [.. Enumerable.Range(0, Count).Select(i => $"net.layers.{i}.weight"), .. Enumerable.Range(0, 100).Select(
                i => new string('.', 800 + i))]);

        Assert.AreEqual(("^encoder\\.", "net."), (advice!.From, advice.To));
        Assert.IsLessThan(TimeSpan.FromSeconds(20), clock.Elapsed);
    }
}
