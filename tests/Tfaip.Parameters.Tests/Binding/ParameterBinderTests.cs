using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Overriding;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Processors.Tests.Parameters;

[TestClass]
public sealed class ParameterBinderTests
{
    private static readonly VariantCatalog Catalog = ProcessorCatalog.Default.With(typeof(RunSample).Assembly);

    [TestMethod]
    public void An_empty_tree_gives_the_defaults() => AssertSame(new RunSample(), Bind("{}"));

    [TestMethod]
    public void Every_kind_of_value_is_bound()
    {
        var run = Bind("""
            {
              "name": "x", "epochs": 3, "shuffle": false, "rate": 1e-3, "dropout": 0.2, "level": 255, "seed": 18446744073709551615,
              "limit": 5, "note": "null", "timeout": "1.02:03:04", "color": "rgb", "sizes": [3], "gaps": [1, null, 2],
              "weights": {"a": 1, "B c": ".inf"}, "stage": {"depth": 2}, "step": {"type": "smoothed", "momentum": 0.1},
              "second": "plain", "steps": ["plain", {"type": "momentum"}], "stages": {"one": {"depth": 4}}
            }
            """);
        AssertSame(
            new RunSample
            {
                Name = "x", Epochs = 3, Shuffle = false, Rate = 0.001, Dropout = 0.2f, Level = 255, Seed = ulong.MaxValue, Limit = 5,
                Note = "null",
                Timeout = new(1, 2, 3, 4), Color = ColorMode.Rgb, Sizes = [3], Gaps = [1, null, 2],
                Weights = new Dictionary<string, double> { ["a"] = 1, ["B c"] = double.PositiveInfinity }, Stage = new() { Depth = 2 },
                Step = new SmoothedSample { StepSize = 0.25, Momentum = 0.1 }, Second = new PlainSample(),
                Steps = [new PlainSample(), new MomentumSample()],
                Stages = new Dictionary<string, StageSample> { ["one"] = new() { Depth = 4 } },
            },
            run);
    }

    [TestMethod]
    public void A_text_takes_numbers_and_truth_values_as_they_are_written()
    {
        Assert.AreEqual("1.50", Bind("""{"name": 1.50}""").Name);
        Assert.AreEqual("true", Bind("""{"name": true}""").Name);
    }

    [TestMethod]
    public void Numbers_keep_every_digit()
    {
        Assert.AreEqual(0.1 + 0.2, Bind("""{"rate": 0.30000000000000004}""").Rate);
        Assert.AreEqual(16777217f, Bind("""{"dropout": 16777217}""").Dropout);
        Assert.IsTrue(double.IsNaN(Bind("""{"rate": ".nan"}""").Rate));
        Assert.IsTrue(double.IsNegative(Bind("""{"rate": -0.0}""").Rate));
    }

    [TestMethod]
    public void A_node_of_the_same_variant_keeps_the_other_values_of_the_default()
    {
        var step = (MomentumSample)Bind("""{"step": {"type": "momentum", "momentum": 0.9}}""").Step;
        Assert.AreEqual(new MomentumSample { StepSize = 0.25, Momentum = 0.9 }, step);
    }

    [TestMethod]
    public void A_node_without_a_type_is_the_variant_of_the_default() =>
        Assert.AreEqual(new MomentumSample { StepSize = 0.25, Momentum = 0.9 }, Bind("""{"step": {"momentum": 0.9}}""").Step);

    [TestMethod]
    public void Another_variant_keeps_what_both_have_from_their_base()
    {
        Assert.AreEqual(new PlainSample { StepSize = 0.25 }, Bind("""{"step": "plain"}""").Step);
        Assert.AreEqual(new PlainSample { StepSize = 4 }, Bind("""{"step": {"type": "plain", "step_size": 4}}""").Step);
        // Momentum is declared by each of the two: another parameter of the same name.
        Assert.AreEqual(new SmoothedSample { StepSize = 0.25, Momentum = 0.75 }, Bind("""{"step": "smoothed"}""").Step);
    }

