using CsCheck;
using Tfaip.Training.Reporting.Html.Charts;

namespace Tfaip.Training.Tests.Reporting.Html.Charts;

[TestClass]
public sealed class ScaleTests
{
    [TestMethod]
    [DataRow(new[] { 0.0, 1.0 }, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [DataRow(new[] { 0.13, 2.41 }, new[] { 0, 0.5, 1, 1.5, 2, 2.5 })]
    [DataRow(new[] { -3.0, 4.0 }, new[] { -4.0, -2, 0, 2, 4 })]
    [DataRow(new[] { 5.0 }, new[] { 4.4, 4.6, 4.8, 5, 5.2, 5.4, 5.6 })]
    [DataRow(new[] { 0.0 }, new[] { -1, -0.5, 0, 0.5, 1 })]
    [DataRow(new double[0], new[] { 0.0, 1 })]
    public void Round_numbers_lie_on_the_axis(double[] values, double[] ticks)
    {
        var found = Scale.Over(values).Ticks;

        Assert.HasCount(ticks.Length, found);
        for (var i = 0; i < ticks.Length; i++) Assert.AreEqual(ticks[i], found[i], 1e-9);
    }

    [TestMethod]
    public void Values_over_many_powers_of_ten_lie_on_a_logarithmic_axis()
    {
        var scale = Scale.Over([1e-5, 0.01, 0.3]);

        CollectionAssert.AreEqual(new[] { 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1 }, scale.Ticks.ToArray());
        Assert.AreEqual(0.6, scale[1e-2], 1e-12);
    }

    [TestMethod]
    public void Whole_numbers_have_whole_ticks() => CollectionAssert.AreEqual(
        new[] { 1.0, 2, 3 }, Scale.Over([1, 2, 3], isWhole: true).Ticks.ToArray());

    // Values of the first epoch alone, as of a run that ended in it.
    [TestMethod]
    public void Where_no_whole_number_is_there_is_no_tick() => Assert.IsEmpty(Scale.Over([0.2, 0.5], isWhole: true).Labels());

    [TestMethod]
    public void Every_value_lies_between_the_ends_in_their_order() => Gen.Double[-1e6, 1e6].Array[2, 20].Sample(values =>
    {
        var scale = Scale.Over(values);
        var places = values.Order().Select(value => scale[value]).ToList();
        Assert.IsTrue(places.TrueForAll(place => place is >= -1e-9 and <= 1 + 1e-9));
        CollectionAssert.AreEqual(places.Order().ToList(), places);
        Assert.IsTrue(scale.Ticks.Count is >= 2 and <= 13, $"{scale.Ticks.Count}");
    });

    [TestMethod]
    [DataRow(new[] { 0, 1e-3 }, "0 2e-4 4e-4 6e-4 8e-4 1e-3")]
    [DataRow(new[] { 0, 250000.0 }, "0 5e4 1e5 1.5e5 2e5 2.5e5")]
    [DataRow(new[] { 0, 0.8 }, "0 0.2 0.4 0.6 0.8")]
    [DataRow(new[] { 4000, 12000.0 }, "4000 6000 8000 10000 12000")]
    [DataRow(new[] { 1e-4, 1 }, "1e-4 1e-3 1e-2 1e-1 1e0")]
    public void Numbers_are_short_and_all_written_alike(double[] values, string text) =>
        Assert.AreEqual(text, string.Join(' ', Scale.Over(values).Labels()));
}
