namespace Tfaip.EndToEnd.Tests;

/// <summary>What is asked about a configuration is answered without what only training needs.</summary>
[TestClass]
public sealed class QuestionTests
{
    private static readonly TemporaryFolder Folder = new();

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    [DataRow("trainer.optimizer  adam (one of adabelief, adagrad,", "--help")]
    [DataRow("trainer.epochs = 40\n", "--explain", "trainer.epochs")]
    [DataRow("\n  epochs: 40 # ", "--print-config")]
    public Task Questions_load_no_native_torch(string answer, params string[] question) =>
        AnswersAsync(0, answer, [Repository.Digits, .. question]);

    [TestMethod]
    public Task A_schema_loads_no_native_torch() =>
        AnswersAsync(0, "\"title\": \"Configuration of a run of Digits\"", "schema", Repository.Digits);

    [TestMethod]
    public Task Errors_load_no_native_torch() =>
        AnswersAsync(2, "trainer.epochs must be a whole number", Repository.Digits, "--trainer.epochs", "many");

    [TestMethod]
    public async Task The_test_would_see_it()
    {
        var modules = await ModulesAsync([Repository.Digits, "--output", Folder.File("run"), "--trainer.epochs", "1", "--export", "none"]);
        modules.Result.MustSucceed();
        Assert.IsTrue(modules.Names.Any(IsTorch), string.Join(", ", modules.Names));
    }

    private static async Task AnswersAsync(int exitCode, string answer, params string[] arguments)
    {
        var (result, modules) = await ModulesAsync(arguments);
        Assert.AreEqual(exitCode, result.ExitCode, result.Error);
        StringAssert.Contains(result.Output + result.Error, answer, StringComparison.Ordinal);
        Assert.IsGreaterThan(5, modules.Count);
        Assert.AreEqual("", string.Join(", ", modules.Where(IsTorch)));
    }

    // Its managed part, TorchSharp.dll, is a file that is mapped too.
    private static bool IsTorch(string module) =>
        module.Contains("torch", StringComparison.OrdinalIgnoreCase) && !module.Equals("TorchSharp.dll", StringComparison.OrdinalIgnoreCase)
        || module.Contains("libc10", StringComparison.OrdinalIgnoreCase);

    private static async Task<(ToolResult Result, IReadOnlyList<string> Names)> ModulesAsync(string[] arguments)
    {
        var file = Folder.File($"{Guid.NewGuid():N}.txt");
        var result = await Tool.TrainAsync(
            new Dictionary<string, string>
            {
                ["DOTNET_STARTUP_HOOKS"] = typeof(StartupHook).Assembly.Location,
                [StartupHook.FileVariable] = file
            }, arguments);
        return (result, await File.ReadAllLinesAsync(file));
    }
}
