using System.ComponentModel.DataAnnotations;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Overriding;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Processors.Tests.Parameters;

/// <summary>The types that a parameter can have: each is bound from a file, set on the command line, written out and read back.</summary>
[TestClass]
public sealed class TypesTests
{
    private static readonly VariantCatalog Catalog = ProcessorCatalog.Default.With(typeof(RunSample).Assembly);

    [TestMethod]
    [DataRow("text", "null", "\"null\"", "null")]
    [DataRow("nullable_text", null, "null", null)]
    [DataRow("truth", true, "true", "true")]
    [DataRow("nullable_truth", false, "false", "false")]
    [DataRow("byte", (byte)255, "255", "255")]
    [DataRow("signed_byte", (sbyte)-128, "-128", "-128")]
    [DataRow("short", short.MinValue, "-32768", "-32768")]
    [DataRow("unsigned_short", ushort.MaxValue, "65535", "65535")]
    [DataRow("int", int.MinValue, "-2147483648", "-2147483648")]
    [DataRow("unsigned_int", uint.MaxValue, "4294967295", "4294967295")]
    [DataRow("long", long.MinValue, "-9223372036854775808", "-9223372036854775808")]
    [DataRow("unsigned_long", ulong.MaxValue, "18446744073709551615", "18446744073709551615")]
    [DataRow("single", 16777217f, "16777217", "16777217")]
    [DataRow("double", 0.1, "0.1", "0.1")]
    [DataRow("nullable_double", double.NegativeInfinity, "\"-.inf\"", "-.inf")]
    [DataRow("choice", ColorMode.Rgb, "\"rgb\"", "rgb")]
    [DataRow("nullable_choice", null, "null", null)]
    public void A_scalar(string name, object? value, string json, string? argument)
    {
        var property = RecordShape.Of(typeof(Everything)).Find(name)!;
        Assert.AreEqual(value, property.Get(FromFile($$"""{"{{name}}": {{json}}}""")));
        if (argument is not null && value is not string) Assert.AreEqual(value, property.Get(FromArguments($"--{name}", argument)));
    }

    [TestMethod]
    [DataRow("numbers", "[1, 2]", "--numbers", "1", "2")]
    [DataRow("numbers", "[3]", "--numbers", "3")]
    [DataRow("numbers", "[]", "--numbers", "[]")]
    [DataRow("array", "[true, false]", "--array", "true", "false")]
    [DataRow("gaps", "[1, null, 2]", "--gaps", "1", "null", "2")]
    [DataRow("texts", "[\"a\", null]", "--texts", "a", "null")]
    [DataRow("choices", "[\"rgb\", \"light_grey\"]", "--choices", "rgb", "light_grey")]
    [DataRow("spans", "[\"00:00:01\"]", "--spans", "1s")]
    [DataRow("nested", "{\"depth\": 3, \"path\": null}", "--nested.depth", "3")]
    [DataRow("step", "{\"type\": \"plain\", \"step_size\": 2}", "--step", "plain", "--step.step_size", "2")]
    [DataRow("numbers_by_name", "{\"a\": 1, \"b\": 2}", "--numbers_by_name.a", "1", "--numbers_by_name.b", "2")]
    [DataRow("nested_by_name", "{\"a\": {\"depth\": 3}}", "--nested_by_name.a.depth", "3")]
    [DataRow(
        "steps_by_name",
        "{\"a\": \"plain\", \"b\": {\"type\": \"smoothed\", \"momentum\": 1}}",
        "--steps_by_name.a",
        "plain",
        "--steps_by_name.b",
        "smoothed",
        "--steps_by_name.b.momentum",
        "1")]
    [DataRow("steps", "[\"plain\", \"momentum\"]", "--steps", "plain", "momentum")]
    [DataRow("steps", "[\"plain\", {\"type\": \"momentum\", \"momentum\": 3}]", "--steps", "plain", "momentum", "--steps.1.momentum", "3")]
    [DataRow("gaps_of_steps", "[null, \"plain\"]", "--gaps_of_steps", "null", "plain")]
    public void A_list_a_dictionary_or_a_node(string name, string json, params string[] arguments) =>
        AssertSame(FromFile($$"""{"{{name}}": {{json}}}"""), FromArguments(arguments));

