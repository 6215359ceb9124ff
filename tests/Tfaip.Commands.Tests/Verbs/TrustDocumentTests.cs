using Tfaip.Parameters;
using Tfaip.Torch.Weights;
using Tfaip.Training.Checkpoints;
using Tfaip.Training.Tests.Loop;

namespace Tfaip.Commands.Tests.Verbs;

/// <summary>Executes the examples of <c>docs/concepts/trust.md</c>, and holds its numbers.</summary>
[TestClass]
public sealed class TrustDocumentTests
{
    private readonly ExecutedDocument _document = new("concepts/trust.md");

    [TestMethod]
    public void Every_example_prints_what_is_written_beside_it() =>
        Assert.AreEqual(1, _document.Execute(typeof(ToyModel), typeof(ToyEvaluator)));

    [TestMethod]
    public void Each_kind_of_file_has_a_row_that_says_all_of_it()
    {
        var rows = _document.Text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2).ToArray();

        CollectionAssert.AreEqual(
            (string[])["configuration", "scenario", "run", "checkpoint", "package", "dump", "weights", "samples"],
            rows.Select(row => row[2..row.IndexOf(':', StringComparison.Ordinal)]).ToArray());
        foreach (var row in rows)
        {
            var cells = row.Trim('|', ' ').Split(" | ");
            Assert.HasCount(5, cells, row);
            Assert.IsTrue(cells[1] is "code" or "data" || cells[1].StartsWith("code: ", StringComparison.Ordinal), row);
        }
    }

    [TestMethod]
    public void Its_numbers_are_those_of_the_readers()
    {
        Assert.Contains("at most 262144 tensors", _document.Text);
        using var header = new MemoryStream([0xff, 0xff, 0xff, 0x7f]);
        var file = Path.GetTempFileName() + ".dat";
        try
        {
            File.WriteAllBytes(file, header.ToArray());
            Assert.Contains("at most 262144 are read", Assert.ThrowsExactly<TfaipException>(() => WeightsFile.Read(file)).Message);
        }
        finally
        {
            File.Delete(file);
        }

        using var folder = new TemporaryFolder();
        using var run = new ToyRun(folder.Path);
        run.Trainer.Train(CancellationToken.None);
        Assert.Contains("its own four files", _document.Text);
        Assert.IsLessThanOrEqualTo(
            4, Directory.GetFiles(run.Store.Newest!).Count(path => Path.GetFileName(path) != CheckpointManifest.FileName));
    }
}
