using System.Globalization;
using Tfaip.Parameters.Streams;

namespace Tfaip.Parameters.Tests.Streams;

[TestClass]
public sealed class GuardedWriterTests
{
    [TestMethod]
    public void Lines_end_in_LF_whatever_the_system_and_libraries_write()
    {
        using var inner = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        using var writer = new GuardedWriter(inner, "Standard output");

        writer.WriteLine("a");
        writer.WriteLine();
        writer.WriteLine(3);
        writer.Write("b\r\nc\r\n");
        writer.Write("d\r\ne".ToCharArray());
        writer.Write("f\r\ng".AsSpan());

        Assert.AreEqual("a\n\n3\nb\nc\nd\nef\ng", inner.ToString());
    }

    [TestMethod]
    public void A_carriage_return_that_ends_no_line_stays()
    {
        using var inner = new StringWriter(CultureInfo.InvariantCulture);
        using var writer = new GuardedWriter(inner, "Standard output");

        writer.Write("10 %\r20 %");
        writer.Write('\r');
        writer.Write("30 %\r".ToCharArray());

        Assert.AreEqual("10 %\r20 %\r30 %\r", inner.ToString());
    }
}
