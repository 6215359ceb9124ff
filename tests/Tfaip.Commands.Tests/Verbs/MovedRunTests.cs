using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Tfaip.Parameters;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Generators.Csv;
using Tfaip.Processors.Samples;
using Tfaip.Training.Scenarios;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed class MovedRunTests : IDisposable
{
    private const string Config = """
        scenario: Toy.csproj
        seed: 3
        data: {path: points.csv, pipeline: {batch_size: 4}}
        trainer: {epochs: 1, threads: 1, predictions: 0}
        export: none
        """;

    private readonly ToyTool _tool = new("", typeof(ToyModel), typeof(FileData));

    [TestInitialize]
    public void Train()
    {
        Directory.CreateDirectory(_tool.In("first"));
        File.WriteAllText(_tool.In("first", "Toy.csproj"), "");
        File.WriteAllText(_tool.In("first", "config.yaml"), Config);
        File.WriteAllLines(
            _tool.In("first", "points.csv"),
            Enumerable.Range(0, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i % 7},{i % 5},{i % 3},1,{i % 2}")));
        MustSucceed(_tool.Run(_tool.In("first", "config.yaml"), "--output", _tool.In("whole"), "--trainer.epochs", "2"));
        MustSucceed(_tool.Run(_tool.In("first", "config.yaml"), "--output", _tool.In("first", "runs", "toy")));
    }

    public void Dispose() => _tool.Dispose();

    [TestMethod]
    public void Row075_A_run_that_was_moved_with_its_scenario_and_data_is_resumed()
    {
        Directory.CreateDirectory(_tool.In("a", "b"));
        Directory.Move(_tool.In("first"), _tool.In("a", "b", "second"));

        AssertResumed(_tool.In("a", "b", "second", "runs", "toy"));
    }

    [TestMethod]
    public void Row075_A_run_that_was_moved_alone_is_resumed_with_the_scenario_and_data_where_they_were()
    {
        var moved = MoveAlone();
        MustSucceed(_tool.Run("evaluate", moved));

        AssertResumed(moved);

        // It names them from its new place now: it can be moved again.
        Directory.CreateDirectory(_tool.In("b"));
        Directory.Move(moved, _tool.In("b", "toy"));
        MustSucceed(_tool.Run("resume", _tool.In("b", "toy"), "--trainer.epochs", "3"));
    }

    [TestMethod]
    public void Row075_The_scenario_and_data_beside_the_new_place_come_first()
    {
        var moved = MoveAlone();
        foreach (var file in (string[])["Toy.csproj", "points.csv"]) File.Copy(_tool.In("first", file), _tool.In(file), overwrite: true);

        AssertResumed(moved);

        Assert.Contains("path: ../../points.csv", File.ReadAllText(Path.Combine(moved, "config.yaml")).Replace("\"", ""));
    }

    [TestMethod]
    public void Row075_A_scenario_at_neither_place_is_an_error()
    {
        var moved = MoveAlone();
        File.Delete(_tool.In("Toy.csproj"));
        File.Delete(_tool.In("first", "Toy.csproj"));

        Assert.AreEqual(
            (1,
            $"{moved}: the run was moved from {_tool.In("first", "runs", "toy")}, and its scenario is neither at {_tool.In("Toy.csproj")} "
            + $"nor at {_tool.In("first", "Toy.csproj")}. Put it at one of these places.\n"),
            CodeAndError("resume", moved));
    }

    [TestMethod]
    public void Row075_Data_at_neither_place_is_an_error()
    {
        var moved = MoveAlone();
        File.Delete(_tool.In("first", "points.csv"));

        Assert.AreEqual(
            (1, $"The CSV file {_tool.In("points.csv")} does not exist. Put the file there, or correct the path in the configuration.\n"),
            CodeAndError("resume", moved, "--trainer.epochs", "2"));
    }

    private string MoveAlone()
    {
        Directory.CreateDirectory(_tool.In("a"));
        Directory.Move(_tool.In("first", "runs", "toy"), _tool.In("a", "toy"));
        return _tool.In("a", "toy");
    }

    private void AssertResumed(string run)
    {
        MustSucceed(_tool.Run("resume", run, "--trainer.epochs", "2"));
        foreach (var file in (string[])[
            "metrics.jsonl",
            "best/weights.safetensors",
            "checkpoints/step-000010/weights.safetensors",
            "checkpoints/step-000010/optimizer.safetensors"
        ])
        {
            CollectionAssert.AreEqual(File.ReadAllBytes(_tool.In("whole", file)), File.ReadAllBytes(Path.Combine(run, file)), file);
        }
    }

    private (int Code, string Error) CodeAndError(params string[] arguments)
    {
        var (code, _, error) = _tool.Run(arguments);
        return (code, error);
    }

    private static void MustSucceed((int Code, string Output, string Error) result) =>
        Assert.AreEqual((0, ""), (result.Code, result.Error));

    public sealed record FileDataParams : DataParams
    {
        [Required, RelativePath]
        public string Path { get; init; } = "";
    }

    /// <summary>Points of a file, to train and to evaluate.</summary>
    public sealed class FileData(FileDataParams parameters) : Data<FileDataParams>(parameters)
    {
        public override IReadOnlyList<TensorSpec> Inputs { get; } = [TensorSpec.Parse("x: float32[batch, 4]")];

        public override IReadOnlyList<TensorSpec> Targets { get; } = [TensorSpec.Parse("label: int64[batch]")];

        public override ISampleSource Open(PipelineMode mode) => new CsvParams
        {
            Path = Params.Path,
            Inputs = new Dictionary<string, string> { ["x"] = "0..3" },
            Targets = new Dictionary<string, string> { ["label"] = "4" },
        }.Open();
    }
}
