using Microsoft.Extensions.Time.Testing;

namespace Tfaip.Datasets.Tests;

[TestClass]
public sealed class DownloadLinesTests
{
    [TestMethod]
    public void The_first_the_last_and_one_in_five_seconds_are_written()
    {
        var time = new FakeTimeProvider();
        var writer = new StringWriter { NewLine = "\n" };
        var lines = new DownloadLines(writer, time);

        for (var received = 0; received <= 9_000_000; received += 1_000_000)
        {
            lines.Report(new("images.gz", received, 9_000_000));
            time.Advance(TimeSpan.FromSeconds(2));
        }

        lines.Report(new("labels.gz", 1_250_000, 4_000_000));

        Assert.AreEqual(
            """
            downloading images.gz: 0.0 of 9.0 MB
            downloading images.gz: 3.0 of 9.0 MB
            downloading images.gz: 6.0 of 9.0 MB
            downloading images.gz: 9.0 of 9.0 MB
            downloading labels.gz: 1.3 of 4.0 MB

            """.ReplaceLineEndings("\n"),
            writer.ToString());
    }
}
