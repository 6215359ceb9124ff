using Tfaip.Parameters;
using Tfaip.Training.Optimization.Parameters;

namespace Tfaip.Training.Tests.Optimization.Parameters;

[TestClass]
public sealed class NamePatternsTests
{
    private static readonly string[] Names = ["encoder.0.weight", "encoder.0.bias", "head.weight", "head.bias"];

    [TestMethod]
    [DataRow("head", false)]
    [DataRow(@"head\..*", true)]
    [DataRow("weight", false)]
    [DataRow("encoder.0.bias|head.weight", true)]
    public void An_expression_matches_whole_names(string pattern, bool isMatch) =>
        Assert.AreEqual(isMatch, new NamePatterns("trainer.freeze", [pattern]).Match("head.weight"));

    [TestMethod]
    public void An_expression_that_matches_nothing_is_an_error_with_suggestions()
    {
        var patterns = new NamePatterns("trainer.freeze", [@"head\..*", @"head\.wieght"]);

        Assert.AreEqual(
            "trainer.freeze: 'head\\.wieght' matches no parameter. An expression must match a whole name. Did you mean 'head.weight'? "
            + "The model has: encoder.0.weight, encoder.0.bias, head.weight, head.bias.",
            Assert.ThrowsExactly<TfaipException>(() => patterns.CheckUse(Names, "parameter")).Message);
    }

    [TestMethod]
    public void Many_names_are_shortened() =>
        Assert.AreEqual(
            "trainer.freeze: 'zzz' matches no parameter. An expression must match a whole name. The model has: a0, a1, a2, a3, a4, a5, a6, "
            + "a7 and 4 more.",
            Assert.ThrowsExactly<TfaipException>(() => new NamePatterns("trainer.freeze", ["zzz"]).CheckUse(Enumerable.Range(0, 12)
                .Select(i => $"a{i}").ToList(), "parameter")).Message);

    [TestMethod]
    public void What_is_no_expression_is_an_error() =>
        Assert.AreEqual(
            "trainer.freeze: 'a(' is not a regular expression: Invalid pattern '^(?:a()$' at offset 8. Not enough )'s.",
            Assert.ThrowsExactly<TfaipException>(() => new NamePatterns("trainer.freeze", ["a("])).Message);
}
