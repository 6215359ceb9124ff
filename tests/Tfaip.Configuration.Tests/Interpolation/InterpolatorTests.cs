using Tfaip.Configuration.Tests.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Tests.Parameters;

namespace Tfaip.Configuration.Tests.Interpolation;

[TestClass]
public sealed class InterpolatorTests
{
    [TestMethod]
    public void A_reference_takes_the_value_that_is_given()
    {
        var run =
            new MemoryFiles("epochs: 20\nwarmup: ${epochs}\nname: run-${epochs}-${rate}\nrate: 1e-3\nstage: {depth: '${epochs}'}\n").Bind();
        Assert.AreEqual((20, "run-20-1e-3", 20), (run.Warmup, run.Name, run.Stage.Depth));
    }

    [TestMethod]
    public void A_reference_takes_the_default_where_nothing_is_given()
    {
        var run = new MemoryFiles("warmup: ${epochs}\nnote: ${color} ${timeout} ${shuffle} ${rate} ${step.momentum} ${step.type}\n").Bind();
        Assert.AreEqual((10, "light_grey 00:05:00 true 0.5 0.5 momentum"), (run.Warmup, run.Note));
    }

    [TestMethod]
    public void A_reference_takes_lists_and_mappings_as_they_are()
    {
        var run =
            new MemoryFiles(
                "sizes: [3, 4]\ngaps: ${sizes}\nweights: {a: 1}\nstep: {type: smoothed, momentum: 3, inner: plain}\nsecond: "
                + "${step}\nsteps: ['${step.inner}', '${second}']\n").Bind();
        CollectionAssert.AreEqual(new int?[] { 3, 4 }, run.Gaps.ToArray());
        Assert.AreEqual(new SmoothedSample { StepSize = 0.25, Momentum = 3, Inner = new PlainSample() }, run.Second);
        Assert.AreEqual((new PlainSample(), run.Second), (run.Steps[0], run.Steps[1]));
    }

    [TestMethod]
    public void Defaults_that_are_lists_and_mappings_are_taken_too()
    {
        var run = new MemoryFiles("gaps: ${sizes}\nsecond: ${step}\nstages: {a: '${stage}'}\n").Bind();
        CollectionAssert.AreEqual(new int?[] { 1, 2 }, run.Gaps.ToArray());
        Assert.AreEqual(new MomentumSample { StepSize = 0.25 }, run.Second);
        Assert.AreEqual(new StageSample(), run.Stages["a"]);
    }

    [TestMethod]
    public void Quotes_of_the_value_decide_what_it_means()
    {
        Assert.AreEqual(
            "config.yaml:2:9 (${name}): warmup must be a whole number, not the text \"5\". Leave the quotes out.",
            new MemoryFiles("name: '5'\nwarmup: ${name}").Errors());
        Assert.AreEqual(5, new MemoryFiles("name: 5\nwarmup: ${name}").Bind().Warmup);
        Assert.AreEqual(5, new MemoryFiles("name: 5\nwarmup: '${name}'").Bind().Warmup);
        Assert.IsNull(new MemoryFiles("limit: null\nnote: ${limit}").Bind().Note);
        Assert.AreEqual("null", new MemoryFiles("name: 'null'\nnote: ${name}").Bind().Note);
    }

    [TestMethod]
    public void Variables_are_written_like_values()
    {
        var run = new MemoryFiles(
            "epochs: ${env:EPOCHS}\nname: ${env:USER}-${env:HOST:local}\nnote: ${env:NOTE:}\nrate: ${env:RATE:0.25}\nlimit: "
            + "${env:LIMIT:null}\nlevel: 1${env:DIGIT:2}\nwarmup: '${env:WARMUP:7}'")
            .With("EPOCHS", "30").With("USER", "me").Bind();
        Assert.AreEqual(
            (30, "me-local", "", 0.25, null, (byte)12, 7), (run.Epochs, run.Name, run.Note, run.Rate, run.Limit, run.Level, run.Warmup));
    }

    [TestMethod]
    public void Values_are_not_read_again()
    {
        var run = new MemoryFiles("name: ${env:NAME}\nnote: ${name}").With("NAME", "${epochs} $${x} ${").Bind();
        Assert.AreEqual(("${epochs} $${x} ${", "${epochs} $${x} ${"), (run.Name, run.Note));
    }

