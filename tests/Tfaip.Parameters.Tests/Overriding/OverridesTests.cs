using CsCheck;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Overriding;
using Tfaip.Parameters.Shapes;

namespace Tfaip.Processors.Tests.Parameters;

[TestClass]
public sealed class OverridesTests
{
    private static readonly VariantCatalog Catalog = ProcessorCatalog.Default.With(typeof(RunSample).Assembly);

    [TestMethod]
    public void Values_are_put_over_the_file()
    {
        var run = Bind(
            """{"epochs": 1, "stage": {"depth": 2}, "sizes": [1, 2, 3]}""",
            "--epochs", "5", "--rate=-1e-3", "--stage.depth", "3", "--stage.path=", "--sizes", "4", "-5", "--weights.loss", "0.5",
            "--weights.extra=2");
        Assert.AreEqual((5, -0.001, 3, ""), (run.Epochs, run.Rate, run.Stage.Depth, run.Stage.Path));
        Assert.AreSequenceEqual([4, -5], run.Sizes);
        Assert.AreEqual(
            "extra=2 loss=0.5",
            string.Join(' ', run.Weights.OrderBy(w => w.Key).Select(w => FormattableString.Invariant($"{w.Key}={w.Value}"))));
    }

    [TestMethod]
    public void No_arguments_leave_the_tree_as_it_is()
    {
        var tree = JsonNodes.Read("{}", "c.json");
        Assert.AreSame(tree, Overrides.Apply(tree, [], 1));
    }

    [TestMethod]
    public void Of_two_values_for_one_path_the_last_one_counts()
    {
        Assert.AreEqual(2, Bind("{}", "--epochs", "1", "--epochs=2").Epochs);
        Assert.AreSequenceEqual([7], Bind("{}", "--sizes", "1", "2", "--sizes", "7").Sizes);
    }

    [TestMethod]
    public void One_value_for_a_list_is_a_list_of_one()
    {
        Assert.AreSequenceEqual([3], Bind("{}", "--sizes", "3").Sizes);
        Assert.AreEqual(new PlainSample(), Bind("{}", "--steps=plain").Steps.Single());
        Assert.IsEmpty(Bind("{}", "--sizes", "[]").Sizes);
        Assert.IsEmpty(Bind("{}", "--weights", "{}").Weights);
    }

    [TestMethod]
    public void Null_is_the_null_value()
    {
        Assert.IsNull(Bind("""{"limit": 3, "second": {"type": "plain"}}""", "--limit", "null").Limit);
        Assert.IsNull(Bind("""{"limit": 3, "second": {"type": "plain"}}""", "--second", "null").Second);
        AssertErrors(
            "{}",
            ["--epochs", "null"],
            "argument 2 (--epochs): epochs cannot be null; give a whole number, or leave the key out for its default.");
    }

    [TestMethod]
    [DataRow("{}")]
    [DataRow("""{"step": "momentum"}""")]
    [DataRow("""{"step": {"type": "momentum", "momentum": 0.125, "step_size": 0.25}}""")]
    [DataRow("""{"step": {"momentum": 0.125, "stage": {"depth": 3}}}""")]
    public void A_variant_replaces_a_node_in_every_form_of_it(string json)
    {
        Assert.AreEqual(new SmoothedSample { StepSize = 0.25, Momentum = 0.75 }, Bind(json, "--step", "smoothed").Step);
        Assert.AreEqual(new SmoothedSample { StepSize = 0.25, Momentum = 0.75 }, Bind(json, "--step.type", "smoothed").Step);
        Assert.AreEqual(
            new SmoothedSample { StepSize = 2, Momentum = 0.9 },
            Bind(json, "--step.momentum", "0.9", "--step", "smoothed", "--step.step_size", "2").Step);
    }

    [TestMethod]
    public void The_same_variant_keeps_what_the_file_says()
    {
        var step = (MomentumSample)Bind(
            """{"step": {"momentum": 0.125, "stage": {"path": null, "depth": 3}}}""", "--step", "momentum", "--step.stage.path", "").Step;
        Assert.AreEqual(new MomentumSample { StepSize = 0.25, Momentum = 0.125, Stage = new() { Depth = 3, Path = "" } }, step);
    }

    [TestMethod]
    public void Another_variant_keeps_what_the_file_says_of_the_common_base()
    {
        Assert.AreEqual(
            new PlainSample { StepSize = 3 }, Bind("""{"step": {"step_size": 3, "momentum": 0.125}}""", "--step", "plain").Step);
        Assert.AreEqual(
            new PlainSample { StepSize = 3 },
            Bind("""{"second": {"type": "smoothed", "step_size": 3, "inner": "plain"}}""", "--second", "plain").Second);
    }

