using System.Text.Json;
using Tfaip.Parameters;
using Tfaip.Training.Callbacks;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Training.Tests.Callbacks;

[TestClass]
public sealed class CallbackGroupTests
{
    [TestMethod]
    public void Callbacks_hear_in_their_order()
    {
        using var model = new ToyModel(new ToyModelParams());
        var heard = new List<string>();
        var group = new CallbackGroup(model, [Naming("a"), Naming("b")]);

        group.Tell(new ExportProgressed("one"));
        group.Tell(new ExportProgressed("two"));

        CollectionAssert.AreEqual((string[])["a one", "b one", "a two", "b two"], heard);

        RecordingCallback Naming(string name) =>
            new() { OnEvent = (happened, _) => heard.Add($"{name} {((ExportProgressed)happened).Text}") };
    }

    [TestMethod]
    public void The_first_reason_counts()
    {
        using var model = new ToyModel(new ToyModelParams());
        var group = new CallbackGroup(model, [new RecordingCallback { OnEvent = (_, run) => run.Stop("first") }]);

        group.Tell(new ExportProgressed("x"));
        group.Stop("second");

        Assert.AreEqual("first", group.StopReason);
        Assert.AreSame(model, group.Model);
    }

    [TestMethod]
    public void A_checkpoint_that_was_asked_for_is_taken_once()
    {
        using var model = new ToyModel(new ToyModelParams());
        var group = new CallbackGroup(model, []);

        group.RequestCheckpoint();
        group.RequestCheckpoint();

        Assert.IsTrue(group.TakeCheckpointRequest());
        Assert.IsFalse(group.TakeCheckpointRequest());
    }

    [TestMethod]
    public void States_come_back_under_their_names()
    {
        using var model = new ToyModel(new ToyModelParams());
        var (a, b) = (new Counting("a") { Count = 3 }, new Counting("b") { Count = 5 });
        var saved = new CallbackGroup(model, [a, new RecordingCallback(), b]).Save();

        var (first, second, other) = (new Counting("b"), new Counting("a"), new Counting("c") { Count = 1 });
        new CallbackGroup(model, [first, second, other]).Restore(saved);

        Assert.AreEqual((5, 3, 1), (first.Count, second.Count, other.Count));
    }

    [TestMethod]
    public void Two_states_of_one_name_are_refused()
    {
        using var model = new ToyModel(new ToyModelParams());

        var error = Assert.ThrowsExactly<TfaipException>(() => new CallbackGroup(model, [new Counting("a"), new Counting("a")]));

        Assert.AreEqual("The callbacks Counting and Counting save their states under the same name, 'a'. Rename one.", error.Message);
    }
}

/// <summary>Counts the steps of a run, over all its resumes.</summary>
internal sealed class Counting(string name) : IStatefulCallback
{
    public int Count { get; set; }

    public string Name => name;

    public void On(RunEvent happened, IRunControl run)
    {
        if (happened is StepCompleted) Count++;
    }

    public JsonElement Save() => JsonSerializer.SerializeToElement(Count);

    public void Restore(JsonElement state) => Count = state.GetInt32();
}
