using Tfaip.Training.Callbacks;
using Tfaip.Training.Metrics.Reports;
using Tfaip.Training.Reporting;
using Tfaip.Training.Tests.Callbacks;

namespace Tfaip.Training.Tests.Reporting;

[TestClass]
public sealed class MeasurementFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip-measurements-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void The_best_evaluations_reports_are_kept()
    {
        var file = new MeasurementFile();
        file.Hear(new RunStarted(SomeRuns.Info(_folder)));
        file.Hear(SomeRuns.Evaluation(1, "evaluation", 0.5, 0.5, isBest: true) with { Reports = Reports(1) });
        file.Hear(SomeRuns.Evaluation(2, "evaluation", 0.5, 0.7, isBest: true) with { Reports = Reports(2) });
        file.Hear(SomeRuns.Evaluation(3, "evaluation", 0.5, 0.6) with { Reports = Reports(3) });

        var read = MeasurementFile.Read(_folder);

        Assert.HasCount(2, read);
        Assert.AreEqual(2, ((ConfusionReport)read[0]).Counts[0][0]);
        Assert.AreEqual(double.PositiveInfinity, ((CurveReport)read[1]).Curves[0].Thresholds[0]);
        Assert.IsFalse(File.Exists(Path.Combine(_folder, "measurements.json.part")));
    }

    [TestMethod]
    public void All_of_a_report_that_shows_a_part_is_in_a_file_of_its_own()
    {
        var file = new MeasurementFile();
        file.Hear(new RunStarted(SomeRuns.Info(_folder)));
        var report = LargeConfusionReport.Of("few/confusion", 5000, i => i == 4 ? "a,b" : $"{i}", [(3, 4, 2), (4, 4, 1)]);
        file.Hear(SomeRuns.Evaluation(1, "evaluation", 0.5, 0.5, isBest: true) with { Reports = [report] });

        var read = (LargeConfusionReport)MeasurementFile.Read(_folder).Single();

        Assert.AreEqual("measurements/few_confusion.csv", read.File);
        Assert.AreEqual("target,answer,count\n3,\"a,b\",2\n\"a,b\",\"a,b\",1\n", File.ReadAllText(Path.Combine(_folder, read.File!)));
        CollectionAssert.AreEqual(report.Pairs.ToArray(), read.Pairs.ToArray());
    }

    [TestMethod]
    public void Without_reports_there_is_no_file()
    {
        var file = new MeasurementFile();
        file.Hear(new RunStarted(SomeRuns.Info(_folder)));
        file.Hear(SomeRuns.Evaluation(1, "evaluation", 0.5, 0.5, isBest: true));

        Assert.IsEmpty(Directory.GetFiles(_folder));
        Assert.IsEmpty(MeasurementFile.Read(_folder));
    }

    private static IReadOnlyList<MetricReport> Reports(double count) =>
    [
        new ConfusionReport("confusion", ["a"], [[count]]),
        new CurveReport("roc", "x", "y", [new("model", [0], [1]) { Thresholds = [double.PositiveInfinity] }]),
    ];
}