    [TestMethod]
    public void What_the_file_says_wrongly_is_reported_though_it_is_replaced() => AssertErrors(
        """{"step": {"type": "momentum", "momntum": 3}}""",
        ["--step", "plain"],
        "c.json:1:31: step has no key 'momntum'. Did you mean 'momentum'?");

    [TestMethod]
    public void Parameters_follow_into_a_variant_that_arguments_chose_within_another()
    {
        var step = Bind(
            """{"second": {"type": "smoothed", "inner": {"type": "momentum"}}}""",
            "--second.inner.inner",
            "plain",
            "--second.inner",
            "smoothed").Second;
        Assert.AreEqual(new SmoothedSample { Inner = new SmoothedSample { Inner = new PlainSample() } }, step);
    }

    [TestMethod]
    public void Elements_of_lists_are_named_by_their_numbers()
    {
        const string Json = """{"steps": ["plain", {"type": "momentum", "step_size": 3, "momentum": 1}]}""";
        Assert.AreEqual(new PlainSample { StepSize = 2 }, Bind(Json, "--steps.0.step_size", "2").Steps[0]);
        Assert.AreEqual(new MomentumSample { StepSize = 3, Momentum = 4 }, Bind(Json, "--steps.1.momentum", "4").Steps[1]);
        Assert.AreEqual(new SmoothedSample { StepSize = 3 }, Bind(Json, "--steps.1", "smoothed").Steps[1]);
        Assert.AreEqual(new PlainSample { StepSize = 2 }, Bind(Json, "--steps.1.step_size", "2", "--steps", "plain", "plain").Steps[1]);
        Assert.AreSequenceEqual([1, 9], Bind("{}", "--sizes.1", "9").Sizes);
        Assert.AreSequenceEqual([8, 2], Bind("""{"sizes": [1, 2]}""", "--sizes.0=8").Sizes);
    }

    [TestMethod]
    public void Elements_that_a_list_does_not_have_are_refused()
    {
        AssertErrors(
            """{"sizes": [1, 2]}""",
            ["--sizes.2", "9"],
            "argument 2 (--sizes.2): sizes has no element '2'; it is a list of 2, counted from 0.");
        AssertErrors(
            """{"sizes": [1, 2]}""",
            ["--sizes.-1", "9"],
            "argument 2 (--sizes.-1): sizes has no element '-1'; it is a list of 2, counted from 0.");
        AssertErrors("{}", ["--sizes.5", "9"], "argument 2 (--sizes.5): sizes has no element '5'; it is a list of 2, counted from 0.");
        AssertErrors(
            "{}",
            ["--steps.0.step_size", "9"],
            "argument 2 (--steps.0.step_size): steps has no element '0'; it is a list of 0, counted from 0.");
        AssertErrors(
            "{}",
            ["--sizes", "1", "2", "--sizes.x", "9"],
            "argument 5 (--sizes.x): sizes has no element 'x'; it is a list of 2, counted from 0.");
    }

    [TestMethod]
    public void Elements_are_appended_to_the_list_of_the_file_of_the_default_and_of_other_arguments()
    {
        Assert.AreSequenceEqual([7, 8, 3, 4], Bind("""{"sizes": [7, 8]}""", "--sizes+", "3", "4").Sizes);
        Assert.AreSequenceEqual([1, 2, 3], Bind("{}", "--sizes+=3").Sizes);
        Assert.AreSequenceEqual([9, 3, 4], Bind("{}", "--sizes+", "3", "--sizes", "9", "--sizes+", "4").Sizes);
        Assert.AreSequenceEqual([3], Bind("{}", "--sizes+", "3", "--sizes", "[]").Sizes);
        Assert.AreSequenceEqual([5, 2, 6], Bind("{}", "--sizes.0", "5", "--sizes.2", "6", "--sizes+", "3").Sizes);
    }

    [TestMethod]
    [DataRow("{}", 0)]
    [DataRow("""{"steps": ["plain", {"type": "smoothed", "momentum": 5}]}""", 2)]
    public void The_parameters_of_an_appended_variant_follow_by_its_number(string json, int count)
    {
        var steps = Bind(json, $"--steps.{count + 1}.momentum", "3", "--steps+", "plain", "momentum", "--steps+", "plain",
            $"--steps.{count}.step_size=2").Steps;
        Assert.HasCount(count + 3, steps);
        Assert.AreEqual(new PlainSample { StepSize = 2 }, steps[count]);
        Assert.AreEqual(new MomentumSample { Momentum = 3 }, steps[count + 1]);
        Assert.AreEqual(new PlainSample(), steps[count + 2]);
    }

