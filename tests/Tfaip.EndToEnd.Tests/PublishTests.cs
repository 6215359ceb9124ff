using System.Diagnostics;
using System.Text.Json;

namespace Tfaip.EndToEnd.Tests;

/// <summary>What <c>dotnet publish</c> makes of the tools, as the documentation of the command line says.</summary>
[TestClass]
public sealed class PublishTests
{
    [TestMethod]
    [DataRow("Tfaip.Training", "LibTorchSharp", "torch_cpu", "onnxruntime")]
    [DataRow("Tfaip.Export", "LibTorchSharp", "torch_cpu", "onnxruntime")]
    [DataRow("Tfaip.Predict", "onnxruntime")]
    public void A_published_tool_has_its_native_libraries(string project, params string[] libraries)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] arguments = ["msbuild", Path.Combine(Repository.Root, "src", project), "-t:ComputeResolvedFilesToPublishList", "-getItem:ResolvedFileToPublish", "-nodeReuse:false"];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);

        using var build = Process.Start(start)!;
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();

        Assert.AreEqual(0, build.ExitCode, output);
        using var answer = JsonDocument.Parse(output);
        var published = answer.RootElement.GetProperty("Items").GetProperty("ResolvedFileToPublish").EnumerateArray()
            .Select(item => Path.GetFileNameWithoutExtension(item.GetProperty("RelativePath").GetString()!)).ToHashSet();
        foreach (var library in libraries)
            Assert.IsTrue(published.Contains(library) || published.Contains("lib" + library), $"{project} is published without {library}.");
    }
}
