using System.Text;
using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Shapes;
using Tfaip.Parameters.Trees;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Batching;
using Tfaip.Processors.Pipelines.Execution;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Pipelines.Generators.Idx;
using Tfaip.Processors.Pipelines.Generators.Images;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Pipelines.Sequences;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Pipelines;

/// <summary>The records of the pipeline as nodes of a parameter tree.</summary>
[TestClass]
public sealed class BindingTests
{
    [TestMethod]
    public void Generators_and_processors_are_found_by_their_names()
    {
        CollectionAssert.AreEqual(
            new[] { "concat", "conll", "csv", "files", "idx", "image_files", "json_lines", "list_files", "mix", "split" },
            Names<GeneratorParams>());
        CollectionAssert.AreEqual(new[]
            {
                "argmax", "cast", "chain", "class_label", "clip", "concatenate", "constant", "copy", "filter_length", "label_map",
                "length", "one_hot",
                "pad", "remove", "rename", "repeat", "reshape", "scale", "shuffle", "sigmoid", "softmax", "split", "threshold",
                "top_k", "truncate",
                "window",
            },
            Names<ProcessorParams>());
        CollectionAssert.AreEqual(new[] { "bucketing", "token_budget" }, Names<BatchingParams>());

        static string[] Names<T>() => [.. ProcessorCatalog.Default.VariantsOf(typeof(T)).Select(VariantCatalog.NameOf)];
    }

    [TestMethod]
    public void Every_option_is_bound()
    {
        var csv = (CsvParams)Bind<GeneratorParams>(
            """{"type": "csv", "path": "a.csv", "delimiter": ";", "has_header": true, "first_row": 1, "row_count": 2, "inputs": {"x": "0..3"}, "targets": {"y": 4}}""");
        Assert.AreEqual(Path.GetFullPath("/somewhere/a.csv"), csv.Path);
        Assert.AreEqual(
            (";", true, 1, 2, "0..3", "4"), (csv.Delimiter, csv.HasHeader, csv.FirstRow, csv.RowCount, csv.Inputs["x"], csv.Targets["y"]));

        var idx = (IdxParams)Bind<GeneratorParams>("""{"type": "idx", "images": "i", "labels": "l", "input": "a", "target": "b"}""");
        Assert.AreEqual(
            (Path.GetFullPath("/somewhere/i"), Path.GetFullPath("/somewhere/l"), "a", "b"),
            (idx.Images, idx.Labels, idx.Input, idx.Target));

        var files = (ImageFilesParams)Bind<GeneratorParams>(
            """{"type": "image_files", "folder": "f", "recursive": false, "extensions": [".x"], "label_from": "file_name", "label_pattern": "(.)", "classes": ["a"], "input": "p", "target": "t"}""");
        Assert.AreEqual(
            (Path.GetFullPath("/somewhere/f"), false, ImageLabelSource.FileName, "(.)", "p", "t"),
            (files.Folder, files.Recursive, files.LabelFrom, files.LabelPattern, files.Input, files.Target));
        CollectionAssert.AreEqual(new[] { ".x" }, files.Extensions.ToArray());
        CollectionAssert.AreEqual(new[] { "a" }, files.Classes.ToArray());

        Assert.AreEqual(
            new ScaleParams { Key = "x", Factor = 0.5, Offset = -1, Modes = [] },
            (ScaleParams)Bind<ProcessorParams>("""{"type": "scale", "key": "x", "factor": 0.5, "offset": -1}""") with { Modes = [] });
        CollectionAssert.AreEqual(
            new[] { 1, -1 },
            ((ReshapeParams)Bind<ProcessorParams>("""{"type": "reshape", "key": "x", "shape": [1, -1]}""")).Shape.ToArray());
        var label = (ClassLabelParams)Bind<ProcessorParams>(
            """{"type": "class_label", "key": "x", "softmax": true, "keep": true, "labels": ["a"], "label_file": null, "modes": ["prediction"]}""");
        Assert.IsTrue(label.Softmax && label.Keep && label.Labels is ["a"] && label.Modes is [PipelineMode.Prediction]);

        Assert.AreEqual(
            new PipelineParams { BatchSize = 2, Shuffle = false, DropRemainder = true, Workers = 3, Prefetch = 5, Limit = 7 },
            Bind<PipelineParams>(
                """{"batch_size": 2, "shuffle": false, "drop_remainder": true, "workers": 3, "prefetch": 5, "limit": 7}"""));
    }