    [TestMethod]
    public void Parameters_follow_into_the_only_element_of_a_list() =>
        Assert.AreEqual(
            new MomentumSample { Momentum = 3 },
            Bind("""{"steps": ["plain", "plain"]}""", "--steps.0.momentum", "3", "--steps", "momentum").Steps.Single());

    [TestMethod]
    public void Only_to_lists_is_appended()
    {
        const string Only = "is no list; only to a list can be appended.";
        AssertErrors("{}", ["--epochs+", "3"], $"argument 2 (--epochs+): epochs {Only}");
        AssertErrors("""{"step": "plain"}""", ["--step+", "plain"], $"argument 2 (--step+): step {Only}");
        AssertErrors("""{"stage": {"depth": 3}}""", ["--stage+", "plain", "--stage.depth", "4"], $"argument 2 (--stage+): stage {Only}");
        AssertErrors("{}", ["--weights+", "a", "--weights", "{}"], $"argument 2 (--weights+): weights {Only}");
        AssertErrors("{}", ["--sizes+"], "argument 2 (--sizes+): The value is missing; write --sizes+ VALUE or --sizes+=VALUE.");
    }

    [TestMethod]
    public void Nothing_can_be_set_in_what_is_null() => AssertErrors(
        "{}",
        ["--second.step_size", "3", "--second", "null"],
        "argument 2 (--second.step_size): second is null (argument 4 (--second)), so there is nothing in it to be set; "
        + "leave one of the two out.");

    [TestMethod]
    public void An_emptied_dictionary_is_filled_by_arguments_alone()
    {
        const string Json = """{"weights": {"a": 1, "b": 2}}""";
        Assert.AreEqual("c", Bind(Json, "--weights.c", "3", "--weights", "{}").Weights.Single().Key);
        Assert.HasCount(3, Bind(Json, "--weights.c", "3").Weights);
    }

    [TestMethod]
    [DataRow("--epocs 3", "argument 2 (--epocs): the configuration has no key 'epocs'. Did you mean --epochs?")]
    [DataRow("--stage.dpth=3", "argument 2 (--stage.dpth): stage has no key 'dpth'. Did you mean --stage.depth?")]
    [DataRow("--epochs three", "argument 2 (--epochs): epochs must be a whole number, not 'three'.")]
    [DataRow("--epochs 1 2", "argument 2 (--epochs): epochs must be a whole number, not a list.")]
    [DataRow("--epochs.x 1", "argument 2 (--epochs.x): epochs must be a whole number, not a mapping.")]
    [DataRow("--sizes 1 two 3 four", "argument 4 (--sizes): sizes.1 must be a whole number, not 'two'.\nargument 6 (--sizes): sizes.3 must "
        + "be a whole number, not 'four'.")]
    [DataRow("--stage x", "argument 2 (--stage): stage must be a mapping, not 'x'.")]
    [DataRow("--step fast", "argument 2 (--step): step has no variant 'fast'; there are momentum, plain, smoothed.")]
    [DataRow("--step plain --step.momentum 1", "argument 4 (--step.momentum): step has no key 'momentum': it belongs to 'momentum' and "
        + "'smoothed'; step is 'plain', chosen at argument 2 (--step). Choose --step momentum, or leave the argument out.")]
    [DataRow("--epochs 0", "argument 2 (--epochs): epochs must be at least 1, not 0.")]
    [DataRow("--weights x", "argument 2 (--weights): weights must be a mapping, not 'x'.")]
    [DataRow("--epochs", "argument 2 (--epochs): The value is missing; write --epochs VALUE or --epochs=VALUE.")]
    [DataRow("--epochs --rate 1", "argument 2 (--epochs): The value is missing; write --epochs VALUE or --epochs=VALUE.")]
    [DataRow("epochs 1", "argument 2 (epochs): Expected a parameter such as --trainer.epochs, not 'epochs'.\nargument 3 (1): Expected a "
        + "parameter such as --trainer.epochs, not '1'.")]
    [DataRow("--epochs=1 2", "argument 3 (2): Expected a parameter such as --trainer.epochs, not '2'.")]
    [DataRow("--stage..depth 1", "argument 2 (--stage..depth): A name between the points is empty; write --a.b.c.")]
    [DataRow("--=1", "argument 2 (--): A name between the points is empty; write --a.b.c.")]
    public void Every_error_says_what_is_wrong_and_where(string arguments, string expected) =>
        AssertErrors("{}", arguments.Split(' '), expected.Split('\n'));

