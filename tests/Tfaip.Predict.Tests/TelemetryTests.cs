using Tfaip.Inference.Tests.Support;

namespace Tfaip.Predict.Tests;

[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class TelemetryTests
{
    [TestMethod]
    public void ONNX_Runtime_leaves_nothing_in_the_users_folders()
    {
        using var package = TestPackage.Classifier();
        var rows = Path.Combine(package.Folder, "rows.csv");
        File.WriteAllText(rows, "8,0,0,0\n");
        var home = Directory.CreateDirectory(Path.Combine(package.Folder, "home")).FullName;

        var (exitCode, output, error) = PredictProcess.Run(
            "",
            new Dictionary<string, string?> { ["HOME"] = home, ["XDG_CACHE_HOME"] = null, ["ORT_DISABLE_TELEMETRY"] = null },
            package.Path,
            rows);

        Assert.AreEqual((0, "", 1), (exitCode, error, output.Count(character => character == '\n')));
        Assert.IsEmpty(Directory.GetFileSystemEntries(home));
    }
}