    [TestMethod]
    [DataRow("$${epochs}", "${epochs}")]
    [DataRow("a$${", "a${")]
    [DataRow("$$${epochs}", "$${epochs}")]
    [DataRow("$$", "$$")]
    [DataRow("$x {y} $", "$x {y} $")]
    [DataRow("$${a}${epochs}$${b}", "${a}10${b}")]
    [DataRow("$${a}$", "${a}$")]
    public void A_dollar_more_makes_it_a_text(string text, string expected)
    {
        var run = new MemoryFiles($"name: {text}\nnote: ${{name}}").Bind();
        Assert.AreEqual((expected, expected), (run.Name, run.Note));
    }

    [TestMethod]
    public void A_path_is_taken_absolute()
    {
        var files = new MemoryFiles(
            ("runs/config.yaml", "include: ../data/paths.yaml\nnote: ${stage.path}\nname: ${stage.path}.gz\nstages: {a: {path: "
                + "'${stage.path}'}, b: {path: '${stage.path}/b'}, c: {path: '${env:P}'}, d: {path: 'x/${env:P}'}, e: '${stage}'}"),
            ("data/paths.yaml", "stage: {path: '${env:P}'}"));
        var run = files.With("P", "x.csv").Bind();
        var path = Path.GetFullPath("data/x.csv");
        Assert.AreEqual(
            (path, path + ".gz", path, path + "/b", path),
            (run.Note, run.Name, run.Stages["a"].Path, run.Stages["b"].Path, run.Stages["e"].Path));
        Assert.AreEqual((Path.GetFullPath("runs/x.csv"), Path.GetFullPath("runs/x/x.csv")), (run.Stages["c"].Path, run.Stages["d"].Path));
    }

    [TestMethod]
    public void An_expression_may_choose_a_variant()
    {
        var run =
            new MemoryFiles("step: {type: '${env:STEP}', step_size: 2}\nsecond: ${name}\nname: plain\nrate: ${step.inner.step_size}").With(
                "STEP", "smoothed");
        Assert.AreEqual(
            "config.yaml:4:7: ${step.inner.step_size}: there is no parameter 'step.inner.step_size'. Did you mean 'step.step_size'?",
            run.Errors());
        var right = new MemoryFiles(
            "step: {type: '${env:STEP}', step_size: 2}\nsecond: ${name}\nname: plain\nrate: ${step.momentum}\nweights: {a: "
            + "'${second.step_size}'}")
            .With("STEP", "smoothed").Bind();
        Assert.AreEqual(
            (new SmoothedSample { StepSize = 2 }, new PlainSample(), 0.75, 0.125),
            ((SmoothedSample)right.Step, right.Second, right.Rate, right.Weights["a"]));
    }

    [TestMethod]
    public void The_command_line_has_expressions_too()
    {
        var run = new MemoryFiles("step: {type: momentum, momentum: 3, step_size: 5}\nsizes: [7, 8]").With("N", "4").Bind(
            "--warmup", "${epochs}", "--second", "${step}", "--second.momentum", "9", "--gaps", "${sizes}", "--epochs", "${env:N}",
            "--steps", "[\"${step}\"]", "--steps.0.momentum", "1");
        Assert.AreEqual((4, 4), (run.Epochs, run.Warmup));
        Assert.AreEqual(
            (new MomentumSample { StepSize = 5, Momentum = 9 }, new MomentumSample { StepSize = 5, Momentum = 1 }),
            ((MomentumSample)run.Second!, (MomentumSample)run.Steps.Single()));
        CollectionAssert.AreEqual(new int?[] { 7, 8 }, run.Gaps.ToArray());
        CollectionAssert.AreEqual(new int?[] { 10 }, new MemoryFiles("{}").Bind("--gaps", "${epochs}").Gaps.ToArray());
        CollectionAssert.AreEqual(
            new int?[] { 7, 8, 10 }, new MemoryFiles("gaps: ${sizes}\nsizes: [7, 8]").Bind("--gaps+", "${epochs}").Gaps.ToArray());
        CollectionAssert.AreEqual(
            new int?[] { 7, 9 }, new MemoryFiles("gaps: ${sizes}\nsizes: [7, 8]").Bind("--gaps.1", "9").Gaps.ToArray());
    }

    [TestMethod]
    public void What_lies_over_an_expression_is_put_over_its_value()
    {
        var run = new MemoryFiles(
            ("config.yaml", "include: base.yaml\nsecond: {momentum: 9}\nstage: {depth: 2}"),
            ("base.yaml", "step: {type: momentum, step_size: 5}\nsecond: ${step}\nstages: {a: {path: a.csv}}\nstage: ${stages.a}")).Bind();
        Assert.AreEqual(new MomentumSample { StepSize = 5, Momentum = 9 }, run.Second);
        Assert.AreEqual((2, Path.GetFullPath("a.csv")), (run.Stage.Depth, run.Stage.Path));
    }