    [TestMethod]
    public void Given_defaults_take_the_place_of_those_of_a_new_record()
    {
        var defaults = new RunSample { Name = "given", Stage = new() { Depth = 9 }, Step = new SmoothedSample { StepSize = 2 } };
        var run = ParameterBinder.Bind(JsonNodes.Read("""{"stage": {"path": null}, "step": "plain"}""", "config.json"), Catalog, defaults);
        AssertSame(defaults with { Step = new PlainSample { StepSize = 2 } }, run);
    }

    [TestMethod]
    public void A_required_member_must_be_given_where_there_is_no_default()
    {
        Assert.AreEqual("a", ParameterBinder.Bind<NeedsSample>(JsonNodes.Read("""{"key": "a"}""", "c.json"), Catalog).Key);
        Assert.AreEqual("b", ParameterBinder.Bind(JsonNodes.Read("{}", "c.json"), Catalog, new NeedsSample { Key = "b" }).Key);
        AssertErrors<NeedsSample>("{}", "config.json:1:1: key is required: give it text.");
        AssertErrors<NeedsSample>("""{"key": "a", "inner": {}}""", "config.json:1:23: inner.key is required: give it text.");
    }

    [TestMethod]
    public void What_nested_defaults_lack_is_reported_at_the_node_above() => AssertErrors<NestedSample>(
        """{"other": 1}""",
        "config.json:1:1: checked.name is required: give it text.",
        "config.json:1:1: checked.items must have at least 1 element; it has 0.",
        "config.json:1:1: missing is required: give it a mapping.");

    [TestMethod]
    public void Paths_are_relative_to_the_file_that_names_them()
    {
        var folder = Path.Combine(Path.GetTempPath(), "somewhere");
        var file = Path.Combine(folder, "config.json");
        Assert.AreEqual(
            Path.Combine(Path.GetTempPath(), "data", "x.csv"),
            ParameterBinder.Bind<StageSample>(JsonNodes.Read("""{"path": "../data/x.csv"}""", file), Catalog).Path);
        Assert.AreEqual(
            Path.Combine(Environment.CurrentDirectory, "x.csv"),
            ParameterBinder.Bind<StageSample>(Overrides.Apply(JsonNodes.Read("{}", file), ["--path", "x.csv"], 1), Catalog).Path);
        Assert.AreEqual("", ParameterBinder.Bind<StageSample>(JsonNodes.Read("""{"path": ""}""", file), Catalog).Path);
        Assert.AreEqual("x", ParameterBinder.Bind(JsonNodes.Read("{}", file), Catalog, new StageSample { Path = "x" }).Path);
        AssertErrors<StageSample>("""{"path": "a\u0000b"}""", "config.json:1:10: path is a path, which cannot have the character NUL.");
    }

    [TestMethod]
    public void All_errors_are_reported_in_the_order_of_the_file() => AssertErrors<RunSample>(
        """
        {
          "step": {"type": "momentun", "momentum": "x"},
          "epocs": 3,
          "name": null,
          "sizes": [1, "2", 3.5],
          "stages": {"a": {"dept": 1}},
          "epochs": "three"
        }
        """,
        "config.json:2:20: step has no variant 'momentun'; there are momentum, plain, smoothed. Did you mean 'momentum'?",
        "config.json:3:3: the configuration has no key 'epocs'. Did you mean 'epochs'?",
        "config.json:4:11: name cannot be null; give text, or leave the key out for its default.",
        """config.json:5:16: sizes.1 must be a whole number, not the text "2". Leave the quotes out.""",
        "config.json:5:21: sizes.2 must be a whole number, not '3.5'.",
        "config.json:6:20: stages.a has no key 'dept'. Did you mean 'depth'?",
        """config.json:7:13: epochs must be a whole number, not the text "three".""");