    [TestMethod]
    public void Lists_in_lists_and_in_dictionaries()
    {
        var bound = FromFile(
            """
            {"rows": [[1, 2], [], [3]], "rows_by_name": {"a": [["x"]], "b": []}, "maps": [{"a": 1}, {}], "steps_of_steps": [[{"type": "smoothed", "inner": "plain"}]],
             "optional_rows": [null, [1]]}
            """);
        Assert.AreEqual("1,2 | | 3", string.Join(" | ", bound.Rows.Select(row => string.Join(',', row))).Replace("  ", " "));
        Assert.AreEqual("x", bound.RowsByName["a"][0][0]);
        Assert.IsEmpty(bound.RowsByName["b"]);
        Assert.AreEqual(1, bound.Maps[0]["a"]);
        Assert.AreEqual(new PlainSample(), ((SmoothedSample)bound.StepsOfSteps[0][0]).Inner);
        Assert.IsNull(bound.OptionalRows[0]);
        AssertSame(bound, ParameterBinder.Bind<Everything>(ParameterEmitter.Emit(bound), Catalog));
        Assert.AreEqual(9, FromArguments("--rows.1.0", "9", file: """{"rows": [[1], [2]]}""").Rows[1][0]);
    }

    [TestMethod]
    public void Elements_have_their_place_in_errors()
    {
        var error = Assert.ThrowsExactly<ConfigurationException>(() => FromFile(
            """
            {
              "rows": [[1, "a"], 2, null],
              "maps": [{"a": "b"}],
              "steps_of_steps": [["plan"]],
              "steps_by_name": {"a": {"type": "plain", "momentum": 1}}
            }
            """));
        Assert.AreEqual(
            """
            c.json:2:16: rows.0.1 must be a whole number, not the text "a".
            c.json:2:22: rows.1 must be a list, not '2'.
            c.json:2:25: rows.2 cannot be null; give a list.
            c.json:3:18: maps.0.a must be a whole number, not the text "b".
            c.json:4:23: steps_of_steps.0.0 has no variant 'plan'; there are momentum, plain, smoothed. Did you mean 'plain'?
            c.json:5:44: steps_by_name.a has no key 'momentum': it belongs to 'momentum' and 'smoothed'; steps_by_name.a is 'plain', chosen at c.json:5:35. Write 'type: momentum', or leave 'momentum' out.
            """.ReplaceLineEndings("\n"),
            error.Message);
    }

    [TestMethod]
    public void Errors_of_several_files_are_reported_together()
    {
        var tree = Overrides.Put(
            JsonNodes.Read("""{"int": "a", "double": "b"}""", "base.json"), JsonNodes.Read("""{"double": "c", "bite": 1}""", "c.json"));
        tree = Overrides.Apply(tree, ["--long", "x"], 2);
        var error = Assert.ThrowsExactly<ConfigurationException>(() => ParameterBinder.Bind<Everything>(tree, Catalog));
        Assert.AreEqual(
            """
            c.json:1:12: double must be a number, not the text "c".
            c.json:1:17: the configuration has no key 'bite'. Did you mean 'byte'?
            base.json:1:9: int must be a whole number, not the text "a".
            argument 2 (--long): long must be a whole number, not 'x'.
            """.ReplaceLineEndings("\n"),
            error.Message);
    }

    [TestMethod]
    public void An_error_of_values_together_stands_at_the_value_it_names()
    {
        Check("""{"low": 5, "inner": {"high": 3}}""", "c.json:1:30: inner.high: must be at least low, 5.");
        Check("""{"low": 5}""", "c.json:1:1: inner.high: must be at least low, 5.");
        Check("""{"widths": [1, 0, 2]}""", "c.json:1:16: widths.1: is 0.");

        static void Check(string json, string expected)
        {
            var error = Assert.ThrowsExactly<ConfigurationException>(
                () => ParameterBinder.Bind<Bounds>(JsonNodes.Read(json, "c.json"), Catalog));
            Assert.AreEqual(expected, error.Message);
        }
    }

