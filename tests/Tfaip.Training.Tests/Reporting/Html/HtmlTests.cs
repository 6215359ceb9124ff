using Page = Tfaip.Training.Reporting.Html.Markup.HtmlText;

namespace Tfaip.Training.Tests.Reporting.Html;

[TestClass]
public sealed class HtmlTests
{
    [TestMethod]
    public void Values_are_escaped_and_markup_is_not()
    {
        var inner = Page.Of($"<b>{"<script>alert('x')</script> & \"y\""}</b>");

        Assert.AreEqual(
            "<p title=\"a&quot;b\">1.5 <b>&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &quot;y&quot;</b> Straße 汉字</p>",
            Page.Of($"<p title=\"{"a\"b"}\">{1.5} {inner} {"Straße 汉字"}</p>").Text);
    }

    [TestMethod]
    public void Numbers_do_not_depend_on_the_culture()
    {
        var culture = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = new("de-DE");
        try
        {
            Assert.AreEqual("<i>1234.5</i>", Page.Of($"<i>{1234.5:F1}</i>").Text);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }
}