    [TestMethod]
    [DataRow("""{"epochs": 1.0}""", "config.json:1:12: epochs must be a whole number, not '1.0'. Write 1.")]
    [DataRow("""{"epochs": 1e3}""", "config.json:1:12: epochs must be a whole number, not '1e3'. Write 1000.")]
    [DataRow("""{"epochs": 99999999999}""", "config.json:1:12: epochs must be a whole number from -2147483648 to 2147483647, not "
        + "'99999999999'.")]
    [DataRow("""{"epochs": [1]}""", "config.json:1:12: epochs must be a whole number, not a list.")]
    [DataRow("""{"epochs": {}}""", "config.json:1:12: epochs must be a whole number, not a mapping.")]
    [DataRow("""{"epochs": null}""", "config.json:1:12: epochs cannot be null; give a whole number, or leave the key out for its default.")]
    [DataRow("""{"level": 256}""", "config.json:1:11: level must be a whole number from 0 to 255, not '256'.")]
    [DataRow("""{"seed": -1}""", "config.json:1:10: seed must be a whole number from 0 to 18446744073709551615, not '-1'.")]
    [DataRow("""{"shuffle": 1}""", "config.json:1:13: shuffle must be true or false, not '1'.")]
    [DataRow("""{"shuffle": "true"}""", """config.json:1:13: shuffle must be true or false, not the text "true". Leave the quotes out.""")]
    [DataRow("""{"rate": "high"}""", """config.json:1:10: rate must be a number, not the text "high".""")]
    [DataRow("""{"rate": 1e999}""", "config.json:1:10: rate must be a number, not '1e999'.")]
    [DataRow("""{"dropout": 1e39}""", "config.json:1:13: dropout must be a number, not '1e39'.")]
    [DataRow("""{"rate": true}""", "config.json:1:10: rate must be a number, not 'true'.")]
    [DataRow("""{"timeout": 300}""", "config.json:1:13: timeout must be a time span such as 30s, 1h30m or 1.12:30:00 "
        + "(days.hours:minutes:seconds), not '300'. Write 300s for seconds.")]
    [DataRow(
        """{"color": "light-grey"}""",
        """config.json:1:11: color must be one of light_grey, rgb, not the text "light-grey". Did you mean 'light_grey'?""")]
    [DataRow("""{"color": 1}""", "config.json:1:11: color must be one of light_grey, rgb, not '1'.")]
    [DataRow("""{"name": ["a"]}""", "config.json:1:10: name must be text, not a list.")]
    [DataRow("""{"sizes": 3}""", "config.json:1:11: sizes must be a list, not '3'.")]
    [DataRow("""{"sizes": {"0": 3}}""", "config.json:1:11: sizes must be a list, not a mapping.")]
    [DataRow("""{"sizes": [null]}""", "config.json:1:12: sizes.0 cannot be null; give a whole number.")]
    [DataRow("""{"weights": [1]}""", "config.json:1:13: weights must be a mapping, not a list.")]
    [DataRow("""{"weights": {"a": "b"}}""", """config.json:1:19: weights.a must be a number, not the text "b".""")]
    [DataRow("""{"stage": 3}""", "config.json:1:11: stage must be a mapping, not '3'.")]
    [DataRow("""{"stage": []}""", "config.json:1:11: stage must be a mapping, not a list.")]
    [DataRow("""{"stage": null}""", "config.json:1:11: stage cannot be null; give a mapping, or leave the key out for its default.")]
    [DataRow("""{"step": []}""", "config.json:1:10: step must be a mapping with 'type', or one of momentum, plain, smoothed; not a list.")]
    [DataRow("""{"step": "fast"}""", "config.json:1:10: step has no variant 'fast'; there are momentum, plain, smoothed.")]
    [DataRow("""{"step": {"type": ["plain"]}}""", "config.json:1:19: step.type must be one of momentum, plain, smoothed, not a list.")]
    [DataRow("""{"step": {"type": null}}""", "config.json:1:19: step.type must be one of momentum, plain, smoothed, not null.")]
    [DataRow("""{"second": {"step_size": 1}}""", "config.json:1:12: second needs a 'type': one of momentum, plain, smoothed.")]
    [DataRow("""{"steps": [{}]}""", "config.json:1:12: steps.0 needs a 'type': one of momentum, plain, smoothed.")]
    [DataRow("""{"step": {"type": "plain", "momentum": 1}}""", "config.json:1:28: step has no key 'momentum': it belongs to 'momentum' and "
        + "'smoothed'; step is 'plain', chosen at config.json:1:19. Write 'type: momentum', or leave 'momentum' out.")]
    [DataRow("""{"stage": {"type": "stage"}}""", "config.json:1:12: stage has no key 'type'. It has no variants: leave 'type' out.")]
    [DataRow("""[]""", "config.json:1:1: the configuration must be a mapping, not a list.")]
    [DataRow("""null""", "config.json:1:1: the configuration cannot be null; give a mapping.")]
    [DataRow("""{"epochs": 0}""", "config.json:1:12: epochs must be at least 1, not 0.")]
    [DataRow("""{"step": {"step_size": 0}}""", "config.json:1:24: step.step_size must be greater than 0, not 0.")]
    [DataRow("""{"step": {"step_size": ".nan"}}""", "config.json:1:24: step.step_size must be greater than 0, not .nan.")]
    [DataRow("""{"epochs": 3, "warmup": 4}""", "config.json:1:25: warmup: the warm-up of 4 epochs is longer than the run of 3.")]
    [DataRow("""{"warmup": 11}""", "config.json:1:12: warmup: the warm-up of 11 epochs is longer than the run of 10.")]
    public void Every_error_says_what_is_wrong_and_where(string json, string expected) => AssertErrors<RunSample>(json, expected);