    [TestMethod]
    public void Flags_are_refused_as_a_fault_of_the_program()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(() => RecordShape.Of(typeof(WithFlags)));
        Assert.AreEqual(
            $"{typeof(Sides)} has [Flags] and cannot be the type of a parameter; take a list of an enum without it.", error.Message);
    }

    private static Everything FromFile(string json)
    {
        var bound = ParameterBinder.Bind<Everything>(JsonNodes.Read(json, "c.json"), Catalog);
        AssertSame(bound, ParameterBinder.Bind<Everything>(ParameterEmitter.Emit(bound), Catalog));
        return bound;
    }

    private static Everything FromArguments(params string[] arguments) => FromArguments(arguments, "{}");

    private static Everything FromArguments(string name, string value, string file) => FromArguments([name, value], file);

    private static Everything FromArguments(string[] arguments, string file) =>
        ParameterBinder.Bind<Everything>(Overrides.Apply(JsonNodes.Read(file, "c.json"), arguments, 2), Catalog);

    private static void AssertSame(Everything expected, Everything actual) =>
        Assert.AreEqual(NodeText.Of(ParameterEmitter.Emit(expected)), NodeText.Of(ParameterEmitter.Emit(actual)));

    public sealed record Everything
    {
        public string Text { get; init; } = "";

        public string? NullableText { get; init; } = "x";

        public bool Truth { get; init; }

        public bool? NullableTruth { get; init; }

        public byte Byte { get; init; }

        public sbyte SignedByte { get; init; }

        public short Short { get; init; }

        public ushort UnsignedShort { get; init; }

        public int Int { get; init; }

        public uint UnsignedInt { get; init; }

        public long Long { get; init; }

        public ulong UnsignedLong { get; init; }

        public float Single { get; init; }

        public double Double { get; init; }

        public double? NullableDouble { get; init; }

        public ColorMode Choice { get; init; }

        public ColorMode? NullableChoice { get; init; } = ColorMode.Rgb;

        public IReadOnlyList<int> Numbers { get; init; } = [7];

        public bool[] Array { get; init; } = [];

        public List<int?> Gaps { get; init; } = [];

        public IReadOnlyList<string?> Texts { get; init; } = [];

        public IList<ColorMode> Choices { get; init; } = [];

        public IReadOnlyCollection<TimeSpan> Spans { get; init; } = [];

        public StageSample? Nested { get; init; }

        public StepSample? Step { get; init; }

        public IReadOnlyDictionary<string, int> NumbersByName { get; init; } = new Dictionary<string, int>();

        public Dictionary<string, StageSample> NestedByName { get; init; } = [];

        public IDictionary<string, StepSample> StepsByName { get; init; } = new Dictionary<string, StepSample>();

        public IReadOnlyList<StepSample> Steps { get; init; } = [];

        public IReadOnlyList<StepSample?> GapsOfSteps { get; init; } = [];

        public IReadOnlyList<IReadOnlyList<int>> Rows { get; init; } = [];

        public IReadOnlyDictionary<string, IReadOnlyList<string[]>> RowsByName { get; init; } =
            new Dictionary<string, IReadOnlyList<string[]>>();

        public IReadOnlyList<IReadOnlyDictionary<string, int>> Maps { get; init; } = [];

        public StepSample[][] StepsOfSteps { get; init; } = [];

        public IReadOnlyList<IReadOnlyList<int>?> OptionalRows { get; init; } = [];
    }

    public sealed record Bounds : IValidatable
    {
        public int Low { get; init; }

        public Upper Inner { get; init; } = new();

        public IReadOnlyList<int> Widths { get; init; } = [1];

        public IEnumerable<(string Property, string Message)> Validate()
        {
            if (Inner.High < Low) yield return ($"{nameof(Inner)}.{nameof(Upper.High)}", $"must be at least low, {Low}.");
            foreach (var (i, width) in Widths.Index())
            {
                if (width == 0) yield return ($"{nameof(Widths)}.{i}", "is 0.");
            }
        }
    }

    public sealed record Upper
    {
        [Range(0, 10)]
        public int High { get; init; } = 4;
    }

    public sealed record WithFlags
    {
        public Sides Sides { get; init; }
    }

    [Flags]
    public enum Sides
    {
        None = 0,
        Left = 1,
        Right = 2,
    }
}
