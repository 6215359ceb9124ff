namespace Tfaip.EndToEnd.Tests;

/// <summary>What a user who made a mistake sees: one message, an exit code, no stack trace.</summary>
[TestClass]
public sealed class ErrorTests
{
    private static readonly TemporaryFolder Folder = new();

    private static string Config => Folder.File("config.yaml");

    private static string Package => Folder.File("run", "model.tfaip");

    [ClassInitialize]
    public static async Task TrainAsync(TestContext context) =>
        (await Tool.TrainAsync(Repository.Digits, "--output", Folder.File("run"), "--trainer.epochs", "1")).MustSucceed();

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public Task AMisspelledKey() => TrainingFails(
        2, "  epohcs: 3",
        $"""
        {Config}:5:3: trainer has no key 'epohcs'.
            5 |   epohcs: 3
              |   ^^^^^^
              = Did you mean 'epochs'?
        """);

    [TestMethod]
    public Task AValueOfTheWrongType() => TrainingFails(
        2, "  epochs: many",
        $"""
        {Config}:5:11: trainer.epochs must be a whole number, not 'many'.
            5 |   epochs: many
              |           ^^^^
        """);

    [TestMethod]
    public Task AnUnknownVariant() => TrainingFails(
        2, "  optimizer: { type: adm }",
        $$"""
        {{Config}}:5:22: trainer.optimizer has no variant 'adm'; there are adabelief, adagrad, adam, adamax, adamw, lamb, lion, nadam, radam, rmsprop, sgd.
            5 |   optimizer: { type: adm }
              |                      ^^^
              = Did you mean 'adam'?
        """);

    [TestMethod]
    public Task SeveralErrorsAtOnce() => TrainingFails(
        2, "  epochs: 0\n  schedule: curved",
        $"""
        {Config}:5:11: trainer.epochs must be at least 1, not 0.
            5 |   epochs: 0
              |           ^

        {Config}:6:13: trainer.schedule has no variant 'curved'; there are constant, cosine, cosine_restarts, exponential, linear, multi_step, noam, one_cycle, polynomial, reduce_on_plateau, step.
            6 |   schedule: curved
              |             ^^^^^^
        """);

    [TestMethod]
    public Task AMissingDataFile() => TrainingFails(
        1, "  epochs: 1",
        $"The CSV file {Folder.File("nothing.csv")} does not exist. Put the file there, or correct the path in the configuration.",
        data: Folder.File("nothing.csv"));

    [TestMethod]
    public async Task WithVerbose_TheStackTraceFollows()
    {
        Write("  epochs: many", Data);
        var result = await Tool.TrainAsync(Config, "--verbose");
        Assert.AreEqual(2, result.ExitCode);
        Assert.Contains("   at Tfaip.", result.Error);
    }

    [TestMethod]
    public async Task ATruncatedPackage()
    {
        var bytes = await File.ReadAllBytesAsync(Package);
        var cut = Folder.File("cut.tfaip");
        await File.WriteAllBytesAsync(cut, bytes[..(bytes.Length / 2)]);

        await PredictionFails(cut, $"{cut}: the package is cut short: its end is missing. Copy or export it again.");
    }

    [TestMethod]
    public async Task APackageWithOneByteChanged()
    {
        var bytes = await File.ReadAllBytesAsync(Package);
        bytes[bytes.Length / 2] ^= 1; // most of a package is its graph
        var changed = Folder.File("changed.tfaip");
        await File.WriteAllBytesAsync(changed, bytes);

        await PredictionFails(
            changed,
            $"{changed}: the package is damaged, or another program packed it: the file 'model.onnx' does not have its check sum. "
            + "Copy or export it again; a package that was unpacked is read as a folder.");
    }

    [TestMethod]
    public async Task AMissingPackage()
    {
        var missing = Folder.File("missing.tfaip");
        await PredictionFails(missing, $"{missing}: there is no such model package, neither a file nor a folder.");
    }

    private static string Data => Path.Combine(Repository.Root, "models", "digits", "data", "digits.csv.gz");

    private static async Task TrainingFails(int exitCode, string trainer, string message, string? data = null)
    {
        Write(trainer, data ?? Data);
        AssertFails(exitCode, message, await Tool.TrainAsync(Config, "--output", Folder.File("failed")));
    }

    private static async Task PredictionFails(string package, string message) =>
        AssertFails(1, message, await Tool.PredictAsync(package, Repository.DigitsExamples[0]));

    private static void Write(string trainer, string data) => File.WriteAllText(
        Config,
        $$"""
        scenario: {{Path.Combine(Repository.Root, "models", "digits", "Digits.csproj")}}
        data:
          training: { type: csv, path: {{data}}, inputs: { image: 0..63 }, targets: { label: 64 } }
        trainer:
        {{trainer}}
        """);

    private static void AssertFails(int exitCode, string message, ToolResult result)
    {
        Assert.AreEqual(message.ReplaceLineEndings("\n") + "\n", result.Error);
        Assert.AreEqual(exitCode, result.ExitCode);
        Assert.AreEqual("", result.Output);
    }
}
