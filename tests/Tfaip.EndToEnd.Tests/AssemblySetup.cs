using Tfaip.Export.Native;

// TorchSharp's random generator and its dispose scopes belong to the process or the thread: one test at a time.
[assembly: DoNotParallelize]

namespace Tfaip.EndToEnd.Tests;

[TestClass]
public static class AssemblySetup
{
    [AssemblyInitialize]
    public static void LoadTorch(TestContext context) => LibTorch.Register();
}
