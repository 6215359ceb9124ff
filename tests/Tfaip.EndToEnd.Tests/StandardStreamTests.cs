using System.Diagnostics;

namespace Tfaip.EndToEnd.Tests;

/// <summary>Tools whose standard output is full or closed, on Unix.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class StandardStreamTests
{
    [TestMethod]
    [DataRow("tfaip-train.dll", "tfaip-train CONFIG [--PARAMETER VALUE…]")]
    [DataRow("tfaip-export.dll", "[--input SPEC …]")]
    public async Task Text_is_UTF8_whatever_the_locale_says(string tool, string text)
    {
        var result = await Tool.RunAsync(tool, ["--help"], new Dictionary<string, string> { ["LC_ALL"] = "de_DE.ISO-8859-1" });
        StringAssert.Contains(result.MustSucceed().Output, text, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("tfaip-train.dll", ">/dev/full", 1, "Standard output: cannot be written: No space left on device.\n")]
    [DataRow("tfaip-train.dll", ">&-", 1, "Standard output is closed.\n")]
    [DataRow("tfaip-train.dll", ">&- 2>&-", 1, "")]
    [DataRow("tfaip-train.dll", ">/dev/null", 0, "")]
    [DataRow("tfaip-export.dll", ">/dev/full", 1, "Standard output: cannot be written: No space left on device.\n")]
    [DataRow("tfaip-export.dll", ">&-", 1, "Standard output is closed.\n")]
    public async Task AnAnswerThatCannotBeWritten_IsAnErrorAsync(string tool, string redirection, int exitCode, string error)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[]
        {
                "-c",
                $"exec dotnet exec \"$@\" {redirection}",
                "sh",
                Path.Combine(AppContext.BaseDirectory, tool),
                "--version"
        })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, said) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.AreEqual((exitCode, "", error), (process.ExitCode, await output, await said));
    }
}
