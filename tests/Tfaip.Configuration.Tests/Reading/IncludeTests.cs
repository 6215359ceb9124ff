using Tfaip.Configuration.Reading;
using Tfaip.Parameters;
using Tfaip.Parameters.Trees;
using Tfaip.Processors.Tests.Parameters;

namespace Tfaip.Configuration.Tests.Reading;

[TestClass]
public sealed class IncludeTests
{
    [TestMethod]
    public void A_file_lies_over_those_that_it_includes_and_the_command_line_over_all()
    {
        var files = new MemoryFiles(
            ("config.yaml", "include: [a.yaml, b.yaml]\nepochs: 13\n"),
            ("a.yaml", "epochs: 11\nwarmup: 1\nname: a\nstage: {depth: 1, path: a.csv}\nsizes: [1, 2, 3]\nlevel: 1\n"),
            ("b.yaml", "epochs: 12\nname: b\nstage: {depth: 2}\nsizes: [4]\nlevel: 2\n"));
        var run = files.Bind("--level", "3");
        Assert.AreEqual((13, 1, "b", 2, (byte)3), (run.Epochs, run.Warmup, run.Name, run.Stage.Depth, run.Level));
        Assert.AreEqual(Path.GetFullPath("a.csv"), run.Stage.Path);
        CollectionAssert.AreEqual(new[] { 4 }, run.Sizes.ToArray());
    }

    [TestMethod]
    public void Layers_go_from_the_lowest_to_the_highest_without_their_includes()
    {
        var layers = new MemoryFiles(
            ("config.yaml", "include: [a.yaml, b.yaml]\nname: c\n"),
            ("a.yaml", "include: deep/d.yaml\nname: a\n"),
            ("deep/d.yaml", "name: d\n"),
            ("b.yaml", "name: b\n"))
            .Load("--name", "e").Layers;
        Assert.AreEqual(
            "deep/d.yaml {4:name=1:d}, a.yaml {4:name=1:a}, b.yaml {4:name=1:b}, config.yaml {4:name=1:c}, command line {4:name=1:e}",
            string.Join(", ", layers.Select(layer => $"{layer.Name} {NodeText.Of(layer.Tree)}")));
    }

    [TestMethod]
    public void A_path_is_relative_to_the_file_that_names_it()
    {
        var run = new MemoryFiles(
            ("runs/config.yaml", "include: ../shared/base.yaml\n"),
            ("shared/base.yaml", "include: more/paths.yaml\n"),
            ("shared/more/paths.yaml", "stage: {path: x.csv}\n")).Bind();
        Assert.AreEqual(Path.GetFullPath("shared/more/x.csv"), run.Stage.Path);
    }

    [TestMethod]
    public void Another_variant_keeps_what_both_have_in_common()
    {
        var run = new MemoryFiles(
            ("config.yaml", "include: base.yaml\nstep: {type: smoothed}\n"),
            ("base.yaml", "step: {type: momentum, step_size: 3, momentum: 0.1}\n")).Bind();
        Assert.AreEqual(new SmoothedSample { StepSize = 3 }, run.Step);
        run = new MemoryFiles(
            ("config.yaml", "include: base.yaml\nstep: plain\n"), ("base.yaml", "step: {type: momentum, step_size: 3}\n")).Bind();
        Assert.AreEqual(new PlainSample { StepSize = 3 }, run.Step);
        run = new MemoryFiles(("config.yaml", "include: base.yaml\nstep: {step_size: 3}\n"), ("base.yaml", "step: smoothed\n")).Bind();
        Assert.AreEqual(new SmoothedSample { StepSize = 3 }, run.Step);
    }

    [TestMethod]
    public void A_node_knows_where_its_file_is_included()
    {
        var tree = new MemoryFiles(
            ("config.yaml", "seed: 1\ninclude:\n  - a.yaml\n"), ("a.yaml", "include: b.yaml"), ("b.yaml", "epochs: 3")).Load().Tree;
        var origin = (FileOrigin)((MappingNode)tree).Find("epochs")!.Value.Origin;
        Assert.AreEqual(
            "b.yaml:1:9 a.yaml:1:10 config.yaml:3:5 ",
            $"{origin} {origin.IncludedAt} {origin.IncludedAt!.IncludedAt} {origin.IncludedAt.IncludedAt!.IncludedAt}");
    }

