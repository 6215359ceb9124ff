using Microsoft.Extensions.Time.Testing;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Reporting;
using Tfaip.Training.Tests.Callbacks;
using Tfaip.Training.Tests.Reporting.TensorBoard;

namespace Tfaip.Training.Tests.Reporting;

[TestClass]
public sealed class EventLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip-events-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Each_split_has_its_values_and_training_the_learning_rate()
    {
        using (var log = new EventLog(new FakeTimeProvider()))
        {
            log.Hear(new RunStarted(Runs.Info(_folder)));
            for (var epoch = 1; epoch <= 2; epoch++)
            {
                log.Hear(Runs.Epoch(epoch));
                log.Hear(Runs.Step(epoch, 4));
                log.Hear(Runs.Evaluation(epoch, "training", 0.5 / epoch, 0.25));
                log.Hear(Runs.Evaluation(epoch, "evaluation", 1.0 / epoch, 0.75));
                log.Hear(new SummariesReady(epoch, 4 * epoch, "evaluation", writer => writer.Scalar("mine", 7)));
            }
        }

        var training = Read("training");
        Assert.AreEqual("config", training[1].Tag);
        CollectionAssert.AreEqual(
            new[]
            {
                ("loss", 0.5f, 4L), ("accuracy", 0.25f, 4L), ("learning_rate", 0.001f, 4L),
                ("loss", 0.25f, 8L), ("accuracy", 0.25f, 8L), ("learning_rate", 0.0005f, 8L),
            },
            training.Skip(2).Select(e => (e.Tag, e.Scalar, e.Step)).ToArray());
        CollectionAssert.AreEqual(
            new[]
            {
                ("loss", 1f, 4L), ("accuracy", 0.75f, 4L), ("mine", 7f, 4L),
                ("loss", 0.5f, 8L), ("accuracy", 0.75f, 8L), ("mine", 7f, 8L),
            },
            Read("evaluation").Skip(1).Select(e => (e.Tag, e.Scalar, e.Step)).ToArray());
    }

    [TestMethod]
    public void An_evaluation_that_comes_again_is_there_once()
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var log = new EventLog(new FakeTimeProvider());
            log.Hear(new RunStarted(Runs.Info(_folder, resumedAt: attempt == 0 ? null : 4)));
            log.Hear(Runs.Epoch(1, stepsDone: attempt * 4));
            log.Hear(new SummariesReady(1, 4, "evaluation", writer => writer.Scalar("mine", attempt)));
        }

        var all = Directory.GetFiles(Path.Combine(_folder, "events", "evaluation")).Order().SelectMany(EventReader.Read);
        Assert.AreEqual(1f, all.Single(e => e.Step == 4 && e.SessionStatus is null).Scalar);
    }

    private IReadOnlyList<EventReader.ReadEvent> Read(string split) =>
        EventReader.Read(Path.Combine(_folder, "events", split, "events.out.tfevents.0000000000.tfaip"));
}
