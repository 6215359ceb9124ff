using System.Runtime.CompilerServices;
using Tfaip.Torch.Native;
using TorchSharp;

// TorchSharp's random generator and its dispose scopes belong to the process or the thread: one test at a time.
[assembly: DoNotParallelize]

namespace Tfaip.Export.Tests;

[TestClass]
public static class AssemblySetup
{
    [AssemblyInitialize]
    public static void LoadTorch(TestContext context)
    {
        LibTorch.Register();
        UseOneThread();
    }

    // The tensors of tests are small, and threads that wait for each other are slow on a machine that is busy. A method that uses
    // TorchSharp loads it before its first line.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseOneThread() => torch.set_num_threads(1);
}
