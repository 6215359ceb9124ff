using CsCheck;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Tests.Pipelines;

[TestClass]
public sealed class IndexPermutationTests
{
    [TestMethod]
    public void Small_counts_are_permuted_completely()
    {
        for (var count = 0; count <= 300; count++)
        {
            for (var epoch = 0; epoch < 5; epoch++) AssertPermutation(count, seed: 7, epoch);
        }
    }

    [TestMethod]
    public void Any_count_is_permuted_completely() =>
        Gen.Select(Gen.Int[0, 20000], Gen.ULong, Gen.Int[0, int.MaxValue])
            .Sample((count, seed, epoch) => AssertPermutation(count, seed, epoch), iter: 50);

    [TestMethod]
    public void The_largest_counts_stay_in_range() =>
        Gen.Select(Gen.Int[int.MaxValue - 1000, int.MaxValue], Gen.ULong, Gen.Int[0, int.MaxValue - 1001]).Sample((count, seed, position) =>
        {
            var value = new IndexPermutation(count, seed, epoch: 0)[position];
            return value >= 0 && value < count;
        });

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    public void Every_order_of_a_few_comes_about_equally_often(int count)
    {
        const int Epochs = 24_000;
        var counts = new Dictionary<string, int>();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            var order = string.Concat(Order(count, seed: 3, epoch));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        var orders = Enumerable.Range(1, count).Aggregate((a, b) => a * b);
        Assert.HasCount(orders, counts);

        // Six and a quarter standard deviations away.
        var expected = (double)Epochs / orders;
        var freedom = orders - 1.0;
        Assert.IsLessThan(freedom + (6.25 * Math.Sqrt(2 * freedom)), counts.Values.Sum(n => (n - expected) * (n - expected) / expected));
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(5)]
    [DataRow(6)]
    [DataRow(7)]
    [DataRow(9)]
    [DataRow(12)]
    [DataRow(15)]
    [DataRow(16)]
    [DataRow(17)]
    [DataRow(18)]
    [DataRow(24)]
    [DataRow(33)]
    [DataRow(37)]
    [DataRow(64)]
    public void Every_index_comes_to_every_place_about_equally_often(int count)
    {
        const int Expected = 250;
        var counts = new int[count, count];
        for (var epoch = 0; epoch < count * Expected; epoch++)
        {
            var order = Order(count, seed: 11, epoch);
            for (var place = 0; place < count; place++) counts[place, order[place]]++;
        }

        // As a normal variable, nearly, for all but the smallest: six standard deviations away.
        var freedom = (count - 1.0) * (count - 1);
        var chiSquared = counts.Cast<int>().Sum(n => (double)(n - Expected) * (n - Expected) / Expected);
        Assert.IsLessThan(6.0, (chiSquared - freedom) / Math.Sqrt(2 * freedom));
    }

    [TestMethod]
    public void The_order_is_fixed_for_ever()
    {
        // Derived by a second implementation of the shuffling and of the network, in Python with its unbounded integers. Runs that
        // are resumed by a later version rely on it.
        Assert.AreEqual("7 9 6 8 0 2 5 3 1 4", string.Join(' ', Order(10, seed: 42, epoch: 0)));
        Assert.AreEqual("19 10 6 18 2 5 16 14 13 7 0 11 17 8 1 4 12 3 9 15", string.Join(' ', Order(20, seed: 42, epoch: 0)));
    }

    private static void AssertPermutation(int count, ulong seed, int epoch) =>
        CollectionAssert.AreEqual(
            Enumerable.Range(0, count).ToArray(),
            Order(count, seed, epoch).Order().ToArray(),
            $"count {count}, seed {seed}, epoch {epoch}");

    private static int[] Order(int count, ulong seed, int epoch)
    {
        var permutation = new IndexPermutation(count, seed, epoch);
        return Enumerable.Range(0, count).Select(place => permutation[place]).ToArray();
    }
}