    [TestMethod]
    public void A_file_may_be_included_twice() => Assert.AreEqual(
        3, new MemoryFiles(
            ("config.yaml", "include: [a.yaml, b.yaml]"),
            ("a.yaml", "include: base.yaml"),
            ("b.yaml", "include: base.yaml\nwarmup: 3"),
            ("base.yaml", "warmup: 2")).Bind().Warmup);

    [TestMethod]
    public void A_path_may_have_variables() =>
        Assert.AreEqual(3, new MemoryFiles(("config.yaml", "include: ${env:SITE:here}/base.yaml"), ("there/base.yaml", "warmup: 3"))
            .With("SITE", "there").Bind().Warmup);

    [TestMethod]
    public void Circles_are_refused_with_every_step()
    {
        AssertError(
            new MemoryFiles("seed: 1\ninclude: config.yaml\n"),
            "config.yaml:2:10: The files include each other in a circle: config.yaml:2:10 includes config.yaml. "
            + "Remove one of these includes.");
        AssertError(
            new MemoryFiles(
                ("config.yaml", "include: a.yaml"), ("a.yaml", "include: [b/b.yaml]"), ("b/b.yaml", "seed: 1\ninclude: ../b/../a.yaml\n")),
            "b/b.yaml:2:10: The files include each other in a circle: a.yaml:1:11 includes b/b.yaml, b/b.yaml:2:10 includes a.yaml. Remove "
            + "one of these includes.");
    }

    [TestMethod]
    public void What_cannot_be_included_is_refused_in_its_place()
    {
        AssertError(new MemoryFiles("include: [missing.yaml]"), "config.yaml:1:11: There is no file missing.yaml to include.");
        AssertError(new MemoryFiles("include: ."), "config.yaml:1:10: . is a folder; name the file in it to include.");
        AssertError(
            new MemoryFiles("include: {a: b.yaml}"), "config.yaml:1:10: 'include' must be the path of a file, or a list of such paths.");
        AssertError(
            new MemoryFiles("include: [a.yaml, null]"), "config.yaml:1:19: 'include' must be the path of a file, or a list of such paths.");
        AssertError(new MemoryFiles("include: ''"), "config.yaml:1:10: 'include' must be the path of a file, or a list of such paths.");
        AssertError(
            new MemoryFiles("include: \"a\\0b\""), "config.yaml:1:10: 'include' must be the path of a file, or a list of such paths.");
        AssertError(
            new MemoryFiles("include: ${name}.yaml"),
            "config.yaml:1:10: ${name}: include is needed before there are parameters; it can have ${env:NAME} alone.");
        AssertError(
            new MemoryFiles("include: ${env:SITE}.yaml"),
            "config.yaml:1:10: The environment variable SITE is not set. Set it, or give a default: ${env:SITE:default}.");
        AssertError(
            new MemoryFiles(("config.yaml", "include: a.yaml"), ("a.yaml", "- 1\n - 2\n- a: b: c")),
            "a.yaml:3:7: This is not YAML: While scanning a plain scalar value, found invalid mapping.");
        Assert.AreEqual(
            "argument 2 (--include): Files are included by files alone; name the one that includes the others.",
            new MemoryFiles("seed: 1").Errors("--include", "a.yaml"));
    }

    [TestMethod]
    public void Budgets_are_those_of_all_files_together()
    {
        var half = string.Concat(Enumerable.Repeat("  - 1\n", (YamlReader.MaximumNodes / 2) + 10));
        AssertError(
            new MemoryFiles(("config.yaml", "include: [a.yaml, b.yaml]"), ("a.yaml", "sizes:\n" + half), ("b.yaml", "sizes:\n" + half)),
            "b.yaml:49984:5: The file has more than 100000 values.");
        var long_ = "# " + new string('x', YamlReader.MaximumLength / 2);
        AssertError(
            new MemoryFiles(("config.yaml", "include: [a.yaml, b.yaml]"), ("a.yaml", long_), ("b.yaml", long_)),
            "b.yaml:1:1: With this file the configuration has 2097181 characters; it has at most 2097152 in all its files.");
        AssertError(
            new MemoryFiles(
                ("config.yaml", $"include: [{string.Join(", ", Enumerable.Repeat("a.yaml", YamlBudget.MaximumFiles + 1))}]"),
                ("a.yaml", "")),
            "config.yaml:1:523: More than 64 files are included.");
    }

    private static void AssertError(MemoryFiles files, string expected) => Assert.AreEqual(expected, files.Errors());
}
