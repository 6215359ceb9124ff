using Microsoft.Extensions.Time.Testing;
using Tfaip.Commands.Verbs;
using Tfaip.Training.Files;
using Tfaip.Training.Tests.Loop;
using Tfaip.Training.Tests.Loop.Crashes;

namespace Tfaip.Commands.Tests.Verbs;

[TestClass]
public sealed class CheckpointRequestFileTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private int _wanted;

    [TestMethod]
    public void Each_file_is_one_request_and_is_deleted()
    {
        using var run = new TemporaryFolder();
        using var requests = new CheckpointRequestFile(run.Path, new DurableFiles(), _time, () => _wanted++);
        _time.Advance(3 * Second);
        Assert.AreEqual(0, _wanted);

        for (var i = 1; i <= 2; i++)
        {
            File.WriteAllText(run.In("checkpoint.request"), "");
            _time.Advance(3 * Second);
            Assert.AreEqual(i, _wanted);
            Assert.IsFalse(File.Exists(run.In("checkpoint.request")));
        }
    }

    [TestMethod]
    public void A_file_that_cannot_be_deleted_yet_is_heard_when_it_can()
    {
        using var run = new TemporaryFolder();
        var shared = new SharedFiles(TimeSpan.Zero) { Held = { run.In("checkpoint.request") } };
        using var requests = new CheckpointRequestFile(run.Path, shared, _time, () => _wanted++);
        File.WriteAllText(run.In("checkpoint.request"), "");
        _time.Advance(3 * Second);
        Assert.AreEqual(0, _wanted);

        shared.Held.Clear();
        _time.Advance(3 * Second);

        Assert.AreEqual(1, _wanted);
    }
}
