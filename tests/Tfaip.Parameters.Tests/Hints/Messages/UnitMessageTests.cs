namespace Tfaip.Processors.Tests.Parameters.Messages;

/// <summary>What is said of numbers, truth values and time spans that are written otherwise, with and without units.</summary>
[TestClass]
public sealed class UnitMessageTests
{
    [TestMethod]
    [DataRow(
        """{"samples": 1.5}""", "",
        """
        c.json:1:13: samples must be a whole number such as 1500, 10k or 1.5M, not '1.5'.
        """)]
    [DataRow(
        """{"samples": "10k"}""", "",
        """
        c.json:1:13: samples must be a whole number such as 1500, 10k or 1.5M, not the text "10k". Leave the quotes out.
        """)]
    [DataRow(
        """{}""", "--samples 10kk",
        """
        argument 2 (--samples): samples must be a whole number such as 1500, 10k or 1.5M, not '10kk'.
        """)]
    [DataRow(
        """{}""", "--samples 10K",
        """
        argument 2 (--samples): samples must be a whole number such as 1500, 10k or 1.5M, not '10K'. Write 10k.
        """)]
    [DataRow(
        """{}""", "--samples 3G",
        """
        argument 2 (--samples): samples must be a whole number from -2147483648 to 2147483647, not '3G'.
        """)]
    [DataRow(
        """{}""", "--samples 1.2345k",
        """
        argument 2 (--samples): samples must be a whole number such as 1500, 10k or 1.5M, not '1.2345k'.
        """)]
    [DataRow(
        """{}""", "--plain 10k",
        """
        argument 2 (--plain): plain must be a whole number, not '10k'. Write 10000.
        """)]
    [DataRow(
        """{}""", "--plain 1_000",
        """
        argument 2 (--plain): plain must be a whole number, not '1_000'. Write 1000.
        """)]
    [DataRow(
        """{}""", "--plain 1,000",
        """
        argument 2 (--plain): plain must be a whole number, not '1,000'. Write 1000.
        """)]
    [DataRow(
        """{}""", "--plain 1,5",
        """
        argument 2 (--plain): plain must be a whole number, not '1,5'.
        """)]
    [DataRow(
        """{}""", "--plain 0x10",
        """
        argument 2 (--plain): plain must be a whole number, not '0x10'. Write 16.
        """)]
    [DataRow(
        """{}""", "--plain 1e3",
        """
        argument 2 (--plain): plain must be a whole number, not '1e3'. Write 1000.
        """)]
    [DataRow(
        """{}""", "--plain 3.0",
        """
        argument 2 (--plain): plain must be a whole number, not '3.0'. Write 3.
        """)]
    [DataRow(
        """{}""", "--plain 50%",
        """
        argument 2 (--plain): plain must be a whole number, not '50%'.
        """)]
    [DataRow(
        """{}""", "--plain 5GB",
        """
        argument 2 (--plain): plain must be a whole number, not '5GB'.
        """)]
    [DataRow(
        """{}""", "--number 50%",
        """
        argument 2 (--number): number must be a number, not '50%'. Write 0.5.
        """)]
    [DataRow(
        """{}""", "--number 10k",
        """
        argument 2 (--number): number must be a number, not '10k'. Write 10000.
        """)]
    [DataRow(
        """{}""", "--number .INF",
        """
        argument 2 (--number): number must be a number, not '.INF'. Write .inf.
        """)]
    [DataRow(
        """{}""", "--number -.Inf",
        """
        argument 2 (--number): number must be a number, not '-.Inf'. Write -.inf.
        """)]
    [DataRow(
        """{}""", "--number inf",
        """
        argument 2 (--number): number must be a number, not 'inf'. Write .inf.
        """)]
    [DataRow(
        """{}""", "--number NaN",
        """
        argument 2 (--number): number must be a number, not 'NaN'. Write .nan.
        """)]
    [DataRow(
        """{}""", "--number -Infinity",
        """
        argument 2 (--number): number must be a number, not '-Infinity'. Write -.inf.
        """)]
    [DataRow(
        """{}""", "--number 1,5",
        """
        argument 2 (--number): number must be a number, not '1,5'.
        """)]
    [DataRow(
        """{}""", "--small 1k",
        """
        argument 2 (--small): small must be a whole number, not '1k'.
        """)]
    [DataRow(
        """{}""", "--small 300",
        """
        argument 2 (--small): small must be a whole number from 0 to 255, not '300'.
        """)]
    [DataRow(
        """{}""", "--flag yes",
        """
        argument 2 (--flag): flag must be true or false, not 'yes'. Write true.
        """)]
    [DataRow(
        """{}""", "--flag False",
        """
        argument 2 (--flag): flag must be true or false, not 'False'. Write false.
        """)]
    [DataRow(
        """{}""", "--flag 1",
        """
        argument 2 (--flag): flag must be true or false, not '1'.
        """)]
    [DataRow(
        """{}""", "--cache 10k",
        """
        argument 2 (--cache): cache must be a whole number of bytes such as 4096, 500MB or 2MiB, not '10k'. Write 10kB.
        """)]
    [DataRow(
        """{}""", "--cache 2Mib",
        """
        argument 2 (--cache): cache must be a whole number of bytes such as 4096, 500MB or 2MiB, not '2Mib'. Write 2MiB.
        """)]
    [DataRow(
        """{}""", "--cache 0.3B",
        """
        argument 2 (--cache): cache must be a whole number of bytes such as 4096, 500MB or 2MiB, not '0.3B'.
        """)]
    [DataRow(
        """{}""", "--blocks 4KiB 5TiB",
        """
        argument 4 (--blocks): blocks.1 must be a whole number from 0 to 4294967295, not '5TiB'.
        """)]
    [DataRow(
        """{"limits": {"a": null, "b": 2.5}}""", "",
        """
        c.json:1:29: limits.b must be a whole number such as 1500, 10k or 1.5M, not '2.5'.
        """)]
    [DataRow(
        """{}""", "--timeout 300",
        """
        argument 2 (--timeout): timeout must be a time span such as 30s, 1h30m or 1.12:30:00 (days.hours:minutes:seconds), not '300'. Write 300s for seconds.
        """)]
    [DataRow(
        """{}""", "--timeout 5min",
        """
        argument 2 (--timeout): timeout must be a time span such as 30s, 1h30m or 1.12:30:00 (days.hours:minutes:seconds), not '5min'.
        """)]
    [DataRow(
        """{}""", "--timeout 1m1h",
        """
        argument 2 (--timeout): timeout must be a time span such as 30s, 1h30m or 1.12:30:00 (days.hours:minutes:seconds), not '1m1h'.
        """)]
    [DataRow(
        """{}""", "--timeout 1h30",
        """
        argument 2 (--timeout): timeout must be a time span such as 30s, 1h30m or 1.12:30:00 (days.hours:minutes:seconds), not '1h30'.
        """)]
    [DataRow(
        """{}""", "--timeout 25:00",
        """
        argument 2 (--timeout): timeout must be a time span such as 30s, 1h30m or 1.12:30:00 (days.hours:minutes:seconds), not '25:00'.
        """)]
    [DataRow(
        """{"timeout": 1.5}""", "",
        """
        c.json:1:13: timeout must be a time span such as 30s, 1h30m or 1.12:30:00 (days.hours:minutes:seconds), not '1.5'. Write 1.5s for seconds.
        """)]
    [DataRow(
        """{"timeout": null}""", "",
        """
        c.json:1:13: timeout cannot be null; give a time span such as 30s, 1h30m or 1.12:30:00 (days.hours:minutes:seconds), or leave the key out for its default.
        """)]
    public void A_value_that_is_written_otherwise(string json, string arguments, string expected) =>
        Message.Is<UnitSample>(json, arguments, expected);
}