    [TestMethod]
    public void What_is_replaced_is_not_looked_at()
    {
        var run = new MemoryFiles(
            ("config.yaml", "include: base.yaml\nstep: plain\nname: x"),
            ("base.yaml", "step: {type: momentum, momentum: '${nowhere}'}\nname: ${env:NONE}")).Bind();
        Assert.AreEqual((new PlainSample { StepSize = 0.25 }, "x"), (run.Step, run.Name));
    }

    [TestMethod]
    public void A_bad_value_is_reported_where_the_expression_stands()
    {
        Assert.AreEqual(
            """
            config.yaml:1:9 (${env:EPOCHS}): epochs must be a whole number, not 'ten'.
            config.yaml:2:7 (${env:RATE:x}): rate must be a number, not 'x'.
            config.yaml:3:9 (${epochs}): warmup must be a whole number, not 'ten'.
            """.ReplaceLineEndings("\n"),
            new MemoryFiles("epochs: ${env:EPOCHS}\nrate: ${env:RATE:x}\nwarmup: ${epochs}").With("EPOCHS", "ten").Errors());
        Assert.AreEqual(
            "config.yaml:1:9 (${env:EPOCHS}): epochs must be at least 1, not 0.",
            new MemoryFiles("epochs: ${env:EPOCHS}\nwarmup: 0").With("EPOCHS", "0").Errors());
        Assert.AreEqual(
            "argument 2 (--epochs) (${rate}): epochs must be a whole number, not '0.5'.",
            new MemoryFiles("{}").Errors("--epochs", "${rate}"));
    }

    [TestMethod]
    public void Errors_of_expressions_are_reported_with_all_others()
    {
        Assert.AreEqual(
            """
            config.yaml:1:9: The environment variable EPOCHS is not set. Set it, or give a default: ${env:EPOCHS:default}.
            config.yaml:3:7: rate must be a number, not 'fast'.
            config.yaml:4:7: ${stage.depht}: there is no parameter 'stage.depht'. Did you mean 'stage.depth'?
            config.yaml:5:7: '${a b}' is no expression. Expressions are ${a.b}, ${env:NAME} and ${env:NAME:default}; the characters ${ themselves are written $${.
            config.yaml:6:8: '${epochs' has no closing brace. Expressions are ${a.b}, ${env:NAME} and ${env:NAME:default}; the characters ${ themselves are written $${.
            """.ReplaceLineEndings("\n"),
            new MemoryFiles(
                "epochs: ${env:EPOCHS}\nwarmup: ${epochs}\nrate: fast\nname: ${stage.depht}\nnote: x${a b}\nlevel: ${epochs").Errors());
    }

    [TestMethod]
    [DataRow("name: ${}", "'${}' is no expression")]
    [DataRow("name: ${env:}", "'${env:}' is no expression")]
    [DataRow("name: ${evn:HOME}", "'${evn:HOME}' is no expression")]
    [DataRow("name: ${env:A-B}", "'${env:A-B}' is no expression")]
    [DataRow("name: ${env:A:${epochs}}", "'${env:A:${epochs}' is no expression")]
    [DataRow("name: ${.epochs}", "'${.epochs}' is no expression")]
    [DataRow("name: ${stage..depth}", "'${stage..depth}' is no expression")]
    public void What_is_no_expression_is_refused(string yaml, string expected) => Assert.AreEqual(
        $"config.yaml:1:7: {expected}. Expressions are ${{a.b}}, ${{env:NAME}} and ${{env:NAME:default}}; the characters ${{ themselves "
        + "are written $${.", new MemoryFiles(yaml).Errors());

    [TestMethod]
    [DataRow("note: ${epoch}", "config.yaml:1:7: ${epoch}: there is no parameter 'epoch'. Did you mean 'epochs'?")]
    [DataRow("note: ${depth}", "config.yaml:1:7: ${depth}: there is no parameter 'depth'. Did you mean 'stage.depth'?")]
    [DataRow("note: ${stge.depth}", "config.yaml:1:7: ${stge.depth}: there is no parameter 'stge.depth'. Did you mean 'stage.depth'?")]
    [DataRow("note: ${sizes.2}", "config.yaml:1:7: ${sizes.2}: there is no parameter 'sizes.2'. Did you mean 'sizes.0'?")]
    [DataRow("note: ${xyzzy}", "config.yaml:1:7: ${xyzzy}: there is no parameter 'xyzzy'.")]
    [DataRow("note: x ${sizes}", "config.yaml:1:7: ${sizes} is a list, which cannot stand within a longer text.")]
    [DataRow("note: x ${step}", "config.yaml:1:7: ${step} is a mapping, which cannot stand within a longer text.")]
    [DataRow("note: x ${limit}", "config.yaml:1:7: ${limit} is null, which cannot stand within a longer text.")]
    public void A_reference_that_leads_nowhere_is_refused(string yaml, string expected) =>
        Assert.AreEqual(expected, new MemoryFiles(yaml).Errors());

