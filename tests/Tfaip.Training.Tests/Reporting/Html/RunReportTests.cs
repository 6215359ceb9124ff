using System.Numerics.Tensors;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using SkiaSharp;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Parameters;
using Tfaip.Training.Reporting;
using Tfaip.Training.Reporting.Html;
using Tfaip.Training.Tests.Callbacks;

namespace Tfaip.Training.Tests.Reporting.Html;

[TestClass]
public sealed class RunReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip-report-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void A_finished_run_is_shown_with_figures_curves_and_samples()
    {
        var page = Report(RunStatus.Completed, epochs: 3, Sample("digits.csv:7", new float[8 * 8]));

        Assert.AreEqual($"{Path.GetFileName(_folder)}: digits", page.Descendants("title").First().Value);
        CollectionAssert.AreEqual(
            new[]
            {
                "best accuracy", "0.975", "after epoch 2", "epochs", "3", "of 3", "steps", "12", "", "training time", "12 s",
                "with evaluations",
                "throughput", "20", "training samples/s", "parameters", "28,490", "all of them trained", "samples", "898",
                "899 to evaluate",
            },
            Of(page, "figures").Elements().SelectMany(card => card.Elements()).Select(part => part.Value).ToArray());
        CollectionAssert.AreEqual(
            new[] { "loss", "accuracy", "samples per second", "learning rate" },
            Of(page, "charts").Descendants("h3").Select(title => title.Value).ToArray());
        Assert.HasCount(3, Of(page, "charts").Descendants("svg").First().Descendants("g").First().Elements("circle"), "a point an epoch");
        var sample = Of(page, "samples").Elements().Single();
        CollectionAssert.AreEqual(new[] { "8", "7", "0.5" }, sample.Descendants("dd").Select(value => value.Value).ToArray());
        CollectionAssert.AreEqual(
            new[] { "wrong", "wrong", "number" },
            sample.Descendants("dd").Select(value => (string)value.Element("span")!.Attribute("class")!).ToArray(),
            "7 is not 8");
        var texts = page.Descendants("pre").Select(text => text.Value).ToArray();
        Assert.AreEqual("Net                            182\n  classify: Linear             102  frozen", texts[0]);
        Assert.Contains("seed: 42", texts[1]);
    }

    [TestMethod]
    public void Row104_The_phases_of_a_run_have_their_times_in_a_table()
    {
        var page = Report(RunStatus.Completed, epochs: 1, sample: null);

        Assert.AreEqual(
            """
             | batches | samples | seconds | s/batch | s/sample | samples/s
            training | 12 | 192 | 9.6 | 0.8 | 0.05 | 20
            evaluation | 171 | 2,697 | 2.5 | 0.01462 | 0.000927 | 1,079
            prediction | 5 | 5 | 0.0025 | 0.0005 | 0.0005 | 2,000
            """.ReplaceLineEndings("\n"),
            string.Join('\n', page.Descendants("table").Single().Elements("tr")
                .Select(row => string.Join(" | ", row.Elements().Select(cell => cell.Value)))));
    }

    [TestMethod]
    public void A_tensor_of_an_images_shape_is_a_picture_from_its_smallest_to_its_largest_value()
    {
        var values = Enumerable.Range(0, 64).Select(i => -1 + (i / 31.5f)).ToArray();
        var page = Report(RunStatus.Completed, epochs: 1, Sample("x", values));

        var url = (string)Of(page, "samples").Descendants("img").Single().Attribute("src")!;
        using var image = SKBitmap.Decode(Convert.FromBase64String(url["data:image/png;base64,".Length..]));
        Assert.AreEqual((8, 8), (image.Width, image.Height));
        Assert.AreEqual((0, 255), (image.GetPixel(0, 0).Red, image.GetPixel(7, 7).Red));
        Assert.AreEqual((byte)Math.Round(10 / 63.0 * 255), image.GetPixel(2, 1).Red);
    }

    [TestMethod]
    public void Classes_have_their_names_on_both_sides_and_at_the_bars()
    {
        var sample = new Sample().WithTarget("species", 2L).WithOutput("label", "cat")
            .WithOutput("probabilities", Tensor.Create([0.1f, 0.55f, 0.3f, 0.05f, 0, 0])).WithOutput("scores", Tensor.Create([-1, 0.5f]));

        var values = Of(Report(RunStatus.Completed, epochs: 1, sample, labels: ["dog", "cat", "bird"]), "samples").Descendants("dd")
            .ToArray();

        Assert.AreEqual(("bird", "wrong"), (values[0].Value, (string)values[0].Element("span")!.Attribute("class")!));
        Assert.AreEqual(("cat", "wrong"), (values[1].Value, (string)values[1].Element("span")!.Attribute("class")!));
        CollectionAssert.AreEqual(
            new[] { "cat", "55 %", "bird", "30 %", "dog", "10 %", "3", "5 %", "4", "0 %" },
            values[2].Descendants("span").Where(part => (string?)part.Attribute("class") is "name" or "number").Select(part => part.Value)
                .ToArray());
        Assert.AreEqual(
            "width: 55%", (string)values[2].Descendants("span").First(part => part.Attribute("style") is not null).Attribute("style")!);
        Assert.AreEqual("-1 0.5", values[3].Value);

        values = Of(Report(RunStatus.Completed, epochs: 1, sample.WithTarget("species", 1L), labels: ["dog", "cat", "bird"]), "samples")
            .Descendants("dd").ToArray();
        Assert.AreEqual(("cat", "right"), (values[0].Value, (string)values[0].Element("span")!.Attribute("class")!));
    }

    [TestMethod]
    public void The_raw_input_is_shown_and_not_what_processors_made_of_it()
    {
        var sample = new Sample { Inputs = SampleValues.Empty.With("tokens", Tensor.Create(new long[44])) }.WithOutput("label", "greeting");
        var raw = new Sample { Inputs = SampleValues.Empty.With("text", "good morning") };

        var card = Of(Report(RunStatus.Completed, epochs: 1, sample, raw: raw), "samples").Elements().Single();

        Assert.AreEqual("good morning", card.Elements().First().Value);
    }

    [TestMethod]
    public void A_run_that_was_interrupted_shows_what_its_model_answers()
    {
        var page = Report(RunStatus.Interrupted, epochs: 1, Sample("x", new float[64]));
        Assert.AreEqual("Held-out samples, answered by the model as it is", Of(page, "samples").ElementsBeforeSelf("h2").Last().Value);
    }

    [TestMethod]
    public void Text_of_a_run_is_never_markup()
    {
        const string Text = "<script>alert(1)</script> & \"quotes\"";
        var sample = new Sample { Inputs = SampleValues.Empty.With("text", Text) }.WithMeta(Processors.Samples.Sample.SourceKey, Text)
            .WithOutput("answer", Text);

        var page = Report(RunStatus.Failed, epochs: 1, sample, error: Text);

        Assert.AreEqual(0, page.Descendants("script").Count());
        Assert.AreEqual(4, page.Descendants().Count(element => !element.HasElements && element.Value == Text));
    }

    [TestMethod]
    public void A_run_that_failed_before_its_first_epoch_has_a_report_too()
    {
        var page = Report(RunStatus.Failed, epochs: 0, sample: null, error: "The loss is NaN in epoch 1.");

        Assert.AreEqual("The loss is NaN in epoch 1.", page.Descendants("p").Single().Value);
        Assert.AreEqual("status failed", (string)page.Descendants("span").Single(span => span.Value == "failed").Attribute("class")!);
    }

    [TestMethod]
    public void The_page_needs_nothing_else()
    {
        Report(RunStatus.Completed, epochs: 2, Sample("x", new float[64]));

        var text = File.ReadAllText(Path.Combine(_folder, "report.html"));
        Assert.DoesNotContain("http", text);
        Assert.DoesNotContain("<link", text);
        Assert.DoesNotContain("<script", text);
        Assert.IsFalse(File.Exists(Path.Combine(_folder, "report.html.part")));
    }

    private static Sample Sample(string source, float[] values) =>
        new Sample { Inputs = SampleValues.Empty.With("image", Tensor.Create(values, [8, 8])) }
            .WithMeta(Processors.Samples.Sample.SourceKey, source).WithOutput("label", 7L).WithOutput("probability", 0.5f)
            .WithTarget("label", 8L);

    private XDocument Report(
        RunStatus status, int epochs, Sample? sample, string? error = null, Sample? raw = null, string[]? labels = null)
    {
        var info = SomeRuns.Info(_folder);
        var classes = new RunParams<SomeRuns.NoData, SomeRuns.NoModel>
        {
            Seed = 42,
            Data = new SomeRuns.NoData { PostProcessing = [new ClassLabelParams { Key = "logits", Labels = labels ?? [] }] }
        };
        using var metrics = new MetricsLog();
        using var events = new EventLog(_time);
        ICallback[] callbacks = [metrics, events, new RunReport(_time)];
        Hear(new RunStarted(labels is null ? info : info with { Parameters = classes }));
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            Hear(SomeRuns.Epoch(epoch));
            Hear(SomeRuns.Step(epoch, 4));
            Hear(SomeRuns.Evaluation(epoch, "training", 0.5 / epoch, 0.25 * epoch));
            Hear(SomeRuns.Evaluation(epoch, "evaluation", 0.75 / epoch, 0.2 * epoch, isBest: epoch == 2));
        }

        if (sample is not null) Hear(new SamplePredicted(0, sample) { Raw = raw });
        Hear(new RunCompleted(SomeRuns.Summary(status) with { Error = error }));
        return XDocument.Parse(File.ReadAllText(Path.Combine(_folder, "report.html")));

        void Hear(RunEvent happened)
        {
            foreach (var callback in callbacks) callback.Hear(happened);
        }
    }

    private static XElement Of(XDocument page, string style) =>
        page.Descendants("div").Single(div => (string?)div.Attribute("class") == style);
}
