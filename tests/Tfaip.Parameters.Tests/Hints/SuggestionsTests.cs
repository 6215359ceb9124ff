using CsCheck;
using Tfaip.Parameters.Hints;

namespace Tfaip.Processors.Tests.Parameters;

[TestClass]
public sealed class SuggestionsTests
{
    private static readonly string[] Known = ["epochs", "learning_rate", "momentum", "optimizer", "seed"];

    [TestMethod]
    [DataRow("epoch", "epochs")]
    [DataRow("epohcs", "epochs")]
    [DataRow("learningRate", "learning_rate")]
    [DataRow("learning-rate", "learning_rate")]
    [DataRow("learn_rate", "learning_rate")]
    [DataRow("sede", "seed")]
    [DataRow("optimiser", "optimizer")]
    [DataRow("colour", null)]
    [DataRow("x", null)]
    [DataRow("", null)]
    public void The_nearest_name_is_suggested_where_one_is_near(string word, string? expected) =>
        Assert.AreEqual(expected, Suggestions.Nearest(word, Known));

    [TestMethod]
    [DataRow("", "abc", 3)]
    [DataRow("abc", "abc", 0)]
    [DataRow("abc", "acb", 1)]
    [DataRow("ca", "abc", 3)] // each letter may be part of one edit alone
    [DataRow("kitten", "sitting", 3)]
    [DataRow("abcd", "badc", 2)]
    public void The_distance_counts_edits_and_swaps(string a, string b, int expected) => Assert.AreEqual(expected, TypingDistance.Of(a, b));

    [TestMethod]
    public void The_distance_is_symmetric_and_bounded()
    {
        var word = Gen.String[Gen.Char["abc"], 0, 8];
        Gen.Select(word, word).Sample((a, b) =>
        {
            var distance = TypingDistance.Of(a, b);
            return distance == TypingDistance.Of(b, a)
                && distance <= Math.Max(a.Length, b.Length)
                && distance >= Math.Abs(a.Length - b.Length)
                && distance == 0 == (a == b);
        });
    }
}
