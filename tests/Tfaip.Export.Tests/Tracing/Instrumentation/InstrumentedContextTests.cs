using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Tfaip.Export.Tests.Tracing.Models;
using static TorchSharp.torch;

namespace Tfaip.Export.Tests.Tracing.Instrumentation;

[TestClass]
public sealed class InstrumentedContextTests
{
    [TestMethod]
    [DataRow("mlp")]
    [DataRow("bidirectional lstm")]
    [DataRow("hooks")]
    public void Nothing_of_a_recording_stays_in_memory(string name)
    {
        ExportTwice(name);
        for (var i = 0; i < 20 && Contexts() > 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.AreEqual(0, Contexts());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ExportTwice(string name)
    {
        for (var i = 0; i < 2; i++)
        {
            using var scope = NewDisposeScope();
            OnnxExporter.Export(Zoo.All[name]());
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Contexts() => AssemblyLoadContext.All.Count(context => context.Name == "Recording");
}
