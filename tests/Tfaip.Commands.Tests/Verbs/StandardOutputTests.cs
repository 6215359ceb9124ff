using System.Text;
using System.Text.Json;
using Tfaip.Parameters.Streams;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

/// <summary>A standard output that is full or closed.</summary>
[TestClass]
public sealed class StandardOutputTests
{
    private const string Config = """
        scenario: Toy.csproj
        output: run
        data: { training_samples: 8, evaluation_samples: 4, pipeline: { batch_size: 4, workers: 1 } }
        trainer: { epochs: 2 }
        export: none

        """;

    [TestMethod]
    [DataRow(0, "Standard output: cannot be written: No space left on device.")]
    [DataRow(100, "Standard output: cannot be written: No space left on device.")]
    [DataRow(-1, "Standard output is closed.")]
    public void A_run_goes_on_without_a_display_and_says_so(int room, string message)
    {
        using var tool = new ToyTool(Config);
        using var output = Guarded(room);

        Assert.AreEqual((0, ""), tool.Run(output, () => output.Failure, tool.Config));

        using var summary = JsonDocument.Parse(File.ReadAllBytes(tool.In("run", "summary.json")));
        Assert.AreEqual("completed", summary.RootElement.GetProperty("status").GetString());
        Assert.AreEqual(message, summary.RootElement.GetProperty("display").GetString());
        using var whole = new ToyTool(Config);
        Assert.AreEqual(0, whole.Run(whole.Config).Code);
        using var other = JsonDocument.Parse(File.ReadAllBytes(whole.In("run", "summary.json")));
        Assert.IsFalse(other.RootElement.TryGetProperty("display", out _));
        Assert.AreEqual(other.RootElement.GetProperty("metrics").ToString(), summary.RootElement.GetProperty("metrics").ToString());
    }

    [TestMethod]
    public void An_answer_that_cannot_be_written_is_an_error()
    {
        using var tool = new ToyTool(Config);
        Assert.AreEqual(0, tool.Run(tool.Config).Code);
        foreach (var arguments in new string[][]
        {
            ["--help"],
            ["--version"],
            [tool.Config, "--help"],
            [tool.Config, "--print-config"],
            [tool.Config, "--dry-run", "--overwrite"],
            ["evaluate", tool.In("run")]
        })
        {
            using var output = Guarded(0);
            Assert.AreEqual(
                (1, "Standard output: cannot be written: No space left on device.\n"),
                tool.Run(output, () => output.Failure, arguments),
                string.Join(' ', arguments));
        }
    }

    private static GuardedWriter Guarded(int room) => new(room < 0 ? null : new FullWriter(room), "Standard output");

    /// <summary>Takes so many characters.</summary>
    private sealed class FullWriter(int room) : TextWriter
    {
        private int _room = room;

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            if (--_room < 0) throw new IOException("No space left on device");
        }
    }
}
