using CsCheck;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Overriding;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Tests.Parameters.Messages;

namespace Tfaip.Processors.Tests.Parameters;

[TestClass]
public sealed class UnitTests
{
    [TestMethod]
    [DataRow("1500", 1500)]
    [DataRow("10k", 10_000)]
    [DataRow("-10k", -10_000)]
    [DataRow("+2k", 2_000)]
    [DataRow("1.5M", 1_500_000)]
    [DataRow("0.5k", 500)]
    [DataRow("0.0005M", 500)]
    [DataRow("2G", 2_000_000_000)]
    public void Counts_are_thousands_millions_and_billions(string text, int expected) =>
        Assert.AreEqual(expected, Bind("--samples", text).Samples);

    [TestMethod]
    [DataRow("4096", 4096)]
    [DataRow("512B", 512)]
    [DataRow("4kB", 4_000)]
    [DataRow("500MB", 500_000_000)]
    [DataRow("1.25GB", 1_250_000_000)]
    [DataRow("3TB", 3_000_000_000_000)]
    [DataRow("4KiB", 4_096)]
    [DataRow("2MiB", 2_097_152)]
    [DataRow("0.5GiB", 536_870_912)]
    [DataRow("1TiB", 1_099_511_627_776)]
    public void Bytes_have_units_of_1000_and_of_1024(string text, long expected) => Assert.AreEqual(expected, Bind("--cache", text).Cache);

    [TestMethod]
    public void A_unit_counts_for_the_numbers_of_lists_and_dictionaries()
    {
        CollectionAssert.AreEqual((uint[])[4096, 5, 2000], (System.Collections.ICollection)Bind("--blocks", "4KiB", "5", "2kB").Blocks);
        Assert.AreEqual(3000, Bind("--limits.a", "3k").Limits["a"]);
        Assert.AreEqual(2500.0, Bind("--rate", "2.5k").Rate);
        Assert.AreEqual(1e-3, Bind("--rate", "1e-3").Rate);
    }

    [TestMethod]
    [DataRow("30s", "00:00:30")]
    [DataRow("90s", "00:01:30")]
    [DataRow("1h30m", "01:30:00")]
    [DataRow("1.5h", "01:30:00")]
    [DataRow("2d", "2.00:00:00")]
    [DataRow("1d12h30m5s250ms", "1.12:30:05.2500000")]
    [DataRow("250ms", "00:00:00.2500000")]
    [DataRow("0.0001ms", "00:00:00.0000001")]
    [DataRow("-5m", "-00:05:00")]
    [DataRow("1.12:30:00", "1.12:30:00")]
    public void Time_spans_have_units(string text, string expected) =>
        Assert.AreEqual(expected, Bind("--timeout", text).Timeout.ToString("c"));

    [TestMethod]
    public void Whole_numbers_with_units_are_exact() =>
        Gen.Select(Gen.Long[0, 2_000_000], Gen.OneOf("kB", "MB", "KiB", "MiB")).Sample((number, unit) =>
        {
            var factor = unit switch { "kB" => 1000, "MB" => 1000 * 1000, "KiB" => 1024, _ => 1024 * 1024 };
            return Bind("--cache", $"{number}{unit}").Cache == number * factor;
        });

    [TestMethod]
    public void What_is_written_out_reads_back_as_the_same() =>
        Gen.Select(Gen.Int, Gen.Long, Gen.Double, Gen.Long, Gen.UInt.List[0, 3]).Sample((samples, cache, rate, ticks, blocks) =>
        {
            var record = new UnitSample { Samples = samples, Cache = cache, Rate = rate, Timeout = new(ticks), Blocks = blocks };
            var emitted = ParameterEmitter.Emit(record);
            var bound = ParameterBinder.Bind<UnitSample>(emitted, ProcessorCatalog.Default);
            return NodeText.Of(emitted) == NodeText.Of(ParameterEmitter.Emit(bound)) && bound.Timeout == record.Timeout
                && bound.Cache == cache;
        });

    [TestMethod]
    public void A_unit_of_what_is_no_number_is_a_fault_of_the_program()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => RecordShape.Of(typeof(WrongUnit)));
        Assert.AreEqual("Tfaip.Processors.Tests.Parameters.UnitTests+WrongUnit.Name is no number and cannot have a unit.", error.Message);
    }

    private static UnitSample Bind(params string[] arguments) =>
        ParameterBinder.Bind<UnitSample>(Overrides.Apply(JsonNodes.Read("{}", "c.json"), arguments, 2), ProcessorCatalog.Default);

    public sealed record WrongUnit
    {
        [Unit(UnitKind.Bytes)]
        public string Name { get; init; } = "";
    }
}