    [TestMethod]
    [DataRow("note: ${note}", "config.yaml:1:7: note refers to itself. Give it a value.")]
    [DataRow("stage: ${stage}", "config.yaml:1:8: stage refers to itself. Give it a value.")]
    [DataRow("step: {type: '${step.type}'}", "config.yaml:1:14: step refers to itself. Give it a value.")]
    [DataRow("steps: [{type: smoothed, inner: '${steps}'}]", "config.yaml:1:33: steps.0.inner refers to itself. Give it a value.")]
    [DataRow(
        "warmup: ${level}\nepochs: ${warmup}\nlevel: ${limit}\nlimit: ${level}",
        "config.yaml:3:8: Expressions refer to each other in a circle: level takes ${limit}, limit (config.yaml:4:8) takes ${level}. Give "
            + "one of them a value.")]
    [DataRow(
        "stages: {a: '${stages.b}', b: '${stages.a}'}",
        "config.yaml:1:13: Expressions refer to each other in a circle: stages.a takes ${stages.b}, stages.b (config.yaml:1:31) takes "
            + "${stages.a}. Give one of them a value.")]
    public void Circles_are_refused_with_every_step(string yaml, string expected) =>
        Assert.AreEqual(expected, new MemoryFiles(yaml).Errors());

    [TestMethod]
    public void Scalars_may_refer_to_each_other_in_any_number_of_steps()
    {
        var entries = Enumerable.Range(0, 20_000).Select(i => $"  k{i}: ${{weights.k{i + 1}}}\n");
        var run = new MemoryFiles($"weights:\n{string.Concat(entries)}  k20000: 3\n").Bind();
        Assert.IsTrue(run.Weights.Values.All(weight => weight == 3));
    }

    [TestMethod]
    public void What_grows_beyond_all_bounds_is_refused()
    {
        var steps = string.Concat(Enumerable.Range(0, 17).Select(i => $"  k{i}: {{path: '${{stages.k{i + 1}.path}}'}}\n"));
        Assert.AreEqual(
            "config.yaml:2:14: Expressions refer to each other in more than 16 steps; write some of the values out.",
            new MemoryFiles($"stages:\n{steps}  k17: {{path: x}}\n").Errors());
        var names = string.Concat(Enumerable.Range(0, 40).Select(i => $"  k{i}: '${{weights.k{i + 1}}}${{weights.k{i + 1}}}'\n"));
        StringAssert.Contains(
            new MemoryFiles($"weights:\n{names}  k40: 1\n").Errors(),
            "With the values of its expressions the text is longer than 1048576 characters.");
        var many = string.Concat(Enumerable.Range(0, 3000).Select(_ => "  - '${second}'\n"));
        StringAssert.Contains(
            new MemoryFiles(
                "second: {type: smoothed, inner: {type: smoothed, inner: {type: smoothed, inner: "
                + $"plain}}}}}}\nsteps:\n{string.Concat(Enumerable.Repeat(many, 4))}").Errors(),
            ": The values of expressions make the configuration larger than 100000 values or 2097152 characters.");
    }

    [TestMethod]
    public void Origins_say_the_expression_and_where_its_value_was_given()
    {
        var root =
            new MemoryFiles("epochs: 3\nwarmup: ${epochs}\nlevel: ${env:L:1}\nstages: {a: '${stage}'}\nname: a ${epochs}").Inspect().Root;
        Assert.AreEqual("config.yaml:2:9 (${epochs}) <- config.yaml:1:9", Text(root.Find("warmup")!));
        Assert.AreEqual("config.yaml:3:8 (${env:L:1}) <- ", Text(root.Find("level")!));
        Assert.AreEqual("config.yaml:4:13 (${stage}) <- default", Text(root.Find("stages.a.depth")!));
        Assert.AreEqual("config.yaml:5:7 (a ${epochs}) <- ", Text(root.Find("name")!));
        static string Text(ParameterView view) => $"{view.Origin} <- {((InterpolatedOrigin)view.Origin).Source}";
    }
}
