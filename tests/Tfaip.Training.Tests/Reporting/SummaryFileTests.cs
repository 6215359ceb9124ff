using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Reporting;
using Tfaip.Training.Tests.Callbacks;
using TorchSharp;

namespace Tfaip.Training.Tests.Reporting;

[TestClass]
public sealed class SummaryFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip-summary-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Row104_It_says_what_the_run_reached_what_took_how_long_and_with_what()
    {
        var text = Written(null, SomeRuns.Summary(package: Path.Combine(_folder, "model.tfaip")));

        Assert.AreEqual(
            """
            {
              "status": "completed",
              "scenario": "digits",
              "best": {
                "metric": "accuracy",
                "epoch": 2,
                "step": 8,
                "value": 0.975,
                "metrics": {
                  "loss": 0.1,
                  "accuracy": 0.975
                }
              },
              "epochs": 3,
              "steps": 12,
              "metrics": {
                "loss": 0.2,
                "accuracy": 0.96
              },
              "package": "model.tfaip",
              "seed": 42,
              "device": "cpu",
              "started": "2030-01-02T03:04:05Z",
              "ended": "2030-01-02T03:05:05Z",
              "seconds": {
                "training": 12.346,
                "export": 2.5
              },
              "times": {
                "training": {
                  "batches": 12,
                  "samples": 192,
                  "seconds": 9.6,
                  "seconds_per_batch": 0.8,
                  "seconds_per_sample": 0.05,
                  "samples_per_second": 20
                },
                "evaluation": {
                  "batches": 171,
                  "samples": 2697,
                  "seconds": 2.5,
                  "seconds_per_batch": 0.014619883,
                  "seconds_per_sample": 0.000926956,
                  "samples_per_second": 1078.8
                },
                "prediction": {
                  "batches": 5,
                  "samples": 5,
                  "seconds": 0.0025,
                  "seconds_per_batch": 0.0005,
                  "seconds_per_sample": 0.0005,
                  "samples_per_second": 2000
                }
              },

            """.ReplaceLineEndings("\n"),
            text[..(text.IndexOf("  \"versions\"", StringComparison.Ordinal))]);
        using var document = JsonDocument.Parse(text);
        var versions = document.RootElement.GetProperty("versions");
        CollectionAssert.AreEqual(
            new[] { "tfaip", "torchsharp", "dotnet", "os" }, versions.EnumerateObject().Select(version => version.Name).ToArray());
        Assert.AreEqual(Environment.Version, Version.Parse(versions.GetProperty("dotnet").GetString()!));
        StringAssert.StartsWith(
            versions.GetProperty("torchsharp").GetString(),
            typeof(torch).Assembly.GetName().Version!.ToString(2),
            StringComparison.Ordinal);
        CollectionAssert.AreEqual(new[] { Path.Combine(_folder, "summary.json") }, Directory.GetFiles(_folder));
    }

    [TestMethod]
    public void A_failed_run_has_its_error_and_may_have_no_best()
    {
        var summary = SomeRuns.Summary(RunStatus.Failed) with { Error = "digits.csv:3: \"x\" < 0", Best = null };

        using var document = JsonDocument.Parse(Written(4, summary));

        Assert.AreEqual("failed", document.RootElement.GetProperty("status").GetString());
        Assert.AreEqual("digits.csv:3: \"x\" < 0", document.RootElement.GetProperty("error").GetString());
        Assert.AreEqual(JsonValueKind.Null, document.RootElement.GetProperty("best").ValueKind);
        Assert.AreEqual(4, document.RootElement.GetProperty("resumed_at_step").GetInt64());
    }

    [TestMethod]
    public void A_run_that_never_began_leaves_no_summary()
    {
        new SummaryFile(_time).Hear(new RunCompleted(SomeRuns.Summary(RunStatus.Failed)));

        Assert.IsEmpty(Directory.GetFiles(_folder));
    }

    private string Written(long? resumedAt, RunSummary summary)
    {
        var file = new SummaryFile(_time);
        file.Hear(new RunStarted(SomeRuns.Info(_folder, resumedAt)));
        _time.Advance(TimeSpan.FromMinutes(1));
        file.Hear(new RunCompleted(summary));
        return File.ReadAllText(Path.Combine(_folder, "summary.json"));
    }
}