    [TestMethod]
    public void Values_are_checked_together_only_when_each_is_right() => AssertErrors<RunSample>(
        """{"warmup": 11, "rate": "x"}""", """config.json:1:24: rate must be a number, not the text "x".""");

    [TestMethod]
    public void A_rule_whose_property_is_not_given_is_reported_at_its_record() => AssertErrors<RunSample>(
        """{"epochs": 1, "stage": {}}""",
        defaults: new RunSample { Warmup = 5 },
        "config.json:1:1: warmup: the warm-up of 5 epochs is longer than the run of 1.");

    [TestMethod]
    public void Long_texts_are_cut_and_line_breaks_left_out() => AssertErrors<RunSample>(
        $$"""{"epochs": "a\nb{{new string('x', 100)}}"}""",
        $"""config.json:1:12: epochs must be a whole number, not the text "a b{new string('x', 77)}…".""");

    [TestMethod]
    public void A_type_that_no_parameter_can_have_is_a_fault_of_the_program()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => ParameterBinder.Bind<WrongSample>(JsonNodes.Read("{}", "c"), Catalog));
        Assert.AreEqual("System.Uri cannot be the type of a parameter.", error.Message);
    }

    [TestMethod]
    public void A_record_that_cannot_be_created_is_a_fault_of_the_program()
    {
        var error = Assert.ThrowsExactly<InvalidOperationException>(
            () => ParameterBinder.Bind<PositionalSample>(JsonNodes.Read("{}", "c"), Catalog));
        Assert.AreEqual(
            "Tfaip.Processors.Tests.Parameters.ParameterBinderTests+PositionalSample has no constructor without arguments, which a "
            + "parameters record needs.",
            error.Message);
    }

    private static RunSample Bind(string json) => ParameterBinder.Bind<RunSample>(JsonNodes.Read(json, "config.json"), Catalog);

    private static void AssertErrors<T>(string json, params string[] expected)
        where T : class => AssertErrors<T>(json, null, expected);

    private static void AssertErrors<T>(string json, T? defaults, params string[] expected)
        where T : class
    {
        var error = Assert.ThrowsExactly<ConfigurationException>(
            () => ParameterBinder.Bind(JsonNodes.Read(json, "config.json"), Catalog, defaults));
        Assert.AreEqual(string.Join('\n', expected), error.Message);
    }

    private static void AssertSame(object expected, object actual) =>
        Assert.AreEqual(NodeText.Of(ParameterEmitter.Emit(expected)), NodeText.Of(ParameterEmitter.Emit(actual)));

    public sealed record NeedsSample
    {
        public required string Key { get; init; }

        public NeedsSample? Inner { get; init; }
    }

    public sealed record NestedSample
    {
        public int Other { get; init; }

        public PropertyChecksTests.CheckedSample Checked { get; init; } = new();

        public StageSample Missing { get; init; } = null!;
    }

    public sealed record PositionalSample(int Value);

    public sealed record WrongSample
    {
        public Uri? Address { get; init; }
    }
}