    [TestMethod]
    public void Errors_of_the_file_come_before_those_of_arguments() => AssertErrors(
        """{"rate": "x"}""",
        ["--epochs", "x", "--level=y"],
        """c.json:1:10: rate must be a number, not the text "x".""",
        "argument 2 (--epochs): epochs must be a whole number, not 'x'.",
        "argument 4 (--level): level must be a whole number, not 'y'.");

    [TestMethod]
    public void The_order_of_arguments_means_nothing()
    {
        string[][] arguments =
        [
            ["--step", "smoothed"], ["--step.momentum", "0.9"], ["--step.inner", "momentum"], ["--step.inner.stage.depth=4"],
            ["--epochs", "7"], ["--steps", "plain", "momentum"], ["--steps.1.momentum", "-1"], ["--steps.0.step_size=5"],
            ["--weights.a", "1"],
            ["--steps+", "smoothed", "plain"], ["--steps.2.momentum", "3"], ["--steps.3.step_size", "2"], ["--sizes.2", "4"],
            ["--sizes+", "3"],
        ];
        const string Json = """{"step": {"type": "momentum", "momentum": 1, "step_size": 2}, "steps": ["smoothed"]}""";
        var expected = NodeText.Of(ParameterEmitter.Emit(Bind(Json, [.. arguments.SelectMany(a => a)])));
        Gen.Shuffle(arguments).Sample(shuffled =>
            NodeText.Of(ParameterEmitter.Emit(Bind(Json, [.. shuffled.SelectMany(a => a)]))) == expected, iter: 300);
    }

    [TestMethod]
    public void Arguments_that_stand_apart_are_one_command_line()
    {
        var tree = JsonNodes.Read("""{"step": {"type": "momentum", "momentum": 1, "step_size": 2}}""", "c.json");
        var step = ParameterBinder.Bind<RunSample>(
            Overrides.Apply(tree, [(["--step.momentum", "0.9"], 2), (["--step", "smoothed"], 5)]), Catalog).Step;
        Assert.AreEqual(new SmoothedSample { StepSize = 2, Momentum = 0.9 }, step);
        var error = Assert.ThrowsExactly<ConfigurationException>(() => Overrides.Apply(tree, [(["--epochs", "1"], 2), (["--rate"], 5)]));
        Assert.AreEqual("argument 5 (--rate): The value is missing; write --rate VALUE or --rate=VALUE.", error.Message);
    }

    [TestMethod]
    public void Arguments_can_be_put_over_a_tree_that_has_some_already()
    {
        var tree = JsonNodes.Read("""{"step": {"type": "momentum", "momentum": 1, "step_size": 2}}""", "c.json");
        StepSample Step(params string[][] applied) => ParameterBinder.Bind<RunSample>(
            applied.Aggregate(tree, (over, arguments) => Overrides.Apply(over, arguments, 1)), Catalog).Step;

        Assert.AreEqual(new SmoothedSample { StepSize = 2, Momentum = 0.9 }, Step(["--step", "smoothed"], ["--step.momentum", "0.9"]));
        Assert.AreEqual(new PlainSample { StepSize = 2 }, Step(["--step", "smoothed"], ["--step", "plain"]));
        Assert.AreEqual(new PlainSample { StepSize = 3 }, Step(["--step", "smoothed", "--step.step_size", "3"], ["--step", "plain"]));
        Assert.AreEqual(
            new SmoothedSample { StepSize = 4, Momentum = 5 },
            Step(["--step", "smoothed", "--step.step_size", "3"], ["--step.step_size", "4", "--step.momentum", "5"]));
    }

    private static RunSample Bind(string json, params string[] arguments) =>
        ParameterBinder.Bind<RunSample>(Overrides.Apply(JsonNodes.Read(json, "c.json"), arguments, 2), Catalog);

    private static void AssertErrors(string json, string[] arguments, params string[] expected)
    {
        // Arguments that follow the name of the configuration file.
        var error = Assert.ThrowsExactly<ConfigurationException>(() => Bind(json, arguments));
        Assert.AreEqual(string.Join('\n', expected), error.Message);
    }
}
