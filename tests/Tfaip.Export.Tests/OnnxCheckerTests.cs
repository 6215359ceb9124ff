using System.ComponentModel;
using System.Diagnostics;
using Tfaip.Export.Requests;
using Tfaip.Export.Tests.Tracing.Models;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests;

/// <summary>The judgement of ONNX's own checker, where Python has it (Debian: python3-onnx).</summary>
[TestClass]
public sealed class OnnxCheckerTests
{
    private const string Check = "import glob, onnx, sys\nfor f in sorted(glob.glob(sys.argv[1] + '/*.onnx')): "
        + "onnx.checker.check_model(onnx.load(f), full_check=True)";

    [TestMethod]
    public void The_checker_finds_nothing_in_the_zoo()
    {
        // Its version 1.12 knows operator sets up to 17.
        if (Python("-c", "import onnx") != (0, "")) Assert.Inconclusive("There is no python3 with the package onnx.");
        var folder = Directory.CreateTempSubdirectory("tfaip-checker-");
        try
        {
            using var scope = NewDisposeScope();
            foreach (var (name, model) in Zoo.All)
                File.WriteAllBytes(
                    Path.Combine(folder.FullName, $"{name.Replace(' ', '_')}.onnx"),
                    OnnxExporter.Export(model(), new ExportOptions { Opset = 17 }).Onnx.ToArray());
            Assert.AreEqual((0, ""), Python("-c", Check, folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (int ExitCode, string Error) Python(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(
                File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3", arguments)
            { RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, error);
        }
        catch (Win32Exception error)
        {
            return (-1, error.Message);
        }
    }
}
