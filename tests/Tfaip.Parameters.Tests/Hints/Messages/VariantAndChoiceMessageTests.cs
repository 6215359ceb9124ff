namespace Tfaip.Processors.Tests.Parameters.Messages;

/// <summary>What is said of variants and choices that do not exist.</summary>
[TestClass]
public sealed class VariantAndChoiceMessageTests
{
    [TestMethod]
    [DataRow(
        """{"step": "momntum"}""", "",
        """
        c.json:1:10: step has no variant 'momntum'; there are momentum, plain, smoothed. Did you mean 'momentum'?
        """)]
    [DataRow(
        """{"step": "Momentum"}""", "",
        """
        c.json:1:10: step has no variant 'Momentum'; there are momentum, plain, smoothed. Did you mean 'momentum'?
        """)]
    [DataRow(
        """{"step": "adamw"}""", "",
        """
        c.json:1:10: step has no variant 'adamw'; there are momentum, plain, smoothed.
        """)]
    [DataRow(
        """{"color": "rbg"}""", "",
        """
        c.json:1:11: color must be one of light_grey, rgb, not the text "rbg". Did you mean 'rgb'?
        """)]
    [DataRow(
        """{"color": "LightGrey"}""", "",
        """
        c.json:1:11: color must be one of light_grey, rgb, not the text "LightGrey". Did you mean 'light_grey'?
        """)]
    [DataRow(
        """{"color": "grey"}""", "",
        """
        c.json:1:11: color must be one of light_grey, rgb, not the text "grey". Did you mean 'light_grey'?
        """)]
    public void A_name_that_does_not_exist(string json, string arguments, string expected) =>
        Message.Is<RunSample>(json, arguments, expected);
}
