using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Tfaip.EndToEnd.Tests;

/// <summary>
/// The programs as <c>dotnet publish</c> makes them: they run from their folders, with the native libraries that are there.
/// <c>benchmarks/published.sh</c> looks at the folders of other systems.
/// </summary>
[TestClass]
public sealed class PublishedProgramTests
{
    private static readonly TemporaryFolder Folder = new();

    // What the tests are built as is what is built already.
    private static string Configuration =>
        typeof(PublishedProgramTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static string Run => Folder.File("run");

    [ClassInitialize]
    public static async Task TrainAsync(TestContext context)
    {
        await PublishAsync("models", "digits", "Digits");
        (await RunPublishedAsync("Digits", Repository.Digits, "--output", Run, "--trainer.epochs", "1")).MustSucceed();
    }

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public void A_published_scenario_trains_and_exports() => Assert.IsTrue(File.Exists(Path.Combine(Run, "model.tfaip")));

    [TestMethod]
    public void Published_TorchSharp_is_the_copy_whose_arguments_stay_alive()
    {
        using var file = new PEReader(File.OpenRead(Folder.File("Digits", "TorchSharp.dll")));
        var metadata = file.GetMetadataReader();
        var value = metadata.GetAssemblyDefinition().GetCustomAttributes().Select(metadata.GetCustomAttribute)
            .Single(attribute => NameOf(metadata, attribute) == "DebuggableAttribute").Value;

        // A prolog of two bytes, then the modes: Default | IgnoreSymbolStoreSequencePoints | DisableOptimizations.
        Assert.AreEqual(0x103, BitConverter.ToInt32(metadata.GetBlobBytes(value), 2));
    }

    [TestMethod]
    public async Task A_published_scenario_exports_the_same_package_again()
    {
        (await RunPublishedAsync("Digits", "export", Run, "-o", Folder.File("again.tfaip"))).MustSucceed();

        Assert.AreSequenceEqual(File.ReadAllBytes(Path.Combine(Run, "model.tfaip")), File.ReadAllBytes(Folder.File("again.tfaip")));
    }

    [TestMethod]
    public async Task Published_tfaip_predict_answers()
    {
        await PublishAsync("tools", "tfaip-predict", "tfaip-predict");

        var result = await RunPublishedAsync("tfaip-predict", [Path.Combine(Run, "model.tfaip"), .. Repository.DigitsExamples]);

        Assert.HasCount(10, result.MustSucceed().Output.TrimEnd().Split('\n'));
    }

    private static string NameOf(MetadataReader metadata, CustomAttribute attribute) => metadata.GetString(
        metadata.GetTypeReference(
            (TypeReferenceHandle)metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent).Name);

    // Linked, where the cache of packages is on the same disk: libtorch is half a gigabyte.
    private static async Task PublishAsync(string folder, string project, string program) => (await DotNet.RunAsync(
        "publish", Path.Combine(folder, project), "-c", Configuration, "--no-build", "-o", Folder.File(program), "-v", "q", "-nologo",
        "-nodeReuse:false", "-p:CreateHardLinksForPublishFilesIfPossible=true")).MustSucceed();

    private static Task<ToolResult> RunPublishedAsync(string program, params string[] arguments) => DotNet.RunProgramAsync(
        Folder.File(program, OperatingSystem.IsWindows() ? program + ".exe" : program), Repository.Root, arguments);
}