    [TestMethod]
    public void Options_of_batches_and_streams_are_bound()
    {
        var pipeline = Bind<PipelineParams>(
            """{"padding": {"tokens": 0, "labels": -100}, "preload": true, "on_error": "skip", "max_errors": 3, "batching": {"type": "bucketing", "key": "tokens", "axis": -1, "boundaries": [10, 20], "batch_sizes": [4, 2, 1]}}""");
        Assert.AreEqual(
            (true, ErrorPolicy.Skip, 3, -100.0), (pipeline.Preload, pipeline.OnError, pipeline.MaxErrors, pipeline.Padding["labels"]));
        var bucketing = (BucketingParams)pipeline.Batching!;
        Assert.AreEqual(("tokens", -1, 20, 4), (bucketing.Key, bucketing.Axis, bucketing.Boundaries[1], bucketing.BatchSizes![0]));

        var chain = (ChainParams)Bind<ProcessorParams>(
            """{"type": "chain", "modes": ["training"], "processors": [{"type": "repeat", "count": 3}, {"type": "chain", "processors": [{"type": "split", "keys": ["x"], "length": 5, "stride": 2}]}]}""");
        Assert.AreEqual(3, ((RepeatParams)chain.Processors[0]).Count);
        var split = (SplitSampleParams)((ChainParams)chain.Processors[1]).Processors[0];
        Assert.AreEqual(("x", 5, 2), (split.Keys[0], split.Length, split.Stride));
        CollectionAssert.AreEqual(new[] { PipelineMode.Training, PipelineMode.Evaluation }, split.Modes.ToArray());

        var written = Write(ParameterEmitter.Emit(chain, typeof(ProcessorParams)));
        Assert.AreEqual(written, Write(ParameterEmitter.Emit(Bind<ProcessorParams>(written), typeof(ProcessorParams))));
    }

    [TestMethod]
    [DataRow("""{"type": "csv", "path": "a", "inputs": {"x": "0"}, "has_header": true}""")]
    [DataRow("""{"type": "idx", "images": "a"}""")]
    [DataRow("""{"type": "image_files", "list": "a", "label_from": "folder"}""")]
    public void What_is_written_out_is_bound_back(string json)
    {
        var written = Write(ParameterEmitter.Emit(Bind<GeneratorParams>(json), typeof(GeneratorParams)));

        Assert.AreEqual(written, Write(ParameterEmitter.Emit(Bind<GeneratorParams>(written), typeof(GeneratorParams))));
    }

    [TestMethod]
    public void Rules_are_held_with_their_place()
    {
        AssertError<GeneratorParams>(
            """{"type": "csv", "path": "a", "delimiter": ",,", "inputs": {"x": "0"}}""",
            "delimiter: the delimiter must be one ASCII character, no quote and no line break, and not ',,'.");
        AssertError<GeneratorParams>("""{"type": "csv", "path": "a"}""", "inputs: give at least one input, such as image: 0..63.");
        AssertError<GeneratorParams>("""{"type": "image_files"}""", "folder: give either a folder or a list, and not both.");
        AssertError<ProcessorParams>(
            """{"type": "reshape", "key": "x", "shape": [-1, -1]}""",
            "shape: the shape [-1, -1] must have at least one length, each 0 or more, and at most one -1.");
    }

    private static void AssertError<T>(string json, string expected)
        where T : class
    {
        var error = Assert.ThrowsExactly<ConfigurationException>(() => Bind<T>(json));
        Assert.EndsWith(": " + expected, error.Message);
        Assert.StartsWith("/somewhere/config.json:1:", error.Message);
    }

    private static T Bind<T>(string json)
        where T : class => ParameterBinder.Bind<T>(JsonNodes.Read(json, "/somewhere/config.json"), ProcessorCatalog.Default);

    private static string Write(ConfigNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) JsonNodes.Write(writer, node);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
